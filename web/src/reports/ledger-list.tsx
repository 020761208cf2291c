import type { Answered } from '@kshem/contract/endpoint.ts';
import { readLedger } from '@kshem/contract/reports.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import { Button, Checkbox, Text, Title } from '@mantine/core';
import { given } from '../api/given.ts';
import { useAreas } from '../api/use-areas.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaFilter } from '../ui/area-filter.tsx';
import { FilterFold } from '../ui/filter-fold.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { LevelBadge } from '../ui/level-badge.tsx';
import { type Column, PagedTable } from '../ui/paged-table.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import { Empty } from '../ui/states.tsx';
import type { Totals } from './figure-filters.ts';
import { type ClosedDaySearch, ledgerStatuses } from './reports-search.ts';
import { useReportWords } from './use-report-words.ts';

type Row = Answered<typeof readLedger>['items'][number];
type Props = {
  readonly day: string;
  readonly programmeId: string;
  readonly totals: Totals;
  readonly search: ClosedDaySearch;
  readonly change: (part: ClosedDaySearch) => void;
};

/** Everybody who was due in the reader's areas: what came of it, why, and what follows. */
export function LedgerList({ day, programmeId, totals, search, change }: Props) {
  const { t } = useWords();
  const { programmeId: _, ...filters } = search;
  const { revision: __, ...narrowing } = filters;
  const list = usePages(readLedger, { params: { day }, query: { programmeId, ...given(filters) } });
  const columns = useLedgerColumns();
  const filtered = Object.keys(given(narrowing)).length > 0;
  const clear = { status: undefined, why: undefined, level: undefined, attempted: undefined, areaId: undefined };
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('reports.people')}
      </Title>
      <LedgerFilters totals={totals} search={search} change={change} />
      <PagedTable
        label={t('reports.people')}
        list={list}
        columns={columns}
        keyOf={({ episodeId }) => episodeId}
        height="70dvh"
        empty={
          <Empty title={t('reports.noRows')}>
            {filtered && (
              <Button variant="default" size="compact-md" onClick={() => change(clear)}>
                {t('ui.clearFilters')}
              </Button>
            )}
          </Empty>
        }
      />
    </section>
  );
}

function LedgerFilters({ totals, search, change }: Pick<Props, 'totals' | 'search' | 'change'>) {
  const { t, number } = useWords();
  const { why } = useReportWords();
  const { status } = search;
  const reasons = totals.reasons.filter((one) => status === undefined || one.status === status);
  const { programmeId: _, revision: __, ...narrowing } = search;
  return (
    <FilterFold chosen={Object.keys(given(narrowing)).length}>
      <FilterSelect
        label={t('reports.status')}
        value={status}
        choices={ledgerStatuses.map((value) => ({ value, label: t(`reports.came.${value}`) }))}
        onChange={(value) => change({ status: value as ClosedDaySearch['status'], why: undefined })}
      />
      <FilterSelect
        label={t('reports.why')}
        value={search.why}
        choices={[...new Set(reasons.map((one) => one.why))].map((code) => ({
          value: code,
          label: t('ui.counted', {
            word: why(code),
            number: number(reasons.filter((one) => one.why === code).reduce((sum, { rows }) => sum + rows, 0)),
          }),
        }))}
        onChange={(value) => change({ why: value })}
      />
      <FilterSelect
        label={t('reports.level')}
        value={search.level}
        choices={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
        onChange={(value) => change({ level: value as ClosedDaySearch['level'] })}
      />
      <AreaFilter value={search.areaId} onChange={(areaId) => change({ areaId })} />
      <Checkbox
        label={t('reports.attempted')}
        checked={search.attempted === 'yes'}
        onChange={({ currentTarget }) => change({ attempted: currentTarget.checked ? 'yes' : undefined })}
      />
    </FilterFold>
  );
}

function useLedgerColumns(): readonly Column<Row>[] {
  const { t, number } = useWords();
  const { nameOf } = useAreas();
  const { why, step } = useReportWords();
  return [
    {
      key: 'name',
      heading: t('reports.name'),
      width: '1.6fr',
      show: ({ personId, personName }) => <PersonLink personId={personId} name={personName} />,
    },
    { key: 'area', heading: t('reports.area'), width: '1.2fr', show: ({ areaId }) => nameOf(areaId) },
    { key: 'status', heading: t('reports.status'), width: '1.4fr', show: ({ status }) => t(`reports.came.${status}`) },
    { key: 'why', heading: t('reports.why'), width: '1.4fr', show: (row) => why(row.why) },
    { key: 'attempts', heading: t('reports.attempts'), width: '4.5rem', numeric: true, show: ({ attempts }) => number(attempts) },
    {
      key: 'level',
      heading: t('reports.level'),
      width: '6rem',
      show: ({ level }) => (level ? <LevelBadge level={level} /> : <Text size="sm">{t('reports.noReason')}</Text>),
    },
    { key: 'next', heading: t('reports.next'), width: '1.8fr', show: (row) => step(row) },
  ];
}
