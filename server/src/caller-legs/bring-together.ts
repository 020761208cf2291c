import { dialWaitingCall, refuseWaitingCall } from '../calls/dial-waiting-call.ts';
import { callerLegIdOf, legIdOf } from '../calls/leg-id.ts';
import type { Deps } from '../deps.ts';
import type { DialResult, Provider } from '../telephony/provider.ts';
import { legDeadline } from './deadlines.ts';
import { inTurn } from './in-turn.ts';
import { type CallOfCaller, findLiveLeg, keepLegUntil, type LiveCallerLeg, listCallsOfCaller } from './queries.ts';

/**
 * Does the next thing for a caller and the person they called, by what is written of both: the caller's own telephone is rung first, then
 * the person's, and when both have answered they hear each other. Run after every event of either and each minute, by whichever server is
 * in charge; repeating it changes nothing, so a server that died between two steps is simply followed by one that takes the next.
 *
 * @returns the telephone's answer when it was asked to ring the person just now, or was not because the caller is gone
 */
export function bringTogether(deps: Deps, provider: Provider, who: Who): Promise<DialResult | null> {
  return inTurn(who, () => step(deps, provider, who));
}

type Who = { readonly districtId: number; readonly userId: string };

async function step(deps: Deps, provider: Provider, { districtId, userId }: Who): Promise<DialResult | null> {
  const { leg, calls } = await deps.system.transaction().execute(async (trx) => ({
    leg: await findLiveLeg(trx, districtId, userId),
    calls: await listCallsOfCaller(trx, districtId, userId),
  }));
  const [call, ...older] = calls;
  if (leg === null) {
    for (const old of older) await letGo(deps, provider, districtId, old);
    return call ? letGo(deps, provider, districtId, call) : null;
  }
  // One call at a time: what was not heard to end is ended.
  for (const old of older) await letGo(deps, provider, districtId, old);
  if (leg.state !== 'answered') return null;
  const until = legDeadline(deps.now(), call ? 'in-call' : 'idle');
  // A call gives more time; without one only the end of a call takes some away, else looking at it each minute would keep it for ever.
  if (call || until < leg.deadlineAt)
    await deps.system.transaction().execute((trx) => keepLegUntil(trx, districtId, leg.id, until));
  return join(deps, provider, districtId, leg, call);
}

async function join(
  deps: Deps,
  provider: Provider,
  districtId: number,
  leg: LiveCallerLeg,
  call: CallOfCaller | undefined,
): Promise<DialResult | null> {
  const callerLegId = callerLegIdOf({ districtId, callerLegId: leg.id });
  if (call?.state === 'requested') return dialWaitingCall(deps, provider, { districtId, phoneCallId: call.phoneCallId });
  const joined = call === undefined ? await provider.park(callerLegId) : await bridged(provider, callerLegId, districtId, call);
  if (joined?.kind === 'refused')
    deps.log.warn({ callerLegId: leg.id, refusal: joined.refusal }, 'caller and person could not be joined');
  return null;
}

async function bridged(provider: Provider, callerLegId: string, districtId: number, { phoneCallId, state }: CallOfCaller) {
  return state === 'answered' ? provider.bridge(callerLegId, legIdOf({ districtId, phoneCallId })) : null;
}

/** The caller is not there: a phone that has not rung is not rung, one that rings stops. */
async function letGo(
  deps: Deps,
  provider: Provider,
  districtId: number,
  { phoneCallId, state }: CallOfCaller,
): Promise<DialResult | null> {
  if (state === 'requested') return refuseWaitingCall(deps, { districtId, phoneCallId });
  await provider.hangUp(legIdOf({ districtId, phoneCallId }));
  return null;
}
