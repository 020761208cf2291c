import type { CallerLeg } from '../calls/leg-id.ts';
import type { Deps } from '../deps.ts';
import type { CallEvent } from '../telephony/provider.ts';
import { bringTogether } from './bring-together.ts';
import { legDeadline } from './deadlines.ts';
import { findCallerOfCall, findCallerOfLeg, saveAnswered, saveEnded } from './queries.ts';

/** What the telephone tells of a caller's own leg, written down, and what follows for the person they called. */
export async function onCallerLegEvent(deps: Deps, { districtId, callerLegId: id }: CallerLeg, event: CallEvent): Promise<void> {
  const { at } = event;
  const moved = await deps.system.transaction().execute(async (trx) => {
    if (event.type === 'answered') return saveAnswered(trx, { districtId, id, at, deadlineAt: legDeadline(at, 'idle') });
    if (event.type === 'ended') return saveEnded(trx, { districtId, id, at, cause: event.cause });
    return null;
  });
  if (moved) {
    deps.hints.changed(districtId, ['calls']);
    deps.log.info({ callerLegId: id, kind: event.type }, 'own telephone');
  }
  // Also when it was written before: what should have followed then may have failed.
  const userId = moved?.userId ?? (await deps.system.transaction().execute((trx) => findCallerOfLeg(trx, districtId, id)));
  if (userId !== null) await follow(deps, districtId, userId);
}

/** The person answered, or has gone: the caller is brought to them, or waits again. */
export async function onPersonLegEvent(deps: Deps, call: { districtId: number; phoneCallId: string }): Promise<void> {
  const { districtId, phoneCallId } = call;
  const userId = await deps.system.transaction().execute((trx) => findCallerOfCall(trx, districtId, phoneCallId));
  if (userId !== null) await follow(deps, districtId, userId);
}

async function follow(deps: Deps, districtId: number, userId: string): Promise<void> {
  const provider = deps.telephony.asterisk;
  if (provider) await bringTogether(deps, provider, { districtId, userId });
}
