import { listAreas } from '@kshem/contract/areas.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAsk } from './use-ask.ts';
import type { ItemOf } from './use-pages.ts';

export type Area = ItemOf<typeof listAreas>;

/** The district's areas as a tree in reading order, and the names behind ids. Empty until they are known. */
export function useAreas() {
  const { language } = useWords();
  const asked = useAsk(listAreas, undefined, { staleTime: 5 * 60_000 });
  const areas: readonly Area[] = (asked.data?.items as readonly Area[] | undefined) ?? [];
  const nameOf = (areaId: number): string => {
    const area = areas.find((one) => one.areaId === areaId);
    return area ? (language === 'hi' ? area.nameHi : area.nameEn) : String(areaId);
  };
  return { asked, areas, nameOf };
}
