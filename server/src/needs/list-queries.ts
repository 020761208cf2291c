import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';

export type NeedFilter = {
  readonly districtId: number;
  readonly state?: 'open' | 'closed' | undefined;
  readonly status?: string | undefined;
  readonly ownerUnit?: string | undefined;
  readonly kind?: string | undefined;
  /** A ward, or what lies above it. */
  readonly areaId?: number | undefined;
  /** Only what is past its time and still waited for. */
  readonly overdue?: 'yes' | undefined;
  readonly assignedTo?: string | undefined;
  /** Overdue and passed on to. */
  readonly escalatedTo?: string | undefined;
  readonly personId?: string | undefined;
  readonly now: Date;
  readonly after: Place | null;
  readonly limit: number;
};

/** Of a row in its list: those that only wait for the person's word come after those that somebody has to act on. */
export type Place = { readonly rank: number; readonly at: Date; readonly needId: string };

export type ListedNeed = {
  needId: string;
  personId: string;
  householdId: string;
  personName: string;
  areaId: number;
  areaHi: string;
  areaEn: string;
  address: string | null;
  contactPointId: string | null;
  programmeId: string;
  version: string | null;
  kind: string;
  status: string;
  cause: string;
  ownerUnit: string;
  assignedTo: string | null;
  detail: string | null;
  raisedAt: Date;
  dueAt: Date;
  promisedAt: Date | null;
  closedAt: Date | null;
  reopened: number;
  priority: number;
  asked: Record<string, string> | null;
  codeTold: boolean;
  codeWrong: number;
  failed: number;
  deliveredAt: Date | null;
  deliveredBy: string | null;
  proof: string | null;
  escalatedTo: string | null;
};

/**
 * Plan it relies on: the page is found first, from the beginning of an index in the order it is shown in, and only its rows are joined with
 * people and their numbers. Waited for: need_waiting (with a unit and a ward: need_free; held by somebody: need_held); said to
 * have come: need_said_to_have_come; closed: need_closed from its end.
 */
export async function listFiltered(trx: Trx, filter: NeedFilter): Promise<ListedNeed[]> {
  const page = (filter.state ?? 'open') === 'open' ? openPage(filter) : closedPage(filter);
  const order = (filter.state ?? 'open') === 'open' ? sql`g.rank, n.due_at, n.id` : sql`n.closed_at desc, n.id desc`;
  const { rows } = await sql<ListedNeed>`
    with g as materialized (${page})
    ${needsOf(filter.districtId, sql`g join need n on n.district_id = ${filter.districtId} and n.id = g.id`)}
    order by ${order}`.execute(trx);
  return rows;
}

function openPage({ after, ...filter }: NeedFilter): RawBuilder<unknown> {
  const rank = after?.rank ?? 0;
  const here = after ? sql`and (n.due_at, n.id) > (${after.at}, ${after.needId}::uuid)` : sql``;
  const part = (of: number, status: RawBuilder<unknown>) => sql`(
    select n.id, ${sql.lit(of)} as rank, n.due_at from need n
    where n.district_id = ${filter.districtId} and ${status} ${wanted(filter)} ${rank === of ? here : sql``}
    order by n.due_at, n.id limit ${filter.limit})`;
  const waiting = part(0, sql`n.status in ('open', 'assigned')`);
  const come = part(1, sql`n.status = 'fulfilled'`);
  const both = rank === 1 ? come : sql`${waiting} union all ${come}`;
  return sql`select u.id, u.rank from (${both}) u order by u.rank, u.due_at, u.id limit ${filter.limit}`;
}

function closedPage({ after, ...filter }: NeedFilter): RawBuilder<unknown> {
  return sql`
    select n.id, 0 as rank from need n
    where n.district_id = ${filter.districtId} and n.closed_at is not null ${wanted(filter)}
      ${after ? sql`and (n.closed_at, n.id) < (${after.at}, ${after.needId}::uuid)` : sql``}
    order by n.closed_at desc, n.id desc limit ${filter.limit}`;
}

function wanted({ now, ...filter }: Omit<NeedFilter, 'after'>): RawBuilder<unknown> {
  const is = (column: string, value: string | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  const held = filter.assignedTo === 'nobody' ? sql`and n.assigned_to is null` : is('n.assigned_to', filter.assignedTo);
  const late = filter.overdue === undefined ? sql`` : sql`and n.due_at <= ${now} and n.status in ('open', 'assigned')`;
  return sql`${is('n.status', filter.status)} ${is('n.owner_unit', filter.ownerUnit)} ${is('n.kind', filter.kind)}
    ${is('n.person_id', filter.personId)} ${is('n.escalated_to', filter.escalatedTo)} ${held} ${late} ${within(filter.areaId)}`;
}

/** Everything below an area; areas are few and on every machine. */
function within(areaId: number | undefined): RawBuilder<unknown> {
  return areaId === undefined ? sql`` : sql`and n.area_id = any (array(select id from area where path @> array[${areaId}::int]))`;
}

export async function findNeed(trx: Trx, districtId: number, needId: string): Promise<ListedNeed | undefined> {
  const { rows } = await sql<ListedNeed>`
    ${needsOf(districtId, sql`need n`)} where n.district_id = ${districtId} and n.id = ${needId}`.execute(trx);
  return rows[0];
}

/** The first usable number by index person_contact_point's key, a row or two a person. */
function needsOf(districtId: number, source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select n.id "needId", n.person_id "personId", n.household_id "householdId", p.name "personName", n.area_id "areaId",
      a.name_hi "areaHi", a.name_en "areaEn", p.address, c.id "contactPointId", n.programme_id "programmeId",
      coalesce(e.version, v.version) version, n.kind, n.status, n.cause, n.owner_unit "ownerUnit", n.assigned_to "assignedTo",
      n.detail, n.raised_at "raisedAt", n.due_at "dueAt", n.promised_at "promisedAt", n.closed_at "closedAt", n.reopened,
      n.priority, n.asked, n.code is not null "codeTold", n.code_wrong "codeWrong", n.failed, n.delivered_at "deliveredAt",
      n.delivered_by "deliveredBy", n.proof, n.escalated_to "escalatedTo"
    from ${source}
    join person p on p.district_id = ${districtId} and p.id = n.person_id
    join area a on a.id = n.area_id
    left join episode e on e.district_id = ${districtId} and e.id = n.episode_id
    left join programme_district v on v.district_id = ${districtId} and v.programme_id = n.programme_id
    left join lateral (
      select o.contact_point_id id from person_contact_point o
      join contact_point t on t.district_id = ${districtId} and t.id = o.contact_point_id
      where o.district_id = ${districtId} and o.person_id = n.person_id and o.wrong_at is null and t.state = 'usable'
      order by o.rank limit 1
    ) c on true`;
}

export type CountedNeeds = {
  ownerUnit: string;
  kind: string;
  programmeId: string;
  version: string | null;
  waiting: number;
  overdue: number;
  unassigned: number;
  fulfilled: number;
  passedOn: number;
};

/**
 * By a role that the policies of row-level security let pass, cut to the actor's areas here: judging each of 100,000 rows by itself costs
 * as much as counting them. Nobody is named.
 *
 * Plan it relies on: index need_open, read whole: what is open is a small part of a district's people.
 */
export async function countOpen(
  db: Db,
  { districtId, areas, areaId, now }: { districtId: number; areas: Actor['areas']; areaId?: number | undefined; now: Date },
): Promise<CountedNeeds[]> {
  const { rows } = await sql<CountedNeeds>`
    select n.owner_unit "ownerUnit", n.kind, min(n.programme_id) "programmeId", min(g.version) version,
      count(*) filter (where n.status in ('open', 'assigned')) waiting,
      count(*) filter (where n.status in ('open', 'assigned') and n.due_at <= ${now}) overdue,
      count(*) filter (where n.status = 'open' and n.assigned_to is null) unassigned,
      count(*) filter (where n.status = 'fulfilled') fulfilled,
      count(*) filter (where n.escalated_to is not null) "passedOn"
    from need n
    left join programme_district g on g.district_id = ${districtId} and g.programme_id = n.programme_id
    where n.district_id = ${districtId} and n.closed_at is null ${within(areaId)}
      ${areas === 'all' ? sql`` : sql`and n.area_id = any (${areas}::int[])`}
    group by n.owner_unit, n.kind order by n.owner_unit, n.kind`.execute(db);
  return rows;
}

export type NeedEventRow = {
  at: Date;
  action: string;
  status: string;
  byHi: string | null;
  byEn: string | null;
  toHi: string | null;
  toEn: string | null;
  promisedAt: Date | null;
  note: string | null;
  detail: { proof?: string; reason?: string; to?: string } | null;
};

/** Plan it relies on: index need_event_need. */
export async function listEvents(trx: Trx, districtId: number, needId: string): Promise<NeedEventRow[]> {
  const { rows } = await sql<NeedEventRow>`
    select v.at, v.action, v.status, b.name_hi "byHi", b.name_en "byEn", t.name_hi "toHi", t.name_en "toEn",
      v.promised_at "promisedAt", v.note, v.detail
    from need_event v left join app_user b on b.id = v.by_user left join app_user t on t.id = v.assigned_to
    where v.district_id = ${districtId} and v.need_id = ${needId}
    order by v.at, v.id`.execute(trx);
  return rows;
}

export type FreeInWard = { areaId: number; areaHi: string; areaEn: string; waiting: number; overdue: number };

/** Plan it relies on: index need_free. The wards are named: what row-level security leaves over opens no index. */
export async function countFree(
  trx: Trx,
  { districtId, areas, ownerUnit, now }: { districtId: number; areas: Actor['areas']; ownerUnit: string; now: Date },
): Promise<FreeInWard[]> {
  const { rows } = await sql<FreeInWard>`
    select c."areaId", a.name_hi "areaHi", a.name_en "areaEn", c.waiting, c.overdue
    from (
      select n.area_id "areaId", count(*) waiting, count(*) filter (where n.due_at <= ${now}) overdue
      from need n
      where n.district_id = ${districtId} and n.owner_unit = ${ownerUnit} and n.status = 'open' and n.assigned_to is null
        ${areas === 'all' ? sql`` : sql`and n.area_id = any (${areas}::int[])`}
      group by n.area_id
    ) c join area a on a.id = c."areaId"
    order by a.name_en, a.id`.execute(trx);
  return rows;
}

/** Plan it relies on: index need_held. */
export async function countHeld(trx: Trx, districtId: number, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) n from need n
    where n.district_id = ${districtId} and n.assigned_to = ${userId} and n.status = 'assigned'`.execute(trx);
  return rows[0]?.n ?? 0;
}
