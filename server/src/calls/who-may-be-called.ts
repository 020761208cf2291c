import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { type Callee, type MayCall, mayCall } from '@kshem/domain/attempt/may-call.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findZone } from '../settings/find-zone.ts';
import { inOwnHours } from '../settings/own-hours.ts';
import { type AttemptOfDay, listAttemptsSince, lockOpenItems, type OpenItem } from './queries.ts';

export type Candidate = { readonly item: OpenItem; readonly answer: MayCall; readonly attempts: readonly AttemptOfDay[] };
export type Desk = { readonly zone: string; readonly candidates: readonly Candidate[] };

/**
 * Who of a household may be rung now, one entry a person, most urgent first. Reads everything inside the caller's transaction and
 * keeps the items locked, so what is decided still holds when the call is written.
 */
export async function whoMayBeCalled(
  deps: Pick<Deps, 'now' | 'protocols'>,
  trx: Trx,
  about: { districtId: number; householdId: string; personIds: readonly string[] | null },
): Promise<Desk> {
  const now = deps.now();
  const zone = await findZone(trx, about.districtId);
  const items = firstOfEachPerson(await lockOpenItems(trx, { ...about, dueBy: now }));
  const midnight = instantAt(localDate(now, zone), '00:00', zone);
  const personIds = items.map((item) => item.personId);
  const attempts = personIds.length === 0 ? [] : await listAttemptsSince(trx, about.districtId, personIds, midnight);
  const ownHours = await inOwnHours(trx, about.districtId);
  const candidates: Candidate[] = [];
  for (const item of items) {
    const { protocol } = await deps.protocols.get(item.programmeId, item.version);
    const own = attempts.filter((attempt) => attempt.personId === item.personId);
    candidates.push({ item, answer: mayCall(ownHours(protocol), calleeOf(item, own, now), now, zone), attempts: own });
  }
  return { zone, candidates };
}

/** A person of two programmes is asked for the more urgent one on this call. */
function firstOfEachPerson(items: readonly OpenItem[]): readonly OpenItem[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(item.personId) && seen.add(item.personId));
}

/** What the person asked for or agreed to on the line; the item's time is then theirs, not the ladder's. */
const expectedAfter: readonly Disposition[] = ['callback', 'answered-partial'];

function calleeOf(item: OpenItem, attempts: readonly AttemptOfDay[], now: Date): Callee {
  const dialled = attempts.filter((attempt) => attempt.cause !== 'provider-failure');
  const last = dialled.at(-1);
  return {
    deceased: item.deceasedAt !== null,
    doNotCall: item.doNotCallAt !== null,
    merged: item.mergedInto !== null,
    episodeStatus: item.episodeStatus,
    onTheLine: attempts.some((attempt) => attempt.disposition === null),
    countedToday: attempts.filter((attempt) => attempt.counts).length,
    lastDialledAt: last ? (last.dialledAt ?? last.requestedAt) : null,
    expected:
      item.dueAt <= now && (item.checkInKind === 'again' || expectedAfter.some((asked) => asked === item.lastDisposition)),
  };
}
