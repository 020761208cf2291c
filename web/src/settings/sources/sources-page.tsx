import { listSources } from '@kshem/contract/intake.ts';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../api/use-ask.ts';
import type { ItemOf } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/page.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';
import { MappingDialog } from './mapping-dialog.tsx';

type Source = ItemOf<typeof listSources>;

/** The offices that send lists, and what was decided about their columns. */
export function SourcesPage() {
  const { t } = useWords();
  const sources = useAsk(listSources);
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns(setOpen);
  const list = {
    items: (sources.data?.items ?? []) as readonly Source[],
    isPending: sources.isPending,
    error: sources.error,
    hasMore: false,
    isFetchingMore: false,
    more: () => undefined,
    refetch: () => void sources.refetch(),
  };
  return (
    <Page title={t('settings.sources')}>
      <PagedTable
        label={t('settings.sources')}
        list={list}
        columns={columns}
        keyOf={({ code }) => code}
        empty={
          <Empty title={t('sources.none')}>
            <Text size="sm">{t('sources.noneHint')}</Text>
          </Empty>
        }
      />
      {open && <MappingDialog code={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function useColumns(onOpen: (code: string) => void): readonly Column<Source>[] {
  const { t, number, date } = useWords();
  return [
    { key: 'code', heading: t('sources.source'), width: '2fr', show: ({ code }) => code },
    { key: 'lists', heading: t('sources.lists'), numeric: true, show: ({ lists }) => number(lists) },
    {
      key: 'last',
      heading: t('sources.lastList'),
      show: ({ lastListOn }) => (lastListOn ? date(lastListOn) : t('sources.noneTaken')),
    },
    {
      key: 'decided',
      heading: t('sources.decided'),
      numeric: true,
      show: ({ headingsDecided }) => number(headingsDecided),
    },
    {
      key: 'do',
      heading: t('areas.do'),
      show: ({ code, headingsDecided }) => (
        <Button size="compact-xs" variant="default" disabled={headingsDecided === 0} onClick={() => onOpen(code)}>
          {t('sources.columns')}
        </Button>
      ),
    },
  ];
}
