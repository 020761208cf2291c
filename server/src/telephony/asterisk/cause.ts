import type { Cause } from '@kshem/domain/attempt/cause.ts';

/** What was seen of one leg before it ended. */
export type SeenOfLeg = {
  readonly answered: boolean;
  readonly ringing: boolean;
  /** An announcement was heard before any answer (183). */
  readonly progress: boolean;
  /** SIP status with which the far end refused; null where it refused nothing. Only a hang-up request's is to be trusted. */
  readonly sip: number | null;
  /** Q.850 number of the channel's end. */
  readonly q850: number;
};

/** Q.850: the media stopped (`rtp_timeout`). */
const mediaLost = 44;
/** Q.850: facility rejected, incoming calls barred. Operators send them beside various SIP statuses. */
const barred = new Set([29, 54, 55]);

/**
 * The one place where the exchange's numbers become our words. What is our own or the trunk's fault is `congestion` or
 * `provider-failure` and is never held against the person.
 */
export function causeOf({ answered, ringing, progress, sip, q850 }: SeenOfLeg): Cause {
  // After an answer the number says nothing reliable: a BYE without a Reason header ends as 0 or 16.
  if (answered) return q850 === mediaLost ? 'provider-failure' : 'normal';
  if (barred.has(q850)) return 'incoming-barred';
  // Our own time-out: the channel then ends as 19/480 too, which must not be read as "switched off".
  if (sip === null) return ringing || progress ? 'no-answer' : 'provider-failure';
  // Operators also end a ringing that nobody took with these.
  if (ringing && (sip === 480 || sip === 408 || sip === 487)) return 'no-answer';
  return bySip[sip] ?? 'provider-failure';
}

const bySip: Readonly<Record<number, Cause>> = {
  404: 'invalid-number',
  408: 'out-of-coverage',
  410: 'invalid-number',
  480: 'switched-off',
  484: 'invalid-number',
  486: 'busy',
  487: 'out-of-coverage',
  500: 'congestion',
  502: 'congestion',
  503: 'congestion',
  504: 'congestion',
  // RFC 3398's translation of Q.850 29, a facility refused.
  510: 'incoming-barred',
  600: 'busy',
  603: 'rejected',
  604: 'invalid-number',
};
