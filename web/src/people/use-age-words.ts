import { useWords } from '../i18n/use-words.ts';

type Known = { readonly ageYears: number | null; readonly sex: 'female' | 'male' | 'other' | null };

/** Age and sex in words; asks the server for nothing, so it is for everybody's screens. */
export function useAgeWords() {
  const { t, number } = useWords();
  const age = (ageYears: number | null): string => {
    if (ageYears === null) return t('people.ageUnknown');
    if (ageYears >= 2) return t('people.age', { count: Math.floor(ageYears), number: number(Math.floor(ageYears)) });
    const months = Math.floor(ageYears * 12);
    return t('people.ageMonths', { count: months, number: number(months) });
  };
  return {
    age,
    ageAndSex: ({ ageYears, sex }: Known): string => [age(ageYears), sex && t(`people.sex.${sex}`)].filter(Boolean).join(' · '),
  };
}
