import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inTurn } from '../caller-legs/in-turn.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { telephones } from './channel.ts';
import { refuseWaitingCall } from './dial-waiting-call.ts';
import { legIdOf } from './leg-id.ts';
import { findOwnCall } from './queries.ts';

/**
 * Lets the person go whom this caller rang, or does not ring them at all. Their own telephone stays connected; the outcome is written as
 * always.
 *
 * @returns ended: false when it was over already
 * @throws AppError not-found (no call of this caller has that id)
 */
export async function hangUpCall(deps: Deps, actor: Actor, phoneCallId: string): Promise<{ ended: boolean }> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const call = await inScope(deps.app, actor, (trx) => findOwnCall(trx, districtId, userId, phoneCallId));
  if (!call) throw new AppError('not-found', { phoneCallId });
  const leg = { districtId, phoneCallId };
  const provider = telephones(deps.telephony).find(({ channel }) => channel === call.channel)?.provider;
  return inTurn({ districtId, userId }, async () => {
    const notRung = call.channel === 'asterisk' ? await refuseWaitingCall(deps, leg) : null;
    const answer = await provider?.hangUp(legIdOf(leg));
    return { ended: notRung !== null || answer?.kind === 'accepted' };
  });
}
