import type { searchPeople } from '@kshem/contract/people.ts';
import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ItemOf } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import type { Column } from '../ui/paged-table.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import { useAboutWords } from './use-about-words.ts';

type Found = ItemOf<typeof searchPeople>;

/** Who was found: name, age, where, and how they are followed. */
export function useFoundColumns(): Column<Found>[] {
  const { t, say } = useWords();
  const { ageAndSex, programme } = useAboutWords();
  return [
    {
      key: 'name',
      heading: t('people.name'),
      width: '1.5fr',
      show: ({ personId, name, deceased }) => (
        <Group gap="xs">
          <PersonLink personId={personId} name={name} />
          {deceased && <Badge color="gray.8">{t('people.deceased')}</Badge>}
        </Group>
      ),
    },
    { key: 'age', heading: t('people.ageAndSex'), show: (one) => ageAndSex(one) },
    { key: 'area', heading: t('ui.area'), width: '1.2fr', show: ({ area }) => say(area) },
    {
      key: 'programmes',
      heading: t('people.followedIn'),
      width: '2fr',
      show: ({ programmes }) =>
        programmes.length === 0 ? (
          <Text size="sm">{t('people.notFollowed')}</Text>
        ) : (
          <Stack gap={2}>
            {programmes.map(({ programmeId, status, lastLevel }) => (
              <Group key={programmeId} gap="xs">
                <Text size="sm">{programme(programmeId)}</Text>
                {status === 'paused' && <Badge color="gray.8">{t('people.status.paused')}</Badge>}
                {lastLevel && <LevelBadge level={lastLevel} />}
              </Group>
            ))}
          </Stack>
        ),
    },
  ];
}
