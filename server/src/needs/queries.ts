import type { Role } from '@kshem/domain/access/roles.ts';
import type { NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { NextOfficer } from '@kshem/domain/need/next-officer.ts';
import { CompiledQuery, type Insertable, sql, type Updateable } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import { raiseNeedCtes, type WantedNeed } from './raise-statement.ts';

export type RaiseAll = {
  readonly districtId: number;
  readonly now: Date;
  readonly wanted: readonly WantedNeed[];
};

/** Raises needs and counts them on the local day. @returns how many are new or open again */
export async function raiseAll(trx: Trx, { districtId, now, wanted }: RaiseAll): Promise<number> {
  const { rows } = await trx.executeQuery<{ n: number }>(
    CompiledQuery.raw(raiseAllStatement, [districtId, now, JSON.stringify(wanted)]),
  );
  return rows[0]?.n ?? 0;
}

const raiseAllStatement = `
with ${raiseNeedCtes({ district: '$1::int', now: '$2::timestamptz', wanted: '$3' })}, counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select $1::int, ($2::timestamptz at time zone d.time_zone)::date, r.programme_id, r.area_id, 'needs-raised', count(*)
  from raised_need r join district d on d.id = $1::int
  group by d.time_zone, r.programme_id, r.area_id order by r.area_id, r.programme_id
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
select count(*) n from raised_need`;

export type LockedNeed = {
  status: NeedStatus;
  areaId: number;
  programmeId: string;
  /** The person's protocol version where the need is of an episode, else the district's. */
  version: string | null;
  kind: string;
  ownerUnit: string;
  assignedTo: string | null;
  deliveredBy: string | null;
  code: string | null;
  codeWrong: number;
  failed: number;
  raisedAt: Date;
  dueAt: Date;
  reopened: number;
};

export async function lockNeed(trx: Trx, districtId: number, needId: string): Promise<LockedNeed | undefined> {
  const { rows } = await sql<LockedNeed>`
    select n.status, n.area_id "areaId", n.programme_id "programmeId", coalesce(e.version, v.version) version, n.kind,
      n.owner_unit "ownerUnit", n.assigned_to "assignedTo", n.delivered_by "deliveredBy", n.code, n.code_wrong "codeWrong", n.failed,
      n.raised_at "raisedAt", n.due_at "dueAt", n.reopened
    from need n
    left join episode e on e.district_id = ${districtId} and e.id = n.episode_id
    left join programme_district v on v.district_id = ${districtId} and v.programme_id = n.programme_id
    where n.district_id = ${districtId} and n.id = ${needId} for no key update of n`.execute(trx);
  return rows[0];
}

/** A person's open need of a kind, locked: there is one at most (need_one_open). */
export async function findOpenOfKind(
  trx: Trx,
  { districtId, personId, kind }: { districtId: number; personId: string; kind: string },
): Promise<{ needId: string; areaId: number } | undefined> {
  return trx
    .selectFrom('need')
    .select(['id as needId', 'area_id as areaId'])
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export type NeedChange = Pick<
  Updateable<DB['need']>,
  | 'status'
  | 'closed_at'
  | 'updated_at'
  | 'assigned_to'
  | 'promised_at'
  | 'due_at'
  | 'reopened'
  | 'code_wrong'
  | 'failed'
  | 'delivered_at'
  | 'delivered_by'
  | 'proof'
  | 'escalated_to'
  | 'escalate_at'
  | 'outcome'
  | 'outcome_on'
>;

export async function saveNeed(trx: Trx, districtId: number, needId: string, change: NeedChange): Promise<void> {
  await trx.updateTable('need').set(change).where('district_id', '=', districtId).where('id', '=', needId).execute();
}

export async function insertNeedEvent(trx: Trx, event: Insertable<DB['need_event']>): Promise<void> {
  await trx.insertInto('need_event').values(event).execute();
}

/** The roles of an account that is open and whose areas hold the need's; undefined for anybody else. */
export async function findRolesOver(
  trx: Trx,
  { districtId, userId, areaId }: { districtId: number; userId: string; areaId: number },
): Promise<Role[] | undefined> {
  const { rows } = await sql<{ roles: Role[] }>`
    select array(select r.role from user_role r where r.user_id = u.id) roles
    from app_user u join area a on a.id = ${areaId}
    where u.id = ${userId} and u.disabled_at is null
      and exists (select from user_area g where g.user_id = u.id and g.district_id = ${districtId} and g.area_id = any (a.path))`.execute(
    trx,
  );
  return rows[0]?.roles;
}

/** Whether an event of this id was written: a letter that comes twice does nothing the second time. */
export async function wasWritten(trx: Trx, districtId: number, eventId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('need_event')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '=', eventId)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Gives an open need to whoever takes it, if nobody has it. Of many who take it at once the database lets one have it: the others find
 * a row that is not open any more.
 */
export async function takeIfFree(
  trx: Trx,
  { districtId, needId, userId, now }: { districtId: number; needId: string; userId: string; now: Date },
): Promise<{ areaId: number } | undefined> {
  return trx
    .updateTable('need')
    .set({ status: 'assigned', assigned_to: userId, updated_at: now })
    .where('district_id', '=', districtId)
    .where('id', '=', needId)
    .where('status', '=', 'open')
    .where('assigned_to', 'is', null)
    .returning('area_id as areaId')
    .executeTakeFirst();
}

export async function insertPhoto(trx: Trx, photo: Insertable<DB['need_photo']>): Promise<void> {
  await trx.insertInto('need_photo').values(photo).execute();
}

/** The latest, where there are several. */
export async function findPhoto(trx: Trx, districtId: number, needId: string) {
  return trx
    .selectFrom('need_photo')
    .select(['content', 'taken_at as takenAt'])
    .where('district_id', '=', districtId)
    .where('need_id', '=', needId)
    .orderBy('taken_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type Unheard = {
  id: string;
  areaId: number;
  status: NeedStatus;
  ownerUnit: string;
  escalatedTo: NextOfficer | null;
  raisedAt: Date;
  dueAt: Date;
};

/** Plan it relies on: index need_passed_on, whose rows are those that are still to be passed on. */
export async function lockUnheard(trx: Trx, districtId: number, now: Date, limit: number): Promise<Unheard[]> {
  const { rows } = await sql<Unheard>`
    select id, area_id "areaId", status, owner_unit "ownerUnit", escalated_to "escalatedTo", raised_at "raisedAt", due_at "dueAt"
    from need where district_id = ${districtId} and escalate_at <= ${now}
    order by escalate_at limit ${limit} for no key update skip locked`.execute(trx);
  return rows;
}

export type PassedOn = { readonly id: string; readonly to: NextOfficer | null; readonly next: Date | null };

export async function savePassedOn(trx: Trx, districtId: number, now: Date, passed: readonly PassedOn[]): Promise<void> {
  await sql`
    update need n set escalated_to = coalesce(w."to", n.escalated_to), escalate_at = w.next, updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(passed)}::jsonb) as w (id uuid, "to" text, next timestamptz)
    where n.district_id = ${districtId} and n.id = w.id`.execute(trx);
}

export async function insertNeedEvents(trx: Trx, events: readonly Insertable<DB['need_event']>[]): Promise<void> {
  if (events.length > 0) await trx.insertInto('need_event').values(events).execute();
}
