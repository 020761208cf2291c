import { listProgrammes } from '@kshem/contract/programmes.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAgeWords } from './use-age-words.ts';

/** What is said of a person in many places: age and sex, and programmes by their names. */
export function useAboutWords() {
  const { say } = useWords();
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 5 * 60_000 });
  return {
    ...useAgeWords(),
    programmes: programmes.data?.items ?? [],
    programme: (programmeId: string): string => {
      const known = programmes.data?.items.find((one) => one.programmeId === programmeId);
      return known ? say(known.title) : programmeId;
    },
  };
}
