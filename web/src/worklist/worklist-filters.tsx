import { listProgrammes } from '@kshem/contract/programmes.ts';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMembers } from '../api/use-members.ts';
import { languageName, spokenLanguages } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaFilter } from '../ui/area-filter.tsx';
import { FilterFold } from '../ui/filter-fold.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import type { WorklistSearch } from './worklist-search.ts';

const states = ['ready', 'claimed', 'idle'] as const;
const callers = ['caller', 'doctor', 'supervisor'] as const;

/** What the list is narrowed to, kept in the address so that a supervisor can send it to another. */
export function WorklistFilters({ search, onChange }: { search: WorklistSearch; onChange: (part: WorklistSearch) => void }) {
  const { t, say, language } = useWords();
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 5 * 60_000 });
  const { members } = useMembers();
  const holders = members.filter(({ roles }) => callers.some((role) => roles.includes(role)));
  return (
    <FilterFold chosen={Object.keys(given({ ...search, band: undefined })).length}>
      <FilterSelect
        label={t('worklist.state')}
        all={t('worklist.allButIdle')}
        value={search.state}
        choices={states.map((value) => ({ value, label: t(`worklist.states.${value}`) }))}
        onChange={(value) => onChange({ state: value as WorklistSearch['state'] })}
      />
      <AreaFilter value={search.areaId} onChange={(areaId) => onChange({ areaId })} />
      <FilterSelect
        label={t('worklist.programme')}
        value={search.programmeId}
        choices={(programmes.data?.items ?? []).map(({ programmeId, title }) => ({ value: programmeId, label: say(title) }))}
        onChange={(programmeId) => onChange({ programmeId })}
      />
      <FilterSelect
        label={t('worklist.language')}
        value={search.language}
        choices={spokenLanguages.map((value) => ({ value, label: languageName(value, language) }))}
        onChange={(spoken) => onChange({ language: spoken })}
      />
      <FilterSelect
        label={t('worklist.holder')}
        value={search.claimedBy}
        choices={holders.map(({ userId, name }) => ({ value: userId, label: say(name) }))}
        onChange={(claimedBy) => onChange({ claimedBy })}
      />
    </FilterFold>
  );
}
