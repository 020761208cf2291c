import { type ErrorCode, errors } from '@kshem/contract/errors.ts';
import type { Text } from '@kshem/domain/text.ts';

type Failure = { readonly code: string; readonly message?: Text; readonly whatToDo?: Text; readonly [more: string]: unknown };

/**
 * Why a file as a whole could not be read, and what to do. What the reader of lists found out about the file is more exact than the
 * error's own words, and stands before them.
 */
export function failureWords(failure: Failure): { readonly message: Text; readonly whatToDo: Text | null } {
  if (failure.message) return { message: failure.message, whatToDo: failure.whatToDo ?? null };
  const known = failure.code in errors ? errors[failure.code as ErrorCode] : errors.internal;
  return { message: known.message, whatToDo: null };
}
