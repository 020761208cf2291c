import { listProgrammes, readProtocol } from '@kshem/contract/programmes.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { Badge, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useAsk } from '../../api/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { badgeColours } from '../../ui/badge-colours.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useFilters } from '../../ui/use-filters.ts';
import classes from '../settings.module.css';
import { type Change, compareDescribed } from './compare-described.ts';
import { describeProtocol, groups } from './describe-protocol.ts';
import { DescribedCard } from './described-card.tsx';

/** Two versions side by side: only what differs, in words and values, the differing lines marked. */
export function ComparePage() {
  const { t, say } = useWords();
  const { programmeId } = useParams({ from: '/settings/programmes/$programmeId/compare' });
  const { search, change } = useFilters<{ from?: string; to?: string }>();
  const programmes = useAsk(listProgrammes);
  return (
    <Shown asked={programmes}>
      {({ items }) => {
        const programme = items.find((one) => one.programmeId === programmeId);
        if (!programme) return <Empty title={t('protocol.noProgrammes')} />;
        const versions = programme.versions.map(({ version }) => version);
        const to = search.to ?? programme.version;
        const from = search.from ?? versions.find((one) => one !== to) ?? to;
        return (
          <Page title={t('protocol.compareTitle', { title: say(programme.title) })}>
            <Group mb="md">
              <NativeSelect
                label={t('protocol.compareFrom')}
                value={from}
                data={versions}
                onChange={({ currentTarget }) => change({ from: currentTarget.value })}
              />
              <NativeSelect
                label={t('protocol.compareTo')}
                value={to}
                data={versions}
                onChange={({ currentTarget }) => change({ to: currentTarget.value })}
              />
            </Group>
            <Difference programmeId={programmeId} from={from} to={to} />
          </Page>
        );
      }}
    </Shown>
  );
}

function Difference({ programmeId, from, to }: { programmeId: string; from: string; to: string }) {
  const { t } = useWords();
  const still = { staleTime: Number.POSITIVE_INFINITY };
  const before = useAsk(readProtocol, { params: { programmeId, version: from } }, still);
  const after = useAsk(readProtocol, { params: { programmeId, version: to } }, still);
  if (from === to) return <Empty title={t('protocol.sameVersion')} />;
  return (
    <Shown asked={before}>
      {(old) => (
        <Shown asked={after}>{(now) => <Changes before={old.protocol as Protocol} after={now.protocol as Protocol} />}</Shown>
      )}
    </Shown>
  );
}

function Changes({ before, after }: { before: Protocol; after: Protocol }) {
  const words = useWords();
  const { t } = words;
  const old = describeProtocol(before, words);
  const now = describeProtocol(after, words);
  const changes = groups.map((group) => ({ group, found: compareDescribed(old[group], now[group]) }));
  if (changes.every(({ found }) => found.length === 0)) return <Empty title={t('protocol.noDifference')} />;
  return (
    <Stack gap="xl">
      {changes
        .filter(({ found }) => found.length > 0)
        .map(({ group, found }) => (
          <section key={group} aria-label={t(`protocol.group.${group}`)}>
            <Title order={2} size="h4" mb="xs">
              {t(`protocol.group.${group}`)}
            </Title>
            <Text size="sm" mb="sm">
              {t('protocol.counts', countsOf(found))}
            </Text>
            <Stack gap="sm">
              {found.map((change) => (
                <ChangeRow key={change.id} change={change} from={before.version} to={after.version} />
              ))}
            </Stack>
          </section>
        ))}
    </Stack>
  );
}

const badges = { added: badgeColours.good, removed: badgeColours.bad, changed: badgeColours.quiet } as const;

function ChangeRow({ change: { kind, before, after, marks }, from, to }: { change: Change; from: string; to: string }) {
  const { t } = useWords();
  const side = (about: Change['before'], version: string) => (
    <div>
      <Text size="xs" mb={4}>
        {version}
      </Text>
      {about ? <DescribedCard about={about} marks={marks} /> : <Text size="sm">{t('protocol.notThere')}</Text>}
    </div>
  );
  return (
    <div>
      <Badge color={badges[kind]} mb={4}>
        {t(`protocol.change.${kind}`)}
      </Badge>
      <div className={classes.beside}>
        {side(before, from)}
        {side(after, to)}
      </div>
    </div>
  );
}

function countsOf(found: readonly Change[]) {
  const of = (kind: Change['kind']) => found.filter((change) => change.kind === kind).length;
  return { changed: of('changed'), added: of('added'), removed: of('removed') };
}
