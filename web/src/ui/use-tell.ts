import { type ErrorCode, errors } from '@kshem/contract/errors.ts';
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

/** What a refusal says to the person, in both languages; a fault of ours says that it is one. */
export function wordsOf(error: unknown): { hi: string; en: string } {
  return error instanceof Refused ? (error.answer?.message ?? errors[error.code].message) : errors.internal.message;
}

export function wordsOfCode(code: ErrorCode): { hi: string; en: string } {
  return errors[code].message;
}
