import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import type { NewItem } from './add-items.ts';
import type { ItemsToClose } from './close-items.ts';
import type { Deferral } from './defer-item.ts';
import type { WorklistFilter } from './list-worklist.ts';

export async function listProgrammesOfDistrict(db: Db, districtId: number) {
  return db
    .selectFrom('programme_district')
    .select(['programme_id', 'version'])
    .where('district_id', '=', districtId)
    .orderBy('programme_id')
    .execute();
}

/** Every published version of the programmes that run in a district: episodes stay on the one they began with. */
export async function listVersionsOfDistrict(db: Db, districtId: number) {
  return db
    .selectFrom('protocol_version as v')
    .innerJoin('programme_district as d', 'd.programme_id', 'v.programme_id')
    .select(['v.programme_id', 'v.version'])
    .where('d.district_id', '=', districtId)
    .execute();
}

export type Turn = {
  readonly state: 'ready' | 'claimed' | 'idle';
  readonly claimedBy: string | null;
  readonly claimUntil: Date | null;
  readonly fence: number;
  readonly band: number;
};

export async function lockTurn(trx: Trx, districtId: number, householdId: string): Promise<Turn | null> {
  const row = await trx
    .selectFrom('worklist_household')
    .select(['state', 'claimed_by as claimedBy', 'claim_until as claimUntil', 'fence', 'band'])
    .where('district_id', '=', districtId)
    .where('household_id', '=', householdId)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, state: row.state as Turn['state'] } : null;
}

export async function setClaimUntil(trx: Trx, districtId: number, householdId: string, claimUntil: Date): Promise<void> {
  await trx
    .updateTable('worklist_household')
    .set({ claim_until: claimUntil })
    .where('district_id', '=', districtId)
    .where('household_id', '=', householdId)
    .execute();
}

/** Live calls are as many as callers at most, so their index is read whole. */
export async function hasLiveCall(trx: Trx, districtId: number, householdId: string, callerId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('phone_call')
    .select('id')
    .where('district_id', '=', districtId)
    .where('household_id', '=', householdId)
    .where('caller_id', '=', callerId)
    .where('state', '<>', 'ended')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countSkipsSince(trx: Trx, districtId: number, userId: string, since: Date): Promise<number> {
  const row = await trx
    .selectFrom('worklist_skip')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('district_id', '=', districtId)
    .where('user_id', '=', userId)
    .where('skipped_at', '>=', since)
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function insertSkip(trx: Trx, row: Insertable<DB['worklist_skip']>): Promise<void> {
  await trx.insertInto('worklist_skip').values(row).execute();
}

type Sweep = { readonly districtId: number; readonly now: Date; readonly limit: number };

/** Claims are as many as callers at most, so their index is read whole. */
export async function lockOverdueClaims(
  trx: Trx,
  { districtId, now, longest, longestKept, limit }: Sweep & { longest: Date; longestKept: Date },
) {
  const rows = await trx
    .selectFrom('worklist_household')
    .select('household_id')
    .where('district_id', '=', districtId)
    .where('state', '=', 'claimed')
    .where(({ or, and, eb }) =>
      or([
        eb('claim_until', '<=', now),
        and([eb('claim_slot', '=', 0), eb('claim_until', '>', longest)]),
        eb('claim_until', '>', longestKept),
      ]),
    )
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => row.household_id);
}

export async function lockHouseholdsToLookAt(trx: Trx, { districtId, now, limit }: Sweep) {
  const rows = await trx
    .selectFrom('worklist_household')
    .select('household_id')
    .where('district_id', '=', districtId)
    .where('look_again_at', '<=', now)
    .orderBy('look_again_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => row.household_id);
}

/** Locks the turns of whom the items are of, before the items themselves: everybody takes household first, then item. */
export async function lockTurnsOf(trx: Trx, districtId: number, which: RawBuilder<boolean>): Promise<void> {
  await sql`select w.household_id from worklist_household w
    where w.district_id = ${districtId} and w.household_id in (select i.household_id from worklist_item i
      where i.district_id = ${districtId} and ${which})
    order by w.household_id for update`.execute(trx);
}

/** Items that closing would change; `i` is the item. */
export function itemsToClose(wanted: ItemsToClose): RawBuilder<boolean> {
  const open = wanted.state === 'done' ? sql`i.state in ('open', 'dropped')` : sql`i.state = 'open'`;
  if ('itemIds' in wanted) return sql`${open} and i.id = any (${wanted.itemIds}::uuid[])`;
  // An item has its check-in's id.
  if ('checkInIds' in wanted) return sql`${open} and i.id = any (${wanted.checkInIds}::uuid[])`;
  const ofEpisode = wanted.episodeId === undefined ? sql`` : sql` and i.episode_id = ${wanted.episodeId}`;
  return sql`i.state = 'open' and i.person_id = ${wanted.personId}${ofEpisode}`;
}

export async function endItems(trx: Trx, wanted: ItemsToClose): Promise<{ itemId: string; householdId: string }[]> {
  const { rows } = await sql<{ itemId: string; householdId: string }>`update worklist_item i
    set state = ${wanted.state}, closed_at = ${wanted.now}, close_reason = ${wanted.reason}
    where i.district_id = ${wanted.districtId} and ${itemsToClose(wanted)}
    returning i.id as "itemId", i.household_id as "householdId"`.execute(trx);
  return rows;
}

export async function putOff(trx: Trx, deferral: Deferral, attempts: number): Promise<string | null> {
  const row = await trx
    .updateTable('worklist_item')
    .set({
      due_at: deferral.dueAt,
      band: deferral.band,
      closes_at: deferral.closesAt,
      next_contact_point_id: deferral.nextContactPointId,
      callback_for: deferral.callbackFor,
      attempts: sql`attempts + ${attempts}`,
      ...(deferral.disposition !== null && { last_disposition: deferral.disposition }),
      ...(deferral.language !== undefined && { language: deferral.language }),
    })
    .where('district_id', '=', deferral.districtId)
    .where('id', '=', deferral.itemId)
    .where('state', '=', 'open')
    .returning('household_id')
    .executeTakeFirst();
  return row?.household_id ?? null;
}

export async function insertItems(trx: Trx, districtId: number, now: Date, items: readonly NewItem[]): Promise<number> {
  const made = await trx
    .insertInto('worklist_item')
    .values(
      items.map((item) => ({
        district_id: districtId,
        id: item.checkInId,
        check_in_due_on: item.checkInDueOn,
        check_in_id: item.checkInId,
        episode_id: item.episodeId,
        person_id: item.personId,
        household_id: item.householdId,
        programme_id: item.programmeId,
        area_id: item.areaId,
        language: item.language,
        band: item.band,
        due_at: item.dueAt,
        closes_at: item.closesAt,
        state: 'open',
        attempts: 0,
        callback_for: item.callbackFor ?? null,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return made.length;
}

/** Households that never had a turn at the telephone; what leads is written by the refresh that follows. */
export async function insertMissingTurns(trx: Trx, districtId: number, items: readonly NewItem[]): Promise<void> {
  const byHousehold = new Map(items.map((item) => [item.householdId, item]));
  await trx
    .insertInto('worklist_household')
    .values(
      [...byHousehold.values()].map((item) => ({
        district_id: districtId,
        household_id: item.householdId,
        programme_id: item.programmeId,
        area_id: item.areaId,
        language: item.language,
        band: item.band,
        due_at: item.dueAt,
        closes_at: item.closesAt,
        state: 'idle',
        fence: 0,
        spans_areas: false,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('household_id')
    .execute();
}

export type ListedTurn = Awaited<ReturnType<typeof listTurns>>[number];

export async function listTurns(trx: Trx, districtId: number, filter: WorklistFilter & { readonly limit: number }) {
  const { state, band, areaId, programmeId, language, claimedBy, after } = filter;
  let rows = trx
    .selectFrom('worklist_household')
    .select([
      'household_id as householdId',
      'programme_id as programmeId',
      'area_id as areaId',
      'language',
      'band',
      'due_at as dueAt',
      'closes_at as closesAt',
      'state',
      'fence',
      'claimed_by as claimedBy',
      'claimed_at as claimedAt',
      'claim_until as claimUntil',
      'callback_for as callbackFor',
    ])
    .where('district_id', '=', districtId);
  rows = state === undefined ? rows.where('state', '<>', 'idle') : rows.where('state', '=', state);
  if (band !== undefined) rows = rows.where('band', '=', band);
  if (areaId !== undefined)
    rows = rows.where(sql<boolean>`area_id in (select a.id from area a where a.path @> array[${areaId}::int])`);
  if (programmeId !== undefined) rows = rows.where('programme_id', '=', programmeId);
  if (language !== undefined) rows = rows.where('language', '=', language);
  if (claimedBy !== undefined) rows = rows.where('claimed_by', '=', claimedBy);
  if (after !== undefined) {
    rows = rows.where(sql<boolean>`(band, due_at, household_id) > (${after.band}, ${after.dueAt}, ${after.householdId})`);
  }
  return rows.orderBy('band').orderBy('due_at').orderBy('household_id').limit(filter.limit).execute();
}
