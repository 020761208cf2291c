import { listClosedDays } from '@kshem/contract/reports.ts';
import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useMay } from '../api/use-me.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Page } from '../ui/page.tsx';
import { type Column, PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { CloseDayDialog } from './close-day-dialog.tsx';
import { type ClosedDay, countOf } from './figure-filters.ts';
import type { ReportsSearch } from './reports-search.ts';
import { useReportWords } from './use-report-words.ts';

/** The days that were closed, each of which opens into its figures and its people. */
export function ReportsPage() {
  const { t, say } = useWords();
  const may = useMay();
  const { programmes } = useReportWords();
  const { search, change } = useFilters<ReportsSearch>();
  const list = usePages(listClosedDays, { query: given(search) });
  const [closing, setClosing] = useState(false);
  const columns = useDayColumns();
  return (
    <Page
      title={t('reports.title')}
      actions={
        <Group gap="xs" align="end">
          <FilterSelect
            label={t('reports.programme')}
            value={search.programmeId}
            choices={programmes.map(({ programmeId, title }) => ({ value: programmeId, label: say(title) }))}
            onChange={(programmeId) => change({ programmeId })}
          />
          {may('day.close') && (
            <Button size="xs" onClick={() => setClosing(true)}>
              {t('reports.close')}
            </Button>
          )}
        </Group>
      }
    >
      <PagedTable
        label={t('reports.title')}
        list={list}
        columns={columns}
        keyOf={({ day, programmeId }) => `${day} ${programmeId}`}
        height="calc(100dvh - 9rem)"
        empty={<Empty title={search.programmeId ? t('reports.noneFiltered') : t('reports.none')} />}
      />
      {closing && <CloseDayDialog onClose={() => setClosing(false)} />}
    </Page>
  );
}

function useDayColumns(): readonly Column<ClosedDay>[] {
  const { t, number, percent, date, dateTime } = useWords();
  const { programme } = useReportWords();
  const share = ({ totals }: ClosedDay, name: string) => {
    const counted = countOf(totals, name);
    return totals.due === 0 ? number(0) : t('reports.share', { number: number(counted), share: percent(counted / totals.due) });
  };
  return [
    {
      key: 'day',
      heading: t('reports.day'),
      width: '1.2fr',
      show: ({ day, programmeId }) => (
        <Anchor component={Link} to={`/reports/${day}`} search={{ programmeId } as never} size="sm" td="underline">
          {date(day)}
        </Anchor>
      ),
    },
    { key: 'programme', heading: t('reports.programme'), width: '2fr', show: ({ programmeId }) => programme(programmeId) },
    { key: 'due', heading: t('reports.due'), numeric: true, show: ({ totals }) => number(totals.due) },
    { key: 'reached', heading: t('reports.reached'), numeric: true, show: (row) => share(row, 'reached') },
    { key: 'tried', heading: t('reports.tried'), numeric: true, show: (row) => share(row, 'tried') },
    { key: 'not-attempted', heading: t('reports.notAttempted'), numeric: true, show: (row) => share(row, 'not-attempted') },
    { key: 'stopped', heading: t('reports.stopped'), numeric: true, show: (row) => number(countOf(row.totals, 'stopped')) },
    { key: 'closed', heading: t('reports.closedAt'), width: '1.3fr', show: ({ closedAt }) => dateTime(closedAt) },
    {
      key: 'revision',
      heading: t('reports.revision'),
      show: ({ revision }) =>
        revision === 1 ? t('reports.firstClose') : t('reports.numberedRevision', { number: number(revision) }),
    },
  ];
}
