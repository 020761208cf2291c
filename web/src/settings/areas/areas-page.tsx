import { countPeopleByArea } from '@kshem/contract/settings.ts';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Area, useAreas } from '../../api/use-areas.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { narrowed } from '../../ui/narrow-areas.ts';
import { Page } from '../../ui/page.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';
import { AreaDialog, type AreaTask } from './area-dialog.tsx';

/** The district's tree of areas with its names in both languages, and how many people are followed in each; no names of people. */
export function AreasPage() {
  const { t } = useWords();
  const { asked, areas } = useAreas();
  const counts = useAsk(countPeopleByArea);
  const [words, setWords] = useState('');
  const [task, setTask] = useState<AreaTask | null>(null);
  const people = new Map<number, number>();
  for (const { areaId, people: n } of counts.data?.items ?? []) people.set(areaId, (people.get(areaId) ?? 0) + n);
  const list = {
    items: narrowed(areas, words),
    isPending: asked.isPending,
    error: asked.error,
    hasMore: false,
    isFetchingMore: false,
    more: () => undefined,
    refetch: () => void asked.refetch(),
  };
  return (
    <Page title={t('settings.areas')}>
      <Group align="flex-end" mb="sm">
        <TextInput
          size="xs"
          type="search"
          label={t('area.search')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Text size="sm">{t('areas.count', { count: list.items.length })}</Text>
      </Group>
      <PagedTable
        label={t('settings.areas')}
        list={list}
        columns={useColumns(people, setTask)}
        keyOf={({ areaId }) => String(areaId)}
        empty={<Empty title={t('area.none')} />}
      />
      {task && <AreaDialog task={task} onClose={() => setTask(null)} />}
    </Page>
  );
}

function useColumns(people: ReadonlyMap<number, number>, onTask: (task: AreaTask) => void): readonly Column<Area>[] {
  const { t, number } = useWords();
  return [
    {
      key: 'hi',
      heading: t('areas.nameHi'),
      width: '2fr',
      show: ({ nameHi, depth }) => <span style={{ paddingInlineStart: `${depth}rem` }}>{nameHi}</span>,
    },
    { key: 'en', heading: t('areas.nameEn'), width: '2fr', show: ({ nameEn }) => nameEn },
    { key: 'level', heading: t('areas.level'), show: ({ level }) => t(`area.level.${level}`) },
    { key: 'lgd', heading: t('areas.lgd'), show: ({ lgdCode }) => lgdCode ?? t('areas.noCode') },
    {
      key: 'people',
      heading: t('areas.people'),
      numeric: true,
      show: ({ areaId, level }) => (level === 'ward' || level === 'village' ? number(people.get(areaId) ?? 0) : ''),
    },
    {
      key: 'do',
      heading: t('areas.do'),
      width: '2fr',
      show: (area) =>
        area.own && (
          <Group gap="xs">
            <Button size="compact-xs" variant="default" onClick={() => onTask({ kind: 'rename', area })}>
              {t('areas.rename')}
            </Button>
            {(area.level === 'district' || area.level === 'block') && (
              <Button size="compact-xs" variant="default" onClick={() => onTask({ kind: 'add', parent: area })}>
                {t('areas.addBelow')}
              </Button>
            )}
          </Group>
        ),
    },
  ];
}
