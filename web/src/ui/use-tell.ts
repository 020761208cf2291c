import { faults } from '@kshem/contract/faults.ts';
import { Refused } from '../api/client.ts';
import { useWords } from '../i18n/use-words.ts';
import { toast } from './toasts.tsx';

/** Short messages at the edge of the screen: what happened, and what to do. */
export function useTell() {
  const { say } = useWords();
  return {
    done: (message: string, undo?: () => void) => toast(message, 'green.9', { seconds: undo ? 10 : 4, ...(undo && { undo }) }),
    warn: (message: string) => toast(message, 'orange.9', { seconds: 8 }),
    refusal: (error: unknown) => toast(say(wordsOf(error)), 'red.9', { seconds: 10 }),
  };
}

/** What a refusal says to the person, in both languages; a fault of ours, and no answer at all, say that they are that. */
export function wordsOf(error: unknown): { hi: string; en: string } {
  if (!(error instanceof Refused)) return faults.internal;
  return error.answer?.message ?? (error.code === 'bad-request' ? faults['bad-request'] : faults.unavailable);
}
