import type { LedgerStatus } from '@kshem/domain/report/ledger.ts';
import type { Text } from '@kshem/domain/text.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DayOf } from './close-queries.ts';

export type LedgerFilter = {
  readonly revision: number;
  readonly status?: LedgerStatus;
  readonly why?: string;
  readonly level?: string;
  /** Only those who were called at least once. */
  readonly attempted?: 'yes';
  /** A ward, or what lies above it. */
  readonly areaId?: number;
  readonly after?: string;
  readonly limit: number;
};

/** Rows in the order of the primary key, which the page's start and end ride on. */
export async function listLedgerRows(trx: Trx, of: DayOf, filter: LedgerFilter) {
  let query = trx
    .selectFrom('day_ledger_row')
    .select([
      'episode_id as episodeId',
      'person_id as personId',
      'area_id as areaId',
      'status',
      'why',
      'attempts',
      'level',
      'next_step as nextStep',
      'next_on as nextOn',
    ])
    .where('district_id', '=', of.districtId)
    .where('day', '=', of.day)
    .where('programme_id', '=', of.programmeId)
    .where('revision', '=', filter.revision);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.why) query = query.where('why', '=', filter.why);
  if (filter.level) query = query.where('level', '=', filter.level);
  if (filter.attempted) query = query.where('attempts', '>', 0);
  if (filter.areaId)
    query = query.where(sql<boolean>`area_id in (select a.id from area a where a.path @> array[${filter.areaId}::int])`);
  if (filter.after) query = query.where('episode_id', '>', filter.after);
  const rows = await query.orderBy('episode_id').limit(filter.limit).execute();
  return rows.map((row) => ({ ...row, status: row.status as LedgerStatus }));
}

/** By person id; only those whom the transaction's scope shows. */
export async function findPersonNames(
  trx: Trx,
  districtId: number,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where district_id = ${districtId} and id = any(${[...personIds]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Revision = { day: string; programmeId: string; revision: number; closedAt: Date; reason: string | null; totals: unknown };
export type ClosedRevision = Revision & { closedBy: Text | null };

export type ClosedFilter = {
  readonly districtId: number;
  readonly programmeId?: string | undefined;
  /** The last row of the page before. */
  readonly after: Pick<Revision, 'day' | 'programmeId'> | null;
  readonly limit: number;
};

/** The last revision of each closed day, latest day first. Plan: the primary key read backwards; a few rows a day. */
export async function listClosed(trx: Trx, { districtId, programmeId, after, limit }: ClosedFilter): Promise<ClosedRevision[]> {
  const { rows } = await sql<ClosedRevision>`
    select ${revision} from (
      select distinct on (day, programme_id) * from day_ledger
      where district_id = ${districtId} ${programmeId === undefined ? sql`` : sql`and programme_id = ${programmeId}`}
        ${after === null ? sql`` : sql`and (day < ${after.day} or (day = ${after.day} and programme_id > ${after.programmeId}))`}
      order by day desc, programme_id, revision desc limit ${limit}) l
    left join app_user u on u.id = l.closed_by
    order by l.day desc, l.programme_id`.execute(trx);
  return rows;
}

export async function listRevisions(trx: Trx, { districtId, day, programmeId }: DayOf): Promise<ClosedRevision[]> {
  const { rows } = await sql<ClosedRevision>`
    select ${revision} from day_ledger l left join app_user u on u.id = l.closed_by
    where l.district_id = ${districtId} and l.day = ${day} and l.programme_id = ${programmeId}
    order by l.revision`.execute(trx);
  return rows;
}

const revision = sql`l.day, l.programme_id "programmeId", l.revision, l.closed_at "closedAt", l.reason, l.totals,
  case when u.id is null then null else json_build_object('hi', u.name_hi, 'en', u.name_en) end "closedBy"`;

export type Outlook = {
  due: number;
  answered: number;
  stopped: number;
  tried: number;
  outcomeMissing: number;
  held: number;
  notCalled: number;
};

/**
 * The people due on a day, each in the first of these that holds, as the ledger will judge them. Plans: check_in by its district and day;
 * attempts of the day, which are still in the small table until it is swept.
 */
export async function countOutlook(trx: Trx, { districtId, day, programmeId }: DayOf): Promise<Outlook> {
  const { rows } = await sql<Outlook>`
    select count(*)::int due, count(*) filter (where came = 'answered')::int answered,
      count(*) filter (where came = 'stopped')::int stopped, count(*) filter (where came = 'outcome-missing')::int "outcomeMissing",
      count(*) filter (where came = 'tried')::int tried, count(*) filter (where came = 'held')::int held,
      count(*) filter (where came = 'not-called')::int "notCalled"
    from (
      select case when c.answered then 'answered' when e.status <> 'active' then 'stopped' when a.unsaid then 'outcome-missing'
        when a.counted then 'tried' when h.household_id is not null then 'held' else 'not-called' end came
      from (select episode_id, bool_or(state = 'completed') answered from check_in
        where district_id = ${districtId} and due_on = ${day} and programme_id = ${programmeId} group by episode_id) c
      join episode e on e.district_id = ${districtId} and e.id = c.episode_id
      left join (select episode_id, bool_or(disposition is null) unsaid, bool_or(counts) counted from (
          select episode_id, disposition, counts from call_attempt where district_id = ${districtId} and check_in_due_on = ${day}
          union all
          select episode_id, disposition, counts from call_attempt_history where district_id = ${districtId} and day = ${day}) made
        group by episode_id) a on a.episode_id = c.episode_id
      left join worklist_household h on h.district_id = ${districtId} and h.household_id = e.household_id and h.state = 'claimed') each`.execute(
    trx,
  );
  return rows[0] as Outlook;
}
