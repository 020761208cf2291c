import { recordDisposition, reportCall } from '@kshem/contract/calls.ts';
import { submitAnswers } from '@kshem/contract/check-ins.ts';
import type { Endpoint } from '@kshem/contract/endpoint.ts';
import type { ErrorCode } from '@kshem/contract/errors.ts';
import { deliverNeed, failDelivery, hearOfNeed, takeNeed } from '@kshem/contract/needs.ts';
import { recordConsultation } from '@kshem/contract/record-consultation.ts';
import { ZodError } from 'zod';
import { Refused, type Request } from '../api/client.ts';

/** What is never lost for want of a network. Each carries ids made on this device, so that sending it twice is sending it once. */
export const deliverable = {
  ...{ submitAnswers, recordDisposition, reportCall, recordConsultation },
  ...{ hearOfNeed, takeNeed, deliverNeed, failDelivery },
} satisfies Record<string, Endpoint>;
export type OutboxKind = keyof typeof deliverable;

export type Letter = {
  [K in OutboxKind]: { readonly kind: K; readonly request: Request<(typeof deliverable)[K]> };
}[OutboxKind] & {
  /** The server said no; kept for somebody to see, sent again only when asked to. */
  readonly refused?: ErrorCode;
};

/** What a letter tells of: attempts, or a need. Letters about one thing build on each other; others do not. */
export function subjectsOf(letter: Letter): readonly string[] {
  if (letter.kind === 'recordDisposition') return [letter.request.params.attemptId];
  if (letter.kind === 'submitAnswers') return letter.request.body.attemptId ? [letter.request.body.attemptId] : [];
  if (letter.kind === 'reportCall') return letter.request.body.attempts.map(({ attemptId }) => attemptId);
  if (letter.kind === 'recordConsultation') return [];
  return [letter.request.params.needId];
}

/** The need a letter tells of. */
export function needOf({ request }: Letter): string | null {
  return 'params' in request && 'needId' in request.params ? request.params.needId : null;
}

/** A delivery that has waited so long cannot be asked about at the door any more. */
const atTheDoorMs = 60_000;

/**
 * The request as it goes out now. A reported call says when that is, so that the device's wrong clock is known; a delivery says that it
 * waited.
 */
export function sentNow(letter: Letter, now: Date): Letter['request'] {
  if (letter.kind === 'reportCall') return { ...letter.request, body: { ...letter.request.body, sentAt: now.toISOString() } };
  if (letter.kind !== 'deliverNeed' || now.getTime() - Date.parse(letter.request.body.at) < atTheDoorMs) return letter.request;
  return { ...letter.request, body: { ...letter.request.body, later: true } };
}

/** `not-now`: this letter fails at the server, others may not. `nobody-there`: none would arrive now. */
export type Fate = 'arrived' | 'refused' | 'not-now' | 'nobody-there';

/** No word about the letter: its writer signs in, or does first what the account wants, and it goes out. */
const first: readonly ErrorCode[] = [
  'not-signed-in',
  'password-must-change',
  'second-factor-must-be-added',
  'too-many-requests',
  'unavailable',
];

/** What became of a letter whose sending threw. */
export function fateOf(error: unknown): Fate {
  // It was taken; the answer is of another version of the server than this page.
  if (error instanceof ZodError) return 'arrived';
  // Nothing came back, or something that is not our server's: a hotel's sign-in page, a proxy without a server behind it.
  // Too large for what stands before our server: the others are not.
  if (error instanceof Refused && error.answer === null && error.status === 413) return 'not-now';
  if (!(error instanceof Refused) || error.answer === null || first.includes(error.code)) return 'nobody-there';
  return error.status >= 500 ? 'not-now' : 'refused';
}
