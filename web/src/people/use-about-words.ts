import { listProgrammes } from '@kshem/contract/programmes.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';

type Known = { readonly ageYears: number | null; readonly sex: 'female' | 'male' | 'other' | null };

/** What is said of a person in many places: age and sex, and programmes by their names. */
export function useAboutWords() {
  const { t, say, number } = useWords();
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 5 * 60_000 });
  const age = (ageYears: number | null): string => {
    if (ageYears === null) return t('people.ageUnknown');
    if (ageYears >= 2) return t('people.age', { count: Math.floor(ageYears), number: number(Math.floor(ageYears)) });
    const months = Math.floor(ageYears * 12);
    return t('people.ageMonths', { count: months, number: number(months) });
  };
  return {
    age,
    ageAndSex: ({ ageYears, sex }: Known): string => [age(ageYears), sex && t(`people.sex.${sex}`)].filter(Boolean).join(' · '),
    programmes: programmes.data?.items ?? [],
    programme: (programmeId: string): string => {
      const known = programmes.data?.items.find((one) => one.programmeId === programmeId);
      return known ? say(known.title) : programmeId;
    },
  };
}
