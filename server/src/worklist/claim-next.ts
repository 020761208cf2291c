import { addMinutes } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inOneTrip } from '../db/one-trip.ts';
import { inScope } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { type ClaimRow, claimInAreas, claimInDistrict, type ItemRow, laneOf } from './claim-statement.ts';
import { findHeldClaim } from './find-held-claim.ts';
import { leaseEnd, promiserFirstMinutes } from './lease.ts';
import { type Moment, momentIn, nextOpeningIn } from './programme-hours.ts';
import { repoint } from './repoint-statement.ts';

export type Claimed = {
  readonly kind: 'claimed';
  readonly householdId: string;
  /** Shown with every write under this claim. */
  readonly fence: number;
  readonly claimUntil: Date;
  /** Everybody of the household who is due now, most urgent first: one call, one outcome for each. */
  readonly items: readonly ClaimedItem[];
};

export type ClaimedItem = {
  readonly itemId: string;
  readonly checkInId: string;
  readonly checkInDueOn: string;
  readonly episodeId: string;
  readonly personId: string;
  readonly programmeId: string;
  /** The number the ladder wants tried; null = the person's first usable one. */
  readonly nextContactPointId: string | null;
  readonly band: number;
  readonly attempts: number;
};

export type Nothing = {
  readonly kind: 'nothing';
  readonly why: 'outside-window' | 'nothing-ready' | 'no-areas';
  /** With `outside-window`: when calling may begin again. */
  readonly opensAt?: Date;
};

/** Each time, somebody else was taking everything this caller saw; more is looked at with each try. */
const tries = 6;
/** Rows looked at in all, so that callers who press at one instant find one each. */
const wantedCandidates = 4;

/**
 * Gives the caller the next household of their wards and languages inside the calling window, and holds it for them. No choice is
 * offered. A caller who still holds one gets that one again (a lost answer, a refreshed page), not a second.
 *
 * @throws AppError not-allowed (the server itself does not call)
 */
export async function claimNext(deps: Deps, actor: Actor): Promise<Claimed | Nothing> {
  const { userId, areas, languages, districtId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  if (areas.length === 0 || languages.length === 0) return { kind: 'nothing', why: 'no-areas' };
  const moment = await momentIn(deps, districtId);
  if (moment.programmeIds.length === 0) {
    const opensAt = await nextOpeningIn(deps, districtId);
    const outside = { kind: 'nothing', why: 'outside-window', ...(opensAt && { opensAt }) } as const;
    return (await heldBy(deps, actor, userId)) ?? outside;
  }
  for (let i = 0; i < tries; i++) {
    const got = await tryOnce(deps, actor, userId, moment, wantedCandidates * 2 ** i);
    if (got) return got;
  }
  // What is left is being taken by others at this very moment.
  return { kind: 'nothing', why: 'nothing-ready' };
}

/** null: ask again. */
async function tryOnce(
  deps: Deps,
  actor: Actor,
  userId: string,
  moment: Moment,
  candidates: number,
): Promise<Claimed | Nothing | null> {
  const now = deps.now();
  try {
    const rows = await askFor(deps, actor, userId, moment, candidates, now);
    const [row] = rows;
    if (row?.household_id)
      return accept(deps, actor, { ...row, household_id: row.household_id, claim_until: leaseEnd(now) }, rows);
    if (row?.any_ready) return null;
  } catch (error) {
    if (violatedUnique(error) !== 'worklist_one_claim_a_caller') throw error;
    return heldBy(deps, actor, userId);
  }
  return (await heldBy(deps, actor, userId)) ?? { kind: 'nothing', why: 'nothing-ready' };
}

function askFor(deps: Deps, actor: Actor, userId: string, moment: Moment, candidates: number, now: Date): Promise<ClaimRow[]> {
  const lanes = lanesOf(actor, moment.programmeIds);
  const values = [
    actor.districtId,
    now,
    userId,
    addMinutes(now, -promiserFirstMinutes),
    leaseEnd(now),
    Math.ceil(candidates / (lanes[0]?.length ?? 1)),
    moment.dayBegan,
    deps.newId(),
    now.toISOString().slice(0, 10),
    ...lanes,
  ];
  const statement = actor.areas === 'all' ? claimInDistrict : claimInAreas;
  // Not waiting for the disk: a claim that a crash of the database forgets has rung nobody (a call's own commit is durable, and saves the
  // claim before it), and its holder is told claim-lost because the household is not theirs.
  return inOneTrip<ClaimRow>(deps.appPool, actor, statement, values, { durable: false });
}

/** Each place of the index in which the caller's next household may be, as the statement takes them. */
function lanesOf({ areas, languages }: Actor, programmeIds: readonly string[]): readonly (readonly string[])[] {
  const pairs = programmeIds.flatMap((programmeId) => languages.map((language) => ({ programmeId, language })));
  if (areas === 'all') return [pairs.map(({ programmeId }) => programmeId), pairs.map(({ language }) => language)];
  return [pairs.flatMap(({ programmeId, language }) => areas.map((areaId) => laneOf(programmeId, language, areaId)))];
}

async function heldBy(deps: Deps, actor: Actor, userId: string): Promise<Claimed | null> {
  const rows = await findHeldClaim(deps, actor, userId);
  return rows[0] ? accept(deps, actor, rows[0], rows) : null;
}

type Held = { readonly household_id: string; readonly fence: number; readonly claim_until: Date };

/** A claim with nobody to call (all were answered for in this very instant) is given back; null = ask again. */
async function accept(deps: Deps, actor: Actor, held: Held, rows: readonly ItemRow[]): Promise<Claimed | null> {
  const { household_id: householdId, fence, claim_until: claimUntil } = held;
  const items = rows.filter((row) => row.item_id !== null).map(toItem);
  if (items.length > 0) return { kind: 'claimed', householdId, fence, claimUntil, items };
  await inScope(deps.app, actor, (trx) =>
    repoint(trx, { districtId: actor.districtId, householdIds: [householdId], now: deps.now(), release: true }),
  );
  return null;
}

export function toItem(row: ItemRow): ClaimedItem {
  return {
    itemId: row.item_id as string,
    checkInId: row.check_in_id,
    checkInDueOn: row.check_in_due_on,
    episodeId: row.episode_id,
    personId: row.person_id,
    programmeId: row.programme_id,
    nextContactPointId: row.next_contact_point_id,
    band: row.band,
    attempts: row.attempts,
  };
}
