import { countWorklist } from '@kshem/contract/worklist.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { CountTabs } from '../ui/count-tabs.tsx';
import { Shown } from '../ui/states.tsx';

type Whose = { areaId?: number; programmeId?: string; language?: string; claimedBy?: string };
const bandCodes = [0, 1, 2, 3, 4, 5] as const;
const all = 'all';

/** How many households stand where, band by band; a band chosen narrows the list below. */
export function BandCounts({
  whose,
  band,
  onBand,
}: {
  whose: Whose;
  band: number | undefined;
  onBand: (band: number | undefined) => void;
}) {
  const { t, number } = useWords();
  const counts = useAsk(countWorklist, { query: whose }, { keepBefore: true });
  return (
    <Shown asked={counts}>
      {({ items }) => {
        const tabs = bandCodes.map((code) => {
          const { inLine, later, held } = items.find((one) => one.band === code) ?? { inLine: 0, later: 0, held: 0 };
          const detail = t('worklist.bandDetail', { inLine: number(inLine), later: number(later), held: number(held) });
          return { value: String(code), word: t(`worklist.band.${code}`), count: inLine + later + held, detail };
        });
        const everybody = { value: all, word: t('ui.all'), count: tabs.reduce((sum, { count }) => sum + count, 0) };
        return (
          <CountTabs
            label={t('worklist.bands')}
            tabs={[everybody, ...tabs]}
            value={band === undefined ? all : String(band)}
            onChange={(value) => onBand(value === all ? undefined : Number(value))}
          />
        );
      }}
    </Shown>
  );
}
