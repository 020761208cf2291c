import { type Insertable, sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

export async function insertAuditEvents(trx: Trx, rows: Insertable<DB['audit_event']>[]): Promise<void> {
  await insertingAuditEvents(trx, rows).execute();
}

/** The statement, for whoever sends it together with others. */
export function insertingAuditEvents(db: Db | Trx, rows: Insertable<DB['audit_event']>[]) {
  return db.insertInto('audit_event').values(rows);
}

export type TrailEvent = {
  id: string;
  at: Date;
  actorId: string | null;
  actorLogin: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  detail: Record<string, unknown> | null;
};

/** `after`: id of the last event of the page before; ids sort by time. */
export type TrailPage = { districtId: number; after: string | null; limit: number };

/** Plan: index audit_event_subject, newest month first. */
export async function listEventsOfSubject(trx: Trx, of: TrailPage & { subjectId: string }): Promise<TrailEvent[]> {
  const { rows } = await sql<TrailEvent>`${eventsOf(of)} and e.subject_id = ${of.subjectId} ${pageOf(of)}`.execute(trx);
  return rows;
}

/** Plan: the primary key of one day of the district. */
export async function listEventsOfActor(trx: Trx, of: TrailPage & { actorId: string; day: string }): Promise<TrailEvent[]> {
  const { rows } =
    await sql<TrailEvent>`${eventsOf(of)} and e.day = ${of.day} and e.actor_id = ${of.actorId} ${pageOf(of)}`.execute(trx);
  return rows;
}

/** Whether the transaction's scope covers a person. */
export async function seesPerson(trx: Trx, districtId: number, personId: string): Promise<boolean> {
  const seen = await trx
    .selectFrom('person')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return seen !== undefined;
}

function eventsOf({ districtId }: TrailPage) {
  return sql`select e.id, e.at, e.actor_id as "actorId", u.login as "actorLogin", e.action, e.subject_kind as "subjectKind",
      e.subject_id as "subjectId", e.detail
    from audit_event e left join app_user u on u.id = e.actor_id
    where e.district_id = ${districtId}`;
}

function pageOf({ after, limit }: TrailPage) {
  return sql`and (${after}::uuid is null or e.id < ${after}::uuid) order by e.id desc limit ${limit}`;
}
