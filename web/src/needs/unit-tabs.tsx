import type { Answered } from '@kshem/contract/endpoint.ts';
import type { countNeeds } from '@kshem/contract/needs.ts';
import { useWords } from '../i18n/use-words.ts';
import { CountTabs } from '../ui/count-tabs.tsx';
import { type Unit, units } from './needs-search.ts';

export type NeedCounts = Answered<typeof countNeeds>['items'];
const all = 'all';

/** Whose needs are shown. Every unit is there with its number, so that nothing that was raised is out of sight. */
export function UnitTabs({
  counts,
  unit,
  onUnit,
}: {
  counts: NeedCounts;
  unit: Unit | undefined;
  onUnit: (unit: Unit | undefined) => void;
}) {
  const { t, number } = useWords();
  const tab = (value: string, word: string, own: NeedCounts) => {
    const overdue = own.reduce((sum, one) => sum + one.overdue, 0);
    const late = overdue > 0;
    const detail = late ? t('needs.overdueCount', { count: overdue, number: number(overdue) }) : t('needs.noneOverdue');
    return { value, word, count: own.reduce((sum, one) => sum + one.waiting, 0), detail, late };
  };
  return (
    <CountTabs
      label={t('needs.whose')}
      tabs={[
        tab(all, t('needs.allUnits'), counts),
        ...units.map((one) =>
          tab(
            one,
            t(`needs.unit.${one}`),
            counts.filter(({ ownerUnit }) => ownerUnit === one),
          ),
        ),
      ]}
      value={unit ?? all}
      onChange={(value) => onUnit(units.find((one) => one === value))}
    />
  );
}
