import { readProtocol } from '@kshem/contract/programmes.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { Alert, Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAsk } from '../../api/use-ask.ts';
import { useMay } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/page.tsx';
import { Shown } from '../../ui/states.tsx';
import classes from '../settings.module.css';
import { describeProtocol, groups } from './describe-protocol.ts';
import { DescribedCard } from './described-card.tsx';
import { both } from './lines.ts';

/** A published version as a doctor reads it before signing: every rule with its reason and source, every question, every hour. */
export function ProtocolPage() {
  const params = useParams({ from: '/settings/programmes/$programmeId/versions/$version' });
  const asked = useAsk(readProtocol, { params }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Shown asked={asked}>
      {({ protocol, publishedAt, sha256 }) => <Read protocol={protocol as Protocol} publishedAt={publishedAt} sha256={sha256} />}
    </Shown>
  );
}

function Read({ protocol, publishedAt, sha256 }: { protocol: Protocol; publishedAt: Date; sha256: string }) {
  const words = useWords();
  const { t, say, date } = words;
  const may = useMay();
  const described = describeProtocol(protocol, words);
  const { title, version, effectiveFrom, approval, openQuestions, sources } = protocol;
  return (
    <Page title={say(title)}>
      <Stack gap={4} mb="md">
        <Text size="sm">{t('protocol.versionFrom', { version, date: date(effectiveFrom) })}</Text>
        <Text size="sm">
          {approval ? t('protocol.approvedByOn', { by: approval.by, on: date(approval.on) }) : t('protocol.notApproved')}
        </Text>
        <Text size="sm">{t('protocol.publishedAs', { date: date(publishedAt), sha: sha256.slice(0, 12) })}</Text>
      </Stack>
      <nav className={classes.jump} aria-label={t('protocol.parts')}>
        {groups.map((group) => (
          <Anchor key={group} href={`#${group}`}>
            {t(`protocol.group.${group}`)}
          </Anchor>
        ))}
        <Anchor href="#sources">{t('protocol.sources')}</Anchor>
      </nav>
      <Stack gap="xl">
        {openQuestions.length > 0 && (
          <Alert color="orange" variant="light" title={t('protocol.openQuestions')}>
            <ul>
              {openQuestions.map((question) => (
                <li key={question.en} style={{ whiteSpace: 'pre-line' }}>
                  {both(question)}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {groups.map((group) => (
          <Part key={group} id={group} title={t(`protocol.group.${group}`)}>
            {group === 'advice' && !may('advice.drug.read') && (
              <Text size="sm" mb="sm">
                {t('protocol.drugAdviceLeftOut')}
              </Text>
            )}
            <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
              {described[group].map((one) => (
                <DescribedCard key={one.id} about={one} />
              ))}
            </SimpleGrid>
          </Part>
        ))}
        <Part id="sources" title={t('protocol.sources')}>
          <dl className={classes.lines}>
            {Object.entries(sources).map(([key, text]) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{key}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Part>
      </Stack>
    </Page>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
