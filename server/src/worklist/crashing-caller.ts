import { addMinutes } from '@kshem/domain/time/instant.ts';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { assertClaim } from './assert-claim.ts';
import { type Claimed, claimNext } from './claim-next.ts';
import { closeItems } from './close-items.ts';
import { deferItem } from './defer-item.ts';
import { expireClaims } from './expire-claims.ts';
import { releaseClaim } from './release-claim.ts';
import { skipHousehold } from './skip-household.ts';

/**
 * A caller that may die at any point of a turn, for the tests of what is left behind: short in worklist/crash-claims.test.ts, a million
 * turns with killed servers in bench/crash-claims.ts. What people say is written to a table of its own, `told`, in the transaction that
 * closes their item.
 */
export type Turn = 'nothing' | 'died' | 'refused' | 'lost' | 'answered' | 'answered-late' | 'put-off' | 'released' | 'skipped';

export type Chance = () => number;

/** What the people of this turn said was committed: these items must be in `told` whatever dies afterwards. */
export type Kept = (itemIds: readonly string[]) => void;

export const createTold = `create table told (item_id uuid not null, said_to uuid not null, late boolean not null);
  create index told_item on told (item_id); grant all on told to kshem_app, kshem_system`;

/** One turn: claim, ring, and whatever comes of it. `holds` passes time while the phone is held, sometimes more than a lease. */
export async function takeTurn(deps: Deps, actor: Caller, chance: Chance, kept: Kept, holds: () => Promise<void>): Promise<Turn> {
  const claim = await claimNext(deps, actor);
  if (claim.kind === 'nothing') return 'nothing';
  if (chance() < 0.05) return 'died';
  const rung = await ring(deps, actor, claim);
  if (rung !== 'ringing') return rung;
  if (chance() < 0.05) return 'died';
  await holds();
  const came = chance();
  if (came < 0.65) return answer(deps, actor, claim, kept);
  if (came < 0.9) return putOff(deps, actor, claim);
  return giveBack(deps, actor, claim, came < 0.95);
}

export type Caller = Actor & { readonly userId: string };

/** As calls/place-call does it: the claim is looked at and the call written in one transaction. The household's id stands for its phone. */
async function ring(deps: Deps, actor: Caller, claim: Claimed): Promise<'ringing' | 'lost' | 'refused'> {
  const { districtId, userId } = actor;
  const { householdId, fence } = claim;
  const now = deps.now();
  try {
    return await inScope(deps.app, actor, async (trx) => {
      if ((await assertClaim(trx, { districtId, householdId, userId, fence, now })) === 'lost') return 'lost';
      await sql`insert into phone_call (district_id, id, household_id, contact_point_id, caller_id, fence, channel, state, requested_at,
        deadline_at) values (${districtId}, ${deps.newId()}, ${householdId}, ${householdId}, ${userId}, ${fence}, 'simulated',
        'requested', ${now}, ${addMinutes(now, 15)})`.execute(trx);
      return 'ringing';
    });
  } catch (error) {
    // Somebody who died in a call: their phone may still be at an ear, so nobody else rings until it counts as lost.
    if (violatedUnique(error) === 'phone_call_one_live') return 'refused';
    throw error;
  }
}

async function answer(deps: Deps, actor: Caller, claim: Claimed, kept: Kept): Promise<Turn> {
  const { districtId, userId } = actor;
  const { householdId, fence } = claim;
  const itemIds = claim.items.map((item) => item.itemId);
  const now = deps.now();
  const late = await inScope(deps.app, actor, async (trx) => {
    const lost = (await assertClaim(trx, { districtId, householdId, userId, fence, now })) === 'lost';
    await hangUp(trx, actor, claim, now);
    await sql`insert into told select unnest(${itemIds}::uuid[]), ${userId}, ${lost}`.execute(trx);
    await closeItems(trx, { districtId, itemIds, state: 'done', reason: 'answered', now });
    return lost;
  });
  kept(itemIds);
  return late ? 'answered-late' : 'answered';
}

async function putOff(deps: Deps, actor: Caller, claim: Claimed): Promise<Turn> {
  const { districtId, userId } = actor;
  const { householdId, fence } = claim;
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const held = await assertClaim(trx, { districtId, householdId, userId, fence, now });
    await hangUp(trx, actor, claim, now);
    if (held === 'lost') return 'lost';
    for (const { itemId, band } of claim.items) {
      await deferItem(trx, {
        ...{ districtId, itemId, band, now, dueAt: addMinutes(now, 20), closesAt: addMinutes(now, 24 * 60) },
        ...{ disposition: 'no-answer', nextContactPointId: null, callbackFor: null },
      });
    }
    return 'put-off';
  });
}

async function giveBack(deps: Deps, actor: Caller, claim: Claimed, skip: boolean): Promise<Turn> {
  await inScope(deps.app, actor, (trx) => hangUp(trx, actor, claim, deps.now()));
  try {
    if (skip) await skipHousehold(deps, actor, { ...claim, reason: 'a trial' });
    else await releaseClaim(deps, actor, claim);
    return skip ? 'skipped' : 'released';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'claim-lost') return 'lost';
    if (error.code === 'skip-budget-used') return giveBack(deps, actor, claim, false);
    throw error;
  }
}

async function hangUp(trx: Trx, { districtId, userId }: Caller, { householdId, fence }: Claimed, now: Date): Promise<void> {
  await sql`update phone_call set state = 'ended', ended_at = ${now} where district_id = ${districtId} and caller_id = ${userId}
    and household_id = ${householdId} and fence = ${fence} and state <> 'ended'`.execute(trx);
}

/** What the timetable does every minute: leases and calls that ran out. */
export async function sweep(deps: Deps, districtId: number): Promise<void> {
  await expireClaims(deps, districtId);
  await deps.systemPool.query(
    `update phone_call set state = 'ended', ended_at = $2 where district_id = $1 and state <> 'ended' and deadline_at <= $2`,
    [districtId, deps.now()],
  );
}
