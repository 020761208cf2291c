import { exportWorklist } from '@kshem/contract/exports.ts';
import { listWorklist } from '@kshem/contract/worklist.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useMay } from '../api/use-me.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Page } from '../ui/page.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { BandCounts } from './band-counts.tsx';
import { PrepareDay } from './prepare-day.tsx';
import { SteerDialog } from './steer-dialog.tsx';
import { type Turn, useTurnColumns } from './use-turn-columns.tsx';
import { WorklistFilters } from './worklist-filters.tsx';
import type { WorklistSearch } from './worklist-search.ts';

/** Today's desk in the order in which it is offered, as those who run the room see it. */
export function WorklistPage() {
  const { t } = useWords();
  const may = useMay();
  const { search, filtered, change, clear } = useFilters<WorklistSearch>();
  const phone = useNarrow();
  const [steered, setSteered] = useState<Turn | null>(null);
  const list = usePages(listWorklist, { query: given(search) });
  const columns = useTurnColumns(may('worklist.steer') ? setSteered : null);
  const { state: _, band, ...whose } = search;
  return (
    <Page
      title={t('place.worklist')}
      actions={
        <>
          {may('day.plan') && <PrepareDay />}
          <ExportButton endpoint={exportWorklist} query={given(search)} />
        </>
      }
    >
      <BandCounts whose={given(whose)} band={band} onBand={(chosen) => change({ band: chosen })} />
      <WorklistFilters search={search} onChange={change} />
      <PagedTable
        label={t('place.worklist')}
        list={list}
        columns={columns}
        keyOf={({ householdId }) => householdId}
        height={phone ? 'calc(100dvh - 12.5rem)' : 'calc(100dvh - 17.5rem)'}
        empty={
          <Empty title={filtered ? t('worklist.noneFiltered') : t('worklist.none')}>
            {filtered && (
              <Button variant="default" size="compact-md" onClick={clear}>
                {t('ui.clearFilters')}
              </Button>
            )}
          </Empty>
        }
      />
      {steered && <SteerDialog turn={steered} onClose={() => setSteered(null)} />}
    </Page>
  );
}
