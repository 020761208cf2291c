/**
 * The demonstration writes a whole past at once, into tables that otherwise have one writer each: only into a district that nobody has
 * worked in, and only rows that those writers could have left behind.
 */
import { sql } from 'kysely';
import pg from 'pg';
import { AppError } from '../app-error.ts';
import type { Db } from '../db/connect.ts';
import { ensureMonths } from '../db/partitions.ts';
import type { Trx } from '../db/transaction.ts';
import { withOwner } from '../db/with-owner.ts';
import { type Rows, type WrittenTable, writtenTables } from './rows.ts';

const rowsAtOnce = 5000;

/** One statement a table and 5,000 rows: the rows travel as one JSON text and PostgreSQL reads them by the table's own columns. */
export async function writeRows(trx: Trx, rows: Rows): Promise<void> {
  for (const table of writtenTables) {
    for (let from = 0; from < rows[table].length; from += rowsAtOnce) {
      await writeBatch(trx, table, rows[table].slice(from, from + rowsAtOnce));
    }
  }
}

/** Columns that no row names keep what the table gives them by itself. */
async function writeBatch(trx: Trx, table: WrittenTable, batch: readonly object[]): Promise<void> {
  const into = sql.table(table);
  const columns = sql.join([...new Set(batch.flatMap((row) => Object.keys(row)))].map((name) => sql.ref(name)));
  await sql`insert into ${into} (${columns})
    select ${columns} from json_populate_recordset(null::${into}, ${JSON.stringify(batch)}::json)`.execute(trx);
}

/** The months of history tables that a past or a day of the demonstration needs. */
export async function makeMonths(ownerUrl: string, firstDay: string, ahead: number): Promise<void> {
  await withOwner(ownerUrl, (owner) => ensureMonths(owner, firstDay, ahead));
}

/** Holds off a second server that starts on the same empty database. */
export async function holdSeeding(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('seed-demo', 0))`.execute(trx);
}

export async function hasDistrict(db: Db | Trx): Promise<boolean> {
  return (await db.selectFrom('district').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export type Published = { programmeId: string; version: string; effectiveFrom: string };

/** Published versions of every programme with the local date from which episodes may start on each; newest last. */
export async function listPublished(db: Db): Promise<Published[]> {
  const { rows } = await sql<Published>`select programme_id "programmeId", version, body->>'effectiveFrom' "effectiveFrom"
    from protocol_version order by programme_id, body->>'effectiveFrom', version`.execute(db);
  return rows;
}

export type DuePerson = {
  personId: string;
  programmeId: string;
  ageYears: number | null;
  language: string;
  conditions: string[];
  usualSpo2: number | null;
  inTown: boolean;
  /** Somebody else is behind one of the numbers. */
  shares: boolean;
  numbers: string[];
  openedOn: string;
  onsetOn: string | null;
  sampleOn: string | null;
};

/** Everybody with a check-in of the day, with their numbers; of two programmes the first. In the order of ids. */
export async function listDuePeople(trx: Trx, districtId: number, day: string): Promise<DuePerson[]> {
  const { rows } = await sql<DuePerson>`
    select distinct on (p.id) p.id "personId", e.programme_id "programmeId", p.age_years "ageYears", p.language, p.conditions,
      p.usual_spo2 "usualSpo2", a.level = 'ward' "inTown", n.numbers, n.shares, e.opened_on "openedOn", e.onset_on "onsetOn",
      e.sample_on "sampleOn"
    from check_in c
    join episode e on e.district_id = ${districtId} and e.id = c.episode_id
    join person p on p.district_id = ${districtId} and p.id = c.person_id
    join area a on a.id = p.area_id
    cross join lateral (
      select coalesce(array_agg(k.number order by pk.rank, k.id), '{}') numbers,
        coalesce(bool_or(exists (select from person_contact_point o where o.district_id = ${districtId}
          and o.contact_point_id = k.id and o.person_id <> p.id)), false) shares
      from person_contact_point pk
      join contact_point k on k.district_id = ${districtId} and k.id = pk.contact_point_id
      where pk.district_id = ${districtId} and pk.person_id = p.id) n
    where c.district_id = ${districtId} and c.due_on = ${day}
    order by p.id, e.programme_id`.execute(trx);
  return rows;
}

export type Broken = {
  overlapping: number;
  missingRows: number;
  unexplained: number;
  openAttempts: number;
  liveCalls: number;
  withoutAnswers: number;
  afterDeath: number;
  redNotEscalated: number;
};

/** Counts of what must never be, at the end of a closed day that has not been swept into history. */
export async function countBroken(trx: Trx, districtId: number, day: string): Promise<Broken> {
  const { rows } = await sql<Broken>`
    with calls as (
      select c.*, lag(c.ended_at) over (partition by c.contact_point_id order by c.requested_at, c.id) before
      from phone_call c where c.district_id = ${districtId}),
    ledger as (
      select r.episode_id, r.why from day_ledger_row r
      where r.district_id = ${districtId} and r.day = ${day} and r.revision = 1),
    due as (select distinct c.episode_id from check_in c where c.district_id = ${districtId} and c.due_on = ${day})
    select (select count(*) from calls where requested_at < before) overlapping,
      (select count(*) from due where (select count(*) from ledger l where l.episode_id = due.episode_id) <> 1) "missingRows",
      (select count(*) from ledger where why in ('outcome-not-recorded', 'held-not-called')) unexplained,
      (select count(*) from call_attempt a where a.district_id = ${districtId} and a.disposition is null) "openAttempts",
      (select count(*) from calls where state <> 'ended') "liveCalls",
      (select count(*) from check_in c where c.district_id = ${districtId} and c.due_on = ${day} and c.state = 'completed'
        and not exists (select from submission s where s.district_id = ${districtId} and s.check_in_id = c.id)) "withoutAnswers",
      (select count(*) from call_attempt a join calls c on c.id = a.phone_call_id
        join person d on d.district_id = ${districtId} and d.household_id = c.household_id
        where a.district_id = ${districtId} and a.check_in_due_on = ${day} and a.requested_at > d.deceased_at
          -- Until a supervisor has decided on the household.
          and not exists (select from need n where n.district_id = ${districtId} and n.person_id = d.id and n.kind = 'bereavement'
            and n.closed_at <= a.requested_at)) "afterDeath",
      (select count(*) from submission s where s.district_id = ${districtId} and s.day = ${day} and s.level = 'red'
        and not exists (select from escalation e where e.district_id = ${districtId} and e.episode_id = s.episode_id
          and e.level = 'red' and e.updated_at >= s.submitted_at)) "redNotEscalated"`.execute(trx);
  return rows[0] as Broken;
}

export type EscalationTimes = { level: string; toRaised: number; toAcknowledged: number | null; inTime: boolean };

/** Of each escalation raised on the day, in seconds: from when it was said to when it was raised, and from then to its acknowledgement. */
export async function listEscalationTimes(trx: Trx, districtId: number, from: Date): Promise<EscalationTimes[]> {
  const { rows } = await sql<EscalationTimes>`
    select e.level, extract(epoch from e.raised_at - s.said_at)::float8 "toRaised",
      extract(epoch from e.acknowledged_at - e.raised_at)::float8 "toAcknowledged", coalesce(e.acknowledged_at <= e.due_at, false) "inTime"
    from escalation e
    join submission s on s.district_id = ${districtId} and s.id = e.submission_id
    where e.district_id = ${districtId} and e.raised_at >= ${from}
    order by e.raised_at, e.id`.execute(trx);
  return rows;
}

export type DayCounts = { due: number; attempts: number; reached: number; answered: number };

/** People due, attempts that counted, people reached by any check-in, and submissions. */
export async function countDay(trx: Trx, districtId: number, day: string): Promise<DayCounts> {
  const { rows } = await sql<DayCounts>`
    select (select count(distinct episode_id) from check_in where district_id = ${districtId} and due_on = ${day}) due,
      (select count(*) from call_attempt where district_id = ${districtId} and check_in_due_on = ${day} and counts) attempts,
      (select count(*) from day_ledger_row where district_id = ${districtId} and day = ${day} and revision = 1
        and status = 'reached') reached,
      (select count(*) from submission where district_id = ${districtId} and day = ${day}) answered`.execute(trx);
  return rows[0] as DayCounts;
}

export async function findTimeZone(url: string, districtId: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ time_zone: string }>('select time_zone from district where id = $1', [districtId]);
    if (!rows[0]) throw new AppError('not-found', { districtId });
    return rows[0].time_zone;
  } finally {
    await client.end();
  }
}

/** The doctors' escalation that must be acknowledged first; null when none waits. */
export async function findNextEscalation(trx: Trx, districtId: number): Promise<string | null> {
  const row = await trx
    .selectFrom('escalation')
    .select('id')
    .where('district_id', '=', districtId)
    .where('status', '=', 'raised')
    .where('owner_unit', '=', 'doctor')
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
