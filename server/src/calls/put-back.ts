import { openingAt } from '@kshem/domain/schedule/calling-window.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseNeeds } from '../needs/raise-need.ts';
import { closeItems } from '../worklist/close-items.ts';
import { deferItem } from '../worklist/defer-item.ts';
import type { OpenItem } from './queries.ts';
import type { Desk } from './who-may-be-called.ts';

/**
 * Gives the items of those who may not be rung now back to the time at which they may, or takes them off the desk when waiting does
 * not help; otherwise the household would be offered, and refused, again and again.
 */
export async function putBack(
  deps: Pick<Deps, 'now' | 'protocols'>,
  trx: Trx,
  districtId: number,
  { zone, candidates }: Desk,
): Promise<void> {
  for (const { item, answer } of candidates) {
    // The claim tests the window for itself: such an item waits where it is.
    if (answer.may || answer.why === 'outside-window') continue;
    if (answer.notBefore === null) await drop(deps, trx, districtId, [item], answer.why);
    else await putOff(deps, trx, districtId, item, answer.notBefore, zone);
  }
}

/** Nobody of them has a number that works: somebody must find one, and the telephone can do nothing more today. */
export async function askForNumbers(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  items: readonly OpenItem[],
): Promise<{ people: readonly { personId: string }[] }> {
  const needs = items.map(({ personId, episodeId, householdId, areaId, programmeId, version }) => ({
    districtId: actor.districtId,
    personId,
    episodeId,
    householdId,
    areaId,
    programmeId,
    version,
    kind: 'trace-number',
    cause: 'number' as const,
    by: actor.userId,
  }));
  await raiseNeeds(trx, deps, needs);
  await drop(deps, trx, actor.districtId, items, 'no-number');
  return { people: items.map(({ personId }) => ({ personId })) };
}

/** Not offered before `dueAt`; everything else of the item stays. */
export async function putOff(
  deps: Pick<Deps, 'now' | 'protocols'>,
  trx: Trx,
  districtId: number,
  item: OpenItem,
  dueAt: Date,
  zone: string,
): Promise<void> {
  const { protocol } = await deps.protocols.get(item.programmeId, item.version);
  await deferItem(trx, {
    districtId,
    itemId: item.itemId,
    dueAt,
    band: item.band,
    disposition: null,
    nextContactPointId: item.nextContactPointId,
    callbackFor: item.callbackFor,
    closesAt: openingAt(protocol.callingWindow, dueAt, zone)?.closesAt ?? item.closesAt,
    now: deps.now(),
  });
}

async function drop(deps: Pick<Deps, 'now'>, trx: Trx, districtId: number, items: readonly OpenItem[], reason: string) {
  await closeItems(trx, { districtId, itemIds: items.map(({ itemId }) => itemId), state: 'dropped', reason, now: deps.now() });
}
