import { systemActor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { DialResult, Provider } from '../telephony/provider.ts';
import { ringSeconds } from './channel.ts';
import { dialWritten, writeDial } from './dial-and-record.ts';
import type { Leg } from './leg-id.ts';
import { findWaitingCall } from './queries.ts';

const notDialled: DialResult = { kind: 'refused', refusal: 'not-connected' };

/**
 * Dials a call that waited for its caller. Repeated, it still rings once; a call that is not waiting any more is left alone, and one of
 * which every attempt has its outcome already is not dialled. Refused, its attempts stay open: the caller is at the desk and may go on
 * by handset, or says that it failed; reconcile closes what they leave.
 */
export async function dialWaitingCall(deps: Deps, provider: Provider, leg: Leg): Promise<DialResult | null> {
  const call = await deps.system.transaction().execute((trx) => findWaitingCall(trx, leg.districtId, leg.phoneCallId));
  if (call === null) return null;
  const { attemptIds, number } = call;
  const dial =
    attemptIds.length > 0
      ? await dialWritten(provider, { ...leg, attemptIds, to: number, timeoutSeconds: ringSeconds })
      : notDialled;
  await inScope(deps.app, systemActor(leg.districtId), (trx) => writeDial(deps, trx, leg, dial));
  return dial;
}

/** The caller is not there, or does not want it any more: nothing rings. @returns null when it was not waiting (any more) */
export async function refuseWaitingCall(deps: Deps, leg: Leg): Promise<DialResult | null> {
  const call = await deps.system.transaction().execute((trx) => findWaitingCall(trx, leg.districtId, leg.phoneCallId));
  if (!call) return null;
  await inScope(deps.app, systemActor(leg.districtId), (trx) => writeDial(deps, trx, leg, notDialled));
  return notDialled;
}
