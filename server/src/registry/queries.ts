import type { BedKind, FacilityKind } from '@kshem/domain/registry/bed-kinds.ts';
import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

export type FacilityRow = {
  facilityId: string;
  kind: FacilityKind;
  nameHi: string;
  nameEn: string;
  areaId: number;
  areaHi: string;
  areaEn: string;
  phone: string | null;
  /** Open beds of the kind that was asked for; 0 when none was. */
  open: number;
};

export type FacilityFilter = {
  readonly districtId: number;
  readonly kind?: FacilityKind | undefined;
  readonly bed?: BedKind | undefined;
  readonly name?: string | undefined;
  readonly after: { readonly key: string; readonly facilityId: string } | null;
  readonly limit: number;
};

/**
 * Plan it relies on: by name, the index facility_listed from the place of the page; with a kind of bed, the index facility_bed_open, whose
 * order is the list's. A part of a name is looked for row by row in that order.
 */
export async function listFacilityRows(trx: Trx, filter: FacilityFilter): Promise<FacilityRow[]> {
  const { districtId, kind, bed, name, after, limit } = filter;
  const only = sql`${kind === undefined ? sql`` : sql`and f.kind = ${kind}`}
    ${name === undefined ? sql`` : sql`and (f.name_en ilike ${pattern(name)} or f.name_hi ilike ${pattern(name)})`}`;
  const byName = sql`
    select ${facility}, 0 open from facility f join area a on a.id = f.area_id
    where f.district_id = ${districtId} and f.closed_at is null ${only}
      ${after ? sql`and (f.name_en, f.id) > (${after.key}, ${after.facilityId}::uuid)` : sql``}
    order by f.name_en, f.id limit ${limit}`;
  const byBed = sql`
    select ${facility}, b.open from facility_bed b
    join facility f on f.district_id = ${districtId} and f.id = b.facility_id and f.closed_at is null
    join area a on a.id = f.area_id
    where b.district_id = ${districtId} and b.kind = ${bed} and b.open > 0 ${only} ${after ? beyond(after) : sql``}
    order by b.open desc, b.facility_id limit ${limit}`;
  const { rows } = await sql<FacilityRow>`${bed === undefined ? byName : byBed}`.execute(trx);
  return rows;
}

const facility = sql`f.id "facilityId", f.kind, f.name_hi "nameHi", f.name_en "nameEn", f.area_id "areaId", a.name_hi "areaHi",
  a.name_en "areaEn", f.phone`;

function beyond({ key, facilityId }: { key: string; facilityId: string }): RawBuilder<unknown> {
  return sql`and b.open <= ${Number(key)}::int and (b.open < ${Number(key)}::int or b.facility_id > ${facilityId}::uuid)`;
}

function pattern(name: string): string {
  return `%${name.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The houses an account tells of. */
export async function listOwnRows(trx: Trx, districtId: number, userId: string): Promise<FacilityRow[]> {
  const { rows } = await sql<FacilityRow>`
    select ${facility}, 0 open from facility_clerk k
    join facility f on f.district_id = ${districtId} and f.id = k.facility_id and f.closed_at is null
    join area a on a.id = f.area_id
    where k.district_id = ${districtId} and k.user_id = ${userId} order by f.name_en, f.id`.execute(trx);
  return rows;
}

export type BedRow = {
  facilityId: string;
  kind: BedKind;
  total: number;
  free: number | null;
  held: number;
  open: number;
  trueAt: Date | null;
  toldHi: string | null;
  toldEn: string | null;
};

/** Plan it relies on: the key, once a facility of the page. */
export async function listBeds(trx: Trx, districtId: number, facilityIds: readonly string[]): Promise<BedRow[]> {
  const { rows } = await sql<BedRow>`
    select b.facility_id "facilityId", b.kind, b.total, b.free, b.held, b.open, b.true_at "trueAt", u.name_hi "toldHi", u.name_en "toldEn"
    from facility_bed b left join app_user u on u.id = b.told_by
    where b.district_id = ${districtId} and b.facility_id = any (${facilityIds}::uuid[])
    order by b.facility_id, array_position('{ward,oxygen,icu,ventilator,paediatric,dialysis}'::text[], b.kind)`.execute(trx);
  return rows;
}

export type PlacesRow = {
  facilityId: string;
  day: string;
  kind: 'test' | 'vaccination';
  slots: number;
  free: number;
  trueAt: Date;
  toldHi: string | null;
  toldEn: string | null;
};

/** Of a day and later. Plan it relies on: the key, once a facility of the page. */
export async function listPlaces(
  trx: Trx,
  districtId: number,
  facilityIds: readonly string[],
  from: string,
): Promise<PlacesRow[]> {
  const { rows } = await sql<PlacesRow>`
    select c.facility_id "facilityId", c.day, c.kind, c.slots, c.free, c.true_at "trueAt", u.name_hi "toldHi", u.name_en "toldEn"
    from centre_day c left join app_user u on u.id = c.told_by
    where c.district_id = ${districtId} and c.facility_id = any (${facilityIds}::uuid[]) and c.day >= ${from}
    order by c.facility_id, c.day, c.kind`.execute(trx);
  return rows;
}

/** Plan it relies on: index facility_clerk_of. */
export async function listClerks(
  trx: Trx,
  districtId: number,
  facilityIds: readonly string[],
): Promise<{ facilityId: string; userId: string }[]> {
  return trx
    .selectFrom('facility_clerk')
    .select(['facility_id as facilityId', 'user_id as userId'])
    .where('district_id', '=', districtId)
    .where(sql<boolean>`facility_id = any (${facilityIds}::uuid[])`)
    .execute();
}

export async function isClerkOf(trx: Trx, districtId: number, userId: string, facilityId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('facility_clerk')
    .select('user_id')
    .where('district_id', '=', districtId)
    .where('user_id', '=', userId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findFacility(
  trx: Trx,
  districtId: number,
  facilityId: string,
): Promise<{ closedAt: Date | null } | undefined> {
  return trx
    .selectFrom('facility')
    .select('closed_at as closedAt')
    .where('district_id', '=', districtId)
    .where('id', '=', facilityId)
    .executeTakeFirst();
}

/** Locked in the order of their kinds, so that two who tell of one house never wait for each other. */
export async function lockBeds(
  trx: Trx,
  districtId: number,
  facilityId: string,
): Promise<{ kind: BedKind; total: number; free: number | null; held: number }[]> {
  const { rows } = await sql<{ kind: BedKind; total: number; free: number | null; held: number }>`
    select kind, total, free, held from facility_bed
    where district_id = ${districtId} and facility_id = ${facilityId} order by kind for no key update`.execute(trx);
  return rows;
}

export type BedTold = { readonly id: string; readonly kind: BedKind; readonly free: number };

/** What was told, and in the same statement the line of the history. */
export async function tellBeds(
  trx: Trx,
  about: { districtId: number; facilityId: string; beds: readonly BedTold[]; by: string | null; now: Date },
): Promise<void> {
  const { districtId, facilityId, beds, by, now } = about;
  await sql`
    with told as (
      update facility_bed b set free = w.free, true_at = ${now}, told_by = ${by}
      from jsonb_to_recordset(${JSON.stringify(beds)}::jsonb) as w (id uuid, kind text, free int)
      where b.district_id = ${districtId} and b.facility_id = ${facilityId} and b.kind = w.kind
      returning w.id, b.kind, b.total, b.free
    )
    insert into bed_report (district_id, id, facility_id, kind, total, free, at, by_user)
    select ${districtId}, t.id, ${facilityId}, t.kind, t.total, t.free, ${now}, ${by} from told t
    returning id`.execute(trx);
}

export async function putFacility(trx: Trx, row: Insertable<DB['facility']>): Promise<void> {
  const { district_id: _, id: __, ...change } = row;
  await trx
    .insertInto('facility')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(change))
    .execute();
}

/** Totals by kind; of a smaller house no more can be free. */
export async function putTotals(
  trx: Trx,
  districtId: number,
  facilityId: string,
  beds: readonly { kind: BedKind; total: number }[],
): Promise<void> {
  const kinds = beds.map(({ kind }) => kind);
  await trx
    .deleteFrom('facility_bed')
    .where('district_id', '=', districtId)
    .where('facility_id', '=', facilityId)
    .where(sql<boolean>`kind <> all (${kinds}::text[])`)
    .execute();
  await sql`
    insert into facility_bed as b (district_id, facility_id, kind, total)
    select ${districtId}, ${facilityId}, w.kind, w.total
    from jsonb_to_recordset(${JSON.stringify(beds)}::jsonb) as w (kind text, total int)
    on conflict (district_id, facility_id, kind) do update set total = excluded.total, free = least(b.free, excluded.total)`.execute(
    trx,
  );
}

export async function putClerks(trx: Trx, districtId: number, facilityId: string, clerkIds: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('facility_clerk')
    .where('district_id', '=', districtId)
    .where('facility_id', '=', facilityId)
    .where(sql<boolean>`user_id <> all (${clerkIds}::uuid[])`)
    .execute();
  if (clerkIds.length === 0) return;
  await trx
    .insertInto('facility_clerk')
    .values(clerkIds.map((user_id) => ({ district_id: districtId, facility_id: facilityId, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function putPlaces(trx: Trx, row: Insertable<DB['centre_day']>): Promise<void> {
  const { slots, free, true_at, told_by } = row;
  await trx
    .insertInto('centre_day')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['district_id', 'facility_id', 'day', 'kind']).doUpdateSet({ slots, free, true_at, told_by }),
    )
    .execute();
}

export type AmbulanceRow = {
  ambulanceId: string;
  callSign: string;
  kind: 'basic' | 'advanced';
  phone: string | null;
  crew: string | null;
  state: 'ready' | 'off' | 'on-a-job';
  trueAt: Date;
  toldHi: string | null;
  toldEn: string | null;
};

/** Plan it relies on: a district has tens; index transfer_one_an_ambulance says which are on a job; of the whole district, so asked by the system. */
export async function listAmbulanceRows(trx: Trx, districtId: number): Promise<AmbulanceRow[]> {
  const { rows } = await sql<AmbulanceRow>`
    select m.id "ambulanceId", m.call_sign "callSign", m.kind, m.phone, m.crew,
      case when exists (select from transfer t where t.district_id = ${districtId} and t.ambulance_id = m.id
        and t.status in ('ambulance-sent', 'picked-up')) then 'on-a-job' else m.state end state,
      m.true_at "trueAt", u.name_hi "toldHi", u.name_en "toldEn"
    from ambulance m left join app_user u on u.id = m.told_by
    where m.district_id = ${districtId} order by m.call_sign, m.id`.execute(trx);
  return rows;
}

export async function putAmbulance(trx: Trx, row: Insertable<DB['ambulance']>): Promise<void> {
  const { district_id: _, id: __, ...change } = row;
  await trx
    .insertInto('ambulance')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(change))
    .execute();
}

export async function findName(trx: Trx, userId: string): Promise<string> {
  const row = await trx.selectFrom('app_user').select('name_en').where('id', '=', userId).executeTakeFirstOrThrow();
  return row.name_en;
}
