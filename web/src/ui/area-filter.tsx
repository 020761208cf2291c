import { useAreas } from '../api/use-areas.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilterSelect } from './filter-select.tsx';

/** One of one's own areas, with everything below it; nothing to choose where there is only one. */
export function AreaFilter({ value, onChange }: { value: number | undefined; onChange: (areaId: number | undefined) => void }) {
  const { t, language } = useWords();
  const { areas } = useAreas();
  const own = areas.filter((area) => area.own);
  return (
    <FilterSelect
      label={t('ui.area')}
      value={value === undefined ? undefined : String(value)}
      choices={own.map(({ areaId, nameHi, nameEn, depth }) => ({
        value: String(areaId),
        // A no-break space, because a select drops ordinary ones: lower areas stand further in.
        label: `${'\u00a0\u00a0'.repeat(depth)}${language === 'hi' ? nameHi : nameEn}`,
      }))}
      onChange={(chosen) => onChange(chosen === undefined ? undefined : Number(chosen))}
    />
  );
}
