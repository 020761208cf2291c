import { type RawBuilder, sql } from 'kysely';
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
};

const rank = sql`(n.status = 'fulfilled')::int`;

/**
 * Plan it relies on: open ones by index need_open, whose rows are the open ones only, sorted in memory; closed ones by index need_closed, read from its end
 * until the page is full.
 */
export async function listFiltered(trx: Trx, filter: NeedFilter): Promise<ListedNeed[]> {
  const { state = 'open', after, districtId } = filter;
  const page =
    state === 'open'
      ? sql`and n.closed_at is null
          ${after ? sql`and (${rank}, n.due_at, n.id) > (${after.rank}, ${after.at}, ${after.needId}::uuid)` : sql``}
          order by ${rank}, n.due_at, n.id`
      : sql`and n.closed_at is not null ${after ? sql`and (n.closed_at, n.id) < (${after.at}, ${after.needId}::uuid)` : sql``}
          order by n.closed_at desc, n.id desc`;
  const { rows } = await sql<ListedNeed>`
    ${needsOf(districtId)} ${wanted(filter)} ${page} limit ${filter.limit}`.execute(trx);
  return rows;
}

function wanted({ now, ...filter }: NeedFilter): RawBuilder<unknown> {
  const is = (column: string, value: string | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  const held = filter.assignedTo === 'nobody' ? sql`and n.assigned_to is null` : is('n.assigned_to', filter.assignedTo);
  const late = filter.overdue === undefined ? sql`` : sql`and n.due_at <= ${now} and n.status in ('open', 'assigned')`;
  return sql`${is('n.status', filter.status)} ${is('n.owner_unit', filter.ownerUnit)} ${is('n.kind', filter.kind)}
    ${is('n.person_id', filter.personId)} ${held} ${late} ${within(filter.areaId)}`;
}

/** Everything below an area; areas are few and on every machine. */
function within(areaId: number | undefined): RawBuilder<unknown> {
  return areaId === undefined ? sql`` : sql`and a.path @> array[${areaId}::int]`;
}

export async function findNeed(trx: Trx, districtId: number, needId: string): Promise<ListedNeed | undefined> {
  const { rows } = await sql<ListedNeed>`
    ${needsOf(districtId)} and n.id = ${needId}`.execute(trx);
  return rows[0];
}

/** The first usable number by index person_contact_point's key, a row or two a person. */
function needsOf(districtId: number): RawBuilder<unknown> {
  return sql`
    select n.id "needId", n.person_id "personId", p.name "personName", n.area_id "areaId", a.name_hi "areaHi", a.name_en "areaEn",
      p.address, c.id "contactPointId", n.programme_id "programmeId", coalesce(e.version, g.version) version, n.kind, n.status, n.cause,
      n.owner_unit "ownerUnit", n.assigned_to "assignedTo", n.detail, n.raised_at "raisedAt", n.due_at "dueAt",
      n.promised_at "promisedAt", n.closed_at "closedAt", n.reopened
    from need n
    join person p on p.district_id = ${districtId} and p.id = n.person_id
    join area a on a.id = n.area_id
    left join episode e on e.district_id = ${districtId} and e.id = n.episode_id
    left join programme_district g on g.district_id = ${districtId} and g.programme_id = n.programme_id
    left join lateral (
      select o.contact_point_id id from person_contact_point o
      join contact_point t on t.district_id = ${districtId} and t.id = o.contact_point_id
      where o.district_id = ${districtId} and o.person_id = n.person_id and o.wrong_at is null and t.state = 'usable'
      order by o.rank limit 1
    ) c on true
    where n.district_id = ${districtId}`;
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
};

/** Plan it relies on: index need_open, read whole: what is open is a small part of a district's people. */
export async function countOpen(
  trx: Trx,
  { districtId, areaId, now }: { districtId: number; areaId?: number | undefined; now: Date },
): Promise<CountedNeeds[]> {
  const { rows } = await sql<CountedNeeds>`
    select n.owner_unit "ownerUnit", n.kind, min(n.programme_id) "programmeId", min(g.version) version,
      count(*) filter (where n.status in ('open', 'assigned')) waiting,
      count(*) filter (where n.status in ('open', 'assigned') and n.due_at <= ${now}) overdue,
      count(*) filter (where n.status = 'open' and n.assigned_to is null) unassigned,
      count(*) filter (where n.status = 'fulfilled') fulfilled
    from need n join area a on a.id = n.area_id
    left join programme_district g on g.district_id = ${districtId} and g.programme_id = n.programme_id
    where n.district_id = ${districtId} and n.closed_at is null ${within(areaId)}
    group by n.owner_unit, n.kind order by n.owner_unit, n.kind`.execute(trx);
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
};

/** Plan it relies on: index need_event_need. */
export async function listEvents(trx: Trx, districtId: number, needId: string): Promise<NeedEventRow[]> {
  const { rows } = await sql<NeedEventRow>`
    select v.at, v.action, v.status, b.name_hi "byHi", b.name_en "byEn", t.name_hi "toHi", t.name_en "toEn",
      v.promised_at "promisedAt", v.note
    from need_event v left join app_user b on b.id = v.by_user left join app_user t on t.id = v.assigned_to
    where v.district_id = ${districtId} and v.need_id = ${needId}
    order by v.at, v.id`.execute(trx);
  return rows;
}
