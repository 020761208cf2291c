import { needStatuses } from '@kshem/domain/need/need-state.ts';
import { Checkbox } from '@mantine/core';
import { given } from '../api/given.ts';
import { useMe } from '../api/use-me.ts';
import { useMembers } from '../api/use-members.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaFilter } from '../ui/area-filter.tsx';
import { FilterFold } from '../ui/filter-fold.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { type NeedsSearch, units } from './needs-search.ts';
import type { NeedCounts } from './unit-tabs.tsx';

const openStatuses = needStatuses.filter((status) => status !== 'confirmed' && status !== 'declined');
const closedStatuses = needStatuses.filter((status) => status === 'confirmed' || status === 'declined');

/** What the list is narrowed to, beside the unit; kept in the address. */
export function NeedsFilters({
  search,
  counts,
  onChange,
}: {
  search: NeedsSearch;
  counts: NeedCounts;
  onChange: (part: NeedsSearch) => void;
}) {
  const { t, say } = useWords();
  const me = useMe();
  const { members } = useMembers();
  const workers = members.filter(({ roles, userId }) => userId !== me.id && units.some((unit) => roles.includes(unit)));
  const kinds = [...new Map(counts.map(({ kind, title }) => [kind, title]))];
  const closed = search.closed === 'yes';
  return (
    <FilterFold chosen={Object.keys(given({ ...search, unit: undefined })).length}>
      <FilterSelect
        label={t('needs.kind')}
        value={search.kind}
        choices={kinds.map(([value, title]) => ({ value, label: say(title) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <FilterSelect
        label={t('needs.status')}
        value={search.status}
        choices={(closed ? closedStatuses : openStatuses).map((value) => ({ value, label: t(`needs.statuses.${value}`) }))}
        onChange={(status) => onChange({ status: status as NeedsSearch['status'] })}
      />
      <AreaFilter value={search.areaId} onChange={(areaId) => onChange({ areaId })} />
      <FilterSelect
        label={t('needs.assigned')}
        value={search.assigned}
        choices={[
          { value: 'me', label: t('needs.mine') },
          { value: 'nobody', label: t('needs.nobodys') },
          ...workers.map(({ userId, name }) => ({ value: userId, label: say(name) })),
        ]}
        onChange={(assigned) => onChange({ assigned })}
      />
      <FilterSelect
        label={t('needs.passedOnTo')}
        value={search.escalatedTo}
        choices={(['supervisor', 'officer'] as const).map((value) => ({ value, label: t(`needs.unit.${value}`) }))}
        onChange={(escalatedTo) => onChange({ escalatedTo: escalatedTo as NeedsSearch['escalatedTo'] })}
      />
      <Checkbox
        label={t('needs.onlyOverdue')}
        checked={search.overdue === 'yes'}
        disabled={closed}
        onChange={({ currentTarget }) => onChange({ overdue: currentTarget.checked ? 'yes' : undefined })}
      />
      <Checkbox
        label={t('needs.closedOnes')}
        checked={closed}
        onChange={({ currentTarget }) =>
          onChange({ closed: currentTarget.checked ? 'yes' : undefined, status: undefined, overdue: undefined })
        }
      />
    </FilterFold>
  );
}
