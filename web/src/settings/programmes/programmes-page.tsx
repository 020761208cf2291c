import { listProgrammes } from '@kshem/contract/programmes.ts';
import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '../../api/use-ask.ts';
import { useMay } from '../../api/use-me.ts';
import type { ItemOf } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { badgeColours } from '../../ui/badge-colours.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { AssignVersion } from './assign-version.tsx';

export type Programme = ItemOf<typeof listProgrammes>;

/** The programmes of the district: the version new episodes start on, every published one, and the ways to look into them. */
export function ProgrammesPage() {
  const { t } = useWords();
  const programmes = useAsk(listProgrammes);
  return (
    <Page title={t('settings.programmes')}>
      <Text size="sm" mb="md">
        {t('protocol.neverChanges')}
      </Text>
      <Shown asked={programmes}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('protocol.noProgrammes')} />
          ) : (
            <Stack>
              {items.map((programme) => (
                <ProgrammeCard key={programme.programmeId} programme={programme as Programme} />
              ))}
            </Stack>
          )
        }
      </Shown>
    </Page>
  );
}

function ProgrammeCard({ programme }: { programme: Programme }) {
  const { t, say, date } = useWords();
  const may = useMay();
  const [assigning, setAssigning] = useState(false);
  const { programmeId, title, version, versions, activeFrom, activeUntil } = programme;
  const other = versions.find((one) => one.version !== version)?.version ?? version;
  return (
    <Paper withBorder p="md" component="section" aria-label={say(title)}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {say(title)}
        </Title>
        <Group gap="xs">
          {versions.length > 1 && (
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/settings/programmes/$programmeId/compare"
                  params={{ programmeId }}
                  search={{ from: other, to: version }}
                />
              )}
            >
              {t('protocol.compare')}
            </Button>
          )}
          {may('report.read') && versions.length > 1 && (
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/settings/programmes/$programmeId/dry-run"
                  params={{ programmeId }}
                  search={{ version: other }}
                />
              )}
            >
              {t('protocol.dryRun')}
            </Button>
          )}
          {may('protocol.publish') && versions.length > 1 && (
            <Button size="xs" onClick={() => setAssigning(true)}>
              {t('protocol.assign')}
            </Button>
          )}
        </Group>
      </Group>
      <Text size="sm" mb="xs">
        {activeUntil === null
          ? t('protocol.runsFrom', { from: date(activeFrom) })
          : t('protocol.runsFromUntil', { from: date(activeFrom), until: date(activeUntil) })}
      </Text>
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {versions.map((one) => (
          <Group key={one.version} component="li" gap="sm">
            <Anchor
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/settings/programmes/$programmeId/versions/$version"
                  params={{ programmeId, version: one.version }}
                />
              )}
            >
              {one.version}
            </Anchor>
            <Text size="sm">{t('protocol.publishedOn', { date: date(one.publishedAt) })}</Text>
            {one.version === version && <Badge color={badgeColours.good}>{t('protocol.forNewEpisodes')}</Badge>}
          </Group>
        ))}
      </Stack>
      {assigning && <AssignVersion programme={programme} onClose={() => setAssigning(false)} />}
    </Paper>
  );
}
