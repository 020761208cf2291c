import { addMinutes } from '@kshem/domain/time/instant.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inOneTrip } from '../db/one-trip.ts';
import { inScope } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { type ClaimedItem, type ClaimRow, claimInAreas, claimInDistrict } from './claim-statement.ts';
import { findHeldClaim } from './find-held-claim.ts';
import { leaseEnd, promiserFirstMinutes } from './lease.ts';
import { openNow, programmeHours } from './programme-hours.ts';
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

export type Nothing = {
  readonly kind: 'nothing';
  readonly why: 'outside-window' | 'nothing-ready' | 'no-areas';
  /** With `outside-window`: when calling may begin again. */
  readonly opensAt?: Date;
};

/** Each time, somebody else took everything this caller saw: they have moved on, so a few tries always do. */
const tries = 8;

/**
 * Gives the caller the next household of their wards and languages inside the calling window, and holds it for them. No choice is
 * offered. A caller who still holds one gets that one again (a lost answer, a refreshed page), not a second.
 *
 * @throws AppError not-allowed (the server itself does not call) · conflict (lost every race; try again)
 */
export async function claimNext(deps: Deps, actor: Actor): Promise<Claimed | Nothing> {
  const { userId, areas, languages, districtId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  if (areas.length === 0 || languages.length === 0) return { kind: 'nothing', why: 'no-areas' };
  const open = await openNow(deps, districtId);
  if (open.programmeIds.length === 0) {
    const outside = { kind: 'nothing', why: 'outside-window', ...(open.opensAt && { opensAt: open.opensAt }) } as const;
    return (await heldBy(deps, actor, userId)) ?? outside;
  }
  for (let i = 0; i < tries; i++) {
    const got = await tryOnce(deps, actor, userId, open.programmeIds);
    if (got) return got;
  }
  throw new AppError('conflict');
}

async function tryOnce(
  deps: Deps,
  actor: Actor,
  userId: string,
  programmeIds: readonly string[],
): Promise<Claimed | Nothing | null> {
  const now = deps.now();
  try {
    const [row] = await askFor(deps, actor, userId, programmeIds, now);
    if (row?.household_id) return accept(deps, actor, row, leaseEnd(now));
    if (row && row.candidates > 0) return null;
  } catch (error) {
    if (violatedUnique(error) !== 'worklist_one_claim_a_caller') throw error;
    return heldBy(deps, actor, userId);
  }
  return (await heldBy(deps, actor, userId)) ?? { kind: 'nothing', why: 'nothing-ready' };
}

async function askFor(deps: Deps, actor: Actor, userId: string, programmeIds: readonly string[], now: Date): Promise<ClaimRow[]> {
  const { zone } = await programmeHours(deps, actor.districtId);
  const probes = probesOf(actor, programmeIds);
  return inOneTrip<ClaimRow>(deps.appPool, actor, actor.areas === 'all' ? claimInDistrict : claimInAreas, [
    actor.districtId,
    now,
    probes.map((probe) => probe.programmeId),
    probes.map((probe) => probe.language),
    userId,
    addMinutes(now, -promiserFirstMinutes),
    leaseEnd(now),
    Math.max(1, Math.ceil(16 / probes.length)),
    instantAt(localDate(now, zone), '00:00', zone),
    deps.newId(),
    now.toISOString().slice(0, 10),
    ...(actor.areas === 'all' ? [] : [probes.map((probe) => probe.areaId)]),
  ]);
}

type Probe = { readonly programmeId: string; readonly language: string; readonly areaId: number | null };

/** Each place of the index in which the caller's next household may be. */
function probesOf({ areas, languages }: Actor, programmeIds: readonly string[]): Probe[] {
  const areaIds = areas === 'all' ? [null] : areas;
  return programmeIds.flatMap((programmeId) =>
    languages.flatMap((language) => areaIds.map((areaId) => ({ programmeId, language, areaId }))),
  );
}

async function heldBy(deps: Deps, actor: Actor, userId: string): Promise<Claimed | null> {
  const held = await findHeldClaim(deps, actor, userId);
  return held && accept(deps, actor, held, held.claim_until);
}

/** A claim with nobody to call (all were answered for in this very instant) is given back; null = ask again. */
async function accept(
  deps: Deps,
  actor: Actor,
  { household_id, fence, items }: Pick<ClaimRow, 'household_id' | 'fence' | 'items'>,
  claimUntil: Date,
): Promise<Claimed | null> {
  if (household_id === null) return null;
  if (items) return { kind: 'claimed', householdId: household_id, fence, claimUntil, items };
  const { districtId } = actor;
  await inScope(deps.app, actor, (trx) =>
    repoint(trx, { districtId, householdIds: [household_id], now: deps.now(), release: true }),
  );
  return null;
}
