import { exportImports } from '@kshem/contract/exports.ts';
import { listImports } from '@kshem/contract/intake.ts';
import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import type { ItemOf } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { ImportStatus } from './import-status.tsx';
import type { ListsSearch } from './lists-search.ts';
import { ListsTabs } from './lists-tabs.tsx';
import { SourceFilter } from './source-filter.tsx';

export type Import = ItemOf<typeof listImports>;

/** Lists that came in, latest first: those under way are found again here. */
export function ListsPage() {
  const { t } = useWords();
  const { search, filtered, change, clear } = useFilters<ListsSearch>();
  const asked = useAsk(
    listImports,
    { query: { limit: 500, ...given({ source: search.source }) } },
    { keepBefore: true, refetchInterval: 5000 },
  );
  const items = asked.data?.items ?? [];
  const list = {
    items,
    isPending: asked.isPending,
    error: asked.error,
    hasMore: false,
    isFetchingMore: false,
    more: () => undefined,
    refetch: () => void asked.refetch(),
  };
  return (
    <Page
      title={t('place.lists')}
      actions={
        <>
          <ExportButton endpoint={exportImports} />
          <Button component={Link} to="/lists/new" size="compact-md">
            {t('lists.takeIn')}
          </Button>
        </>
      }
    >
      <ListsTabs />
      <SourceFilter value={search.source} onChange={(source) => change({ source })} />
      <PagedTable
        label={t('lists.tabs.imports')}
        list={list}
        columns={useImportColumns()}
        keyOf={({ importId }) => importId}
        height="calc(100dvh - 17rem)"
        empty={
          <Empty title={filtered ? t('lists.noneOfSource') : t('lists.none')}>
            {filtered ? (
              <Button variant="default" size="compact-md" onClick={clear}>
                {t('ui.clearFilters')}
              </Button>
            ) : (
              <Text size="sm" ta="center">
                {t('lists.noneHint')}
              </Text>
            )}
          </Empty>
        }
      />
    </Page>
  );
}

function useImportColumns(): Column<Import>[] {
  const { t, number, date, dateTime } = useWords();
  return [
    {
      key: 'file',
      heading: t('lists.file'),
      width: '2fr',
      show: ({ importId, fileName, sourceCode }) => (
        <div>
          <Anchor component={Link} to={`/lists/${importId}`} size="sm" underline="always">
            {fileName}
          </Anchor>
          <Text size="xs">{sourceCode}</Text>
        </div>
      ),
    },
    {
      key: 'on',
      heading: t('lists.listOn'),
      show: ({ listOn, partial }) => `${date(listOn)}${partial ? ` · ${t('lists.partialShort')}` : ''}`,
    },
    { key: 'status', heading: t('lists.status'), width: '1.3fr', show: (run) => <ImportStatus run={run} /> },
    { key: 'rows', heading: t('lists.rows'), numeric: true, show: ({ rowsRead }) => number(rowsRead) },
    { key: 'enrolled', heading: t('lists.enrolled'), numeric: true, show: ({ counts }) => number(counts.enrolled ?? 0) },
    {
      key: 'rejected',
      heading: t('lists.rejected'),
      numeric: true,
      show: ({ counts }) => number(counts.verdicts?.rejected ?? 0),
    },
    { key: 'started', heading: t('lists.started'), show: ({ startedAt }) => dateTime(startedAt) },
  ];
}
