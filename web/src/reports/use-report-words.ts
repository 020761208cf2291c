import { listProgrammes } from '@kshem/contract/programmes.ts';
import { type Outcome, outcomeText } from '@kshem/domain/episode/outcome.ts';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';

type Step = { readonly nextStep: string; readonly nextOn: string | null; readonly outcome: string | null };

/** The codes of the ledger in words; one that has none yet is shown as it is, so that a row never hides. */
export function useReportWords() {
  const { t, say, date } = useWords();
  const { i18n } = useTranslation();
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 5 * 60_000 });
  const word = (key: string, code: string): string => (i18n.exists(key) ? t(key as 'reports.because.answered') : code);
  return {
    programmes: programmes.data?.items ?? [],
    programme: (id: string): string => {
      const found = programmes.data?.items.find(({ programmeId }) => programmeId === id);
      return found ? say(found.title) : id;
    },
    why: (code: string): string => {
      const own = `reports.because.${code}`;
      return i18n.exists(own) ? word(own, code) : word(`protocol.disposition.${code}`, code);
    },
    step: ({ nextStep, nextOn, outcome }: Step): string => {
      const text = outcome === null ? undefined : outcomeText[outcome as Outcome];
      if (text) return say(text);
      const step = word(`reports.step.${nextStep}`, nextStep);
      return nextOn === null ? step : t('reports.nextOn', { step, day: date(nextOn) });
    },
  };
}
