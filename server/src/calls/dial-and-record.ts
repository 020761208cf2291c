import type { Actor } from '../actor.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { DialResult, Provider } from '../telephony/provider.ts';
import { type Leg, legIdOf } from './leg-id.ts';
import { settleAttempt } from './settle-attempt.ts';
import { takeNews } from './take-news.ts';

export type ToDial = {
  readonly districtId: number;
  readonly phoneCallId: string;
  readonly attemptIds: readonly string[];
  readonly to: string;
  readonly timeoutSeconds: number;
};

/**
 * Dials a call that is already written, and writes the telephone's answer. Refused: nothing rang, the attempts are closed as our
 * failure and the people are due again. A telephone that throws may have dialled all the same, so the call is left to reconcile.
 */
export async function dialAndRecord(deps: Deps, actor: Actor, provider: Provider, call: ToDial): Promise<DialResult> {
  const dial = await dialWritten(provider, call);
  await inScope(deps.app, actor, async (trx) => {
    await writeDial(deps, trx, call, dial);
    if (dial.kind === 'accepted') return;
    for (const attemptId of call.attemptIds) {
      await settleAttempt(deps, trx, { ...actor, userId: null }, { attemptId, disposition: 'technical-failure' });
    }
  });
  return dial;
}

export function dialWritten(
  provider: Provider,
  { districtId, phoneCallId, attemptIds, to, timeoutSeconds }: ToDial,
): Promise<DialResult> {
  const legId = legIdOf({ districtId, phoneCallId });
  return provider.dial({ attemptId: attemptIds[0] ?? phoneCallId, legId, to, timeoutSeconds });
}

/** The telephone's answer as news of the call; a refused one has ended. */
export async function writeDial(deps: Deps, trx: Trx, leg: Leg, dial: DialResult): Promise<void> {
  const at = deps.now();
  await takeNews(deps, trx, {
    districtId: leg.districtId,
    phoneCallId: leg.phoneCallId,
    eventId: `${legIdOf(leg)}:dial`,
    kind: dial.kind === 'accepted' ? 'dialled' : 'dial-refused',
    at,
    news: { type: dial.kind, at },
    ...(dial.kind === 'refused' ? { detail: { refusal: dial.refusal } } : {}),
  });
}
