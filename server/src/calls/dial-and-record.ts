import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { DialResult, Provider } from '../telephony/provider.ts';
import { legIdOf } from './leg-id.ts';
import { settleAttempt } from './settle-attempt.ts';
import { takeNews } from './take-news.ts';

export type ToDial = {
  readonly districtId: number;
  readonly phoneCallId: string;
  readonly attemptIds: readonly string[];
  /** E.164; never logged. */
  readonly to: string;
  readonly timeoutSeconds: number;
};

/**
 * Dials a call that is already written, and writes the telephone's answer. Refused: nothing rang, the attempts are closed as our
 * failure and the people are due again. A telephone that throws may have dialled all the same, so the call is left to reconcile.
 */
export async function dialAndRecord(deps: Deps, actor: Actor, provider: Provider, call: ToDial): Promise<DialResult> {
  const { districtId, phoneCallId, attemptIds, to, timeoutSeconds } = call;
  const legId = legIdOf({ districtId, phoneCallId });
  const dial = await provider.dial({ attemptId: attemptIds[0] ?? phoneCallId, legId, to, timeoutSeconds });
  const type = dial.kind;
  await inScope(deps.app, actor, async (trx) => {
    await takeNews(deps, trx, {
      districtId,
      phoneCallId,
      eventId: `${legId}:dial`,
      kind: type === 'accepted' ? 'dialled' : 'dial-refused',
      at: deps.now(),
      news: { type, at: deps.now() },
      ...(dial.kind === 'refused' ? { detail: { refusal: dial.refusal } } : {}),
    });
    if (type === 'accepted') return;
    for (const attemptId of attemptIds) {
      await settleAttempt(deps, trx, { ...actor, userId: null }, { attemptId, disposition: 'technical-failure' });
    }
  });
  return dial;
}
