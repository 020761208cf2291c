import type { Actor } from '../actor.ts';
import { inTurn } from '../caller-legs/in-turn.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { telephones } from './channel.ts';
import { refuseWaitingCall } from './dial-waiting-call.ts';
import { legIdOf } from './leg-id.ts';
import { findAttempt } from './settle-queries.ts';

export type Line = { readonly districtId: number; readonly phoneCallId: string; readonly channel: string };

/**
 * Hangs a call up that is written as over or has nobody left to be asked. After the commit, and whatever it answers: the end comes back as
 * an event, and without one the deadline closes the call.
 */
export async function letLineGo(deps: Deps, { districtId, phoneCallId, channel }: Line): Promise<void> {
  const telephone = telephones(deps.telephony).find((one) => one.channel === channel);
  await telephone?.provider
    .hangUp(legIdOf({ districtId, phoneCallId }))
    .catch((error: unknown) => deps.log.warn({ phoneCallId, err: error }, 'the call could not be hung up'));
}

/**
 * Lets the people of a call go whose last outcome is written, or does not ring them at all. One through the exchange in its caller's turn,
 * so that nothing dials it meanwhile.
 */
export async function letCallGo(deps: Deps, userId: string | null, line: Line): Promise<void> {
  if (line.channel !== 'asterisk' || userId === null) return letLineGo(deps, line);
  const { districtId, phoneCallId } = line;
  await inTurn({ districtId, userId }, async () => {
    await refuseWaitingCall(deps, { districtId, phoneCallId });
    await letLineGo(deps, line);
  });
}

/** The same after answers, where the exchange carries the call; one by the caller's own handset ends in the caller's hand. */
export async function letGoWhenOver(deps: Deps, actor: Actor, attemptId: string): Promise<void> {
  const { districtId, userId } = actor;
  if (!deps.telephony.asterisk) return;
  const call = await inScope(deps.app, actor, (trx) => findAttempt(trx, districtId, attemptId));
  if (call?.channel === 'asterisk' && call.open === 0) await letCallGo(deps, userId, { districtId, ...call });
}
