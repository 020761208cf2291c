import { listFollowUps } from '@kshem/contract/consultations.ts';
import { decisionText } from '@kshem/domain/consultation/decision.ts';
import { Group, Stack, Text } from '@mantine/core';
import { type ItemOf, usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { type Column, PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { SheetLink } from './sheet-link.tsx';

/** People whom a doctor wanted to hear again by today. */
export function FollowUps() {
  const { t, say, date, dateTime } = useWords();
  const list = usePages(listFollowUps, { query: {} });
  const columns: Column<ItemOf<typeof listFollowUps>>[] = [
    { key: 'due', heading: t('doctor.followUps.due'), width: '7rem', show: ({ dueOn }) => date(dueOn) },
    {
      key: 'who',
      heading: t('escalations.person'),
      show: ({ personName, area, lastLevel }) => (
        <Stack gap={2} align="flex-start">
          <Text size="sm" fw={600}>
            {personName}
          </Text>
          <Group gap="xs">
            {lastLevel && <LevelBadge level={lastLevel} />}
            <Text size="xs">{say(area)}</Text>
          </Group>
        </Stack>
      ),
    },
    {
      key: 'last',
      heading: t('doctor.followUps.last'),
      width: '2fr',
      show: ({ decision, note, by, heldAt }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {say(decisionText[decision])}
          </Text>
          <Text size="sm" lineClamp={3}>
            {note}
          </Text>
          <Text size="xs">{t('escalations.byAt', { name: say(by), time: dateTime(heldAt) })}</Text>
        </Stack>
      ),
    },
    {
      key: 'do',
      heading: t('escalations.do'),
      width: '9rem',
      show: ({ personId, personName }) => <SheetLink personId={personId} name={personName} />,
    },
  ];
  return (
    <PagedTable
      label={t('escalations.show.follow-ups')}
      list={list}
      columns={columns}
      keyOf={({ consultationId }) => consultationId}
      empty={<Empty title={t('doctor.followUps.none')} />}
    />
  );
}
