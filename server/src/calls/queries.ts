import type { CallFacts } from '@kshem/domain/attempt/attempt-state.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** An open item of a household with what decides whether its person may be rung. */
export type OpenItem = {
  itemId: string;
  checkInId: string;
  checkInDueOn: string;
  checkInKind: string;
  episodeId: string;
  episodeStatus: 'active' | 'paused' | 'ended';
  version: string;
  personId: string;
  programmeId: string;
  areaId: number;
  band: number;
  dueAt: Date;
  closesAt: Date;
  lastDisposition: string | null;
  nextContactPointId: string | null;
  callbackFor: string | null;
  householdId: string;
  deceasedAt: Date | null;
  doNotCallAt: Date | null;
  mergedInto: string | null;
};

/** Open items of a household that are due, or those of the people named whenever due; most urgent first, and locked. */
export async function lockOpenItems(
  trx: Trx,
  about: { districtId: number; householdId: string; dueBy: Date; personIds: readonly string[] | null },
): Promise<OpenItem[]> {
  const { districtId, householdId, dueBy, personIds } = about;
  const { rows } = await sql<OpenItem>`
    select i.id "itemId", i.check_in_id "checkInId", i.check_in_due_on "checkInDueOn", c.kind "checkInKind", i.episode_id "episodeId",
      e.status "episodeStatus", e.version, i.person_id "personId", i.programme_id "programmeId", i.area_id "areaId", i.band,
      i.due_at "dueAt", i.closes_at "closesAt", i.last_disposition "lastDisposition", i.next_contact_point_id "nextContactPointId",
      i.callback_for "callbackFor", i.household_id "householdId", p.deceased_at "deceasedAt", p.do_not_call_at "doNotCallAt", p.merged_into "mergedInto"
    from worklist_item i
    join check_in c on c.district_id = i.district_id and c.due_on = i.check_in_due_on and c.id = i.check_in_id
    join episode e on e.district_id = i.district_id and e.id = i.episode_id
    join person p on p.district_id = i.district_id and p.id = i.person_id
    where i.district_id = ${districtId} and i.household_id = ${householdId} and i.state = 'open'
      and ${personIds === null ? sql`i.due_at <= ${dueBy}` : sql`i.person_id = any(${[...personIds]}::uuid[])`}
    order by i.band, i.due_at, i.id
    for update of i`.execute(trx);
  return rows;
}

export type AttemptOfDay = {
  id: string;
  personId: string;
  phoneCallId: string;
  channel: string;
  contactPointId: string;
  /** The number's rank for that person; null for a relative's number. */
  rank: number | null;
  callerId: string;
  requestedAt: Date;
  /** Null while, and where, nothing was dialled. */
  dialledAt: Date | null;
  cause: string | null;
  disposition: string | null;
  counts: boolean;
};

/** Attempts at these people since an instant, oldest first, whatever the programme. */
export async function listAttemptsSince(
  trx: Trx,
  districtId: number,
  personIds: readonly string[],
  since: Date,
): Promise<AttemptOfDay[]> {
  const { rows } = await sql<AttemptOfDay>`
    select a.id, a.person_id "personId", a.phone_call_id "phoneCallId", c.channel, a.contact_point_id "contactPointId", n.rank,
      a.caller_id "callerId", a.requested_at "requestedAt", c.dialled_at "dialledAt", c.cause, a.disposition, a.counts
    from call_attempt a
    join phone_call c on c.district_id = a.district_id and c.id = a.phone_call_id
    left join person_contact_point n on n.district_id = a.district_id and n.person_id = a.person_id
      and n.contact_point_id = a.contact_point_id
    where a.district_id = ${districtId} and a.person_id = any(${[...personIds]}::uuid[])
      and (a.requested_at >= ${since} or a.disposition is null)
    order by a.requested_at, a.id`.execute(trx);
  return rows;
}

export type NumberOfHousehold = {
  contactPointId: string;
  personId: string;
  rank: number;
  number: string;
  inService: boolean;
  wrong: boolean;
};

/** Every number of everybody of a household. */
export async function listNumbers(trx: Trx, districtId: number, householdId: string): Promise<NumberOfHousehold[]> {
  const { rows } = await sql<NumberOfHousehold>`
    select n.contact_point_id "contactPointId", n.person_id "personId", n.rank, c.number, c.state = 'usable' "inService",
      n.wrong_at is not null wrong
    from person p
    join person_contact_point n on n.district_id = p.district_id and n.person_id = p.id
    join contact_point c on c.district_id = n.district_id and c.id = n.contact_point_id
    where p.district_id = ${districtId} and p.household_id = ${householdId} and p.merged_into is null
    order by n.rank, n.contact_point_id`.execute(trx);
  return rows;
}

export async function findLiveCall(trx: Trx, districtId: number, contactPointId: string) {
  return trx
    .selectFrom('phone_call')
    .select(['id', 'caller_id', 'household_id'])
    .where('district_id', '=', districtId)
    .where('contact_point_id', '=', contactPointId)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
}

/** A call on the caller's own phone is over when all that were asked on it have an outcome; nobody else would say so. */
export async function endFinishedHandsetCalls(trx: Trx, districtId: number, householdId: string, at: Date): Promise<void> {
  await sql`update phone_call c set state = 'ended', ended_at = ${at}, cause = 'normal'
    where c.district_id = ${districtId} and c.household_id = ${householdId} and c.state <> 'ended' and c.channel = 'handset'
      and not exists (select from call_attempt a
        where a.district_id = ${districtId} and a.phone_call_id = c.id and a.disposition is null)`.execute(trx);
}

export async function insertCall(
  trx: Trx,
  call: Insertable<DB['phone_call']>,
  attempts: Insertable<DB['call_attempt']>[],
): Promise<void> {
  await trx.insertInto('phone_call').values(call).execute();
  if (attempts.length > 0) await trx.insertInto('call_attempt').values(attempts).execute();
}

export async function lockCall(trx: Trx, districtId: number, phoneCallId: string) {
  return trx
    .selectFrom('phone_call')
    .select(['id', 'channel', 'state', 'dialled_at', 'answered_at', 'ended_at', 'cause', 'deadline_at'])
    .where('district_id', '=', districtId)
    .where('id', '=', phoneCallId)
    .forUpdate()
    .executeTakeFirst();
}

export type OwnCall = { channel: string; householdId: string; contactPointId: string; number: string; fence: number };

export async function findOwnCall(
  trx: Trx,
  districtId: number,
  callerId: string,
  phoneCallId: string,
): Promise<OwnCall | undefined> {
  const { rows } = await sql<OwnCall>`
    select c.channel, c.household_id "householdId", c.contact_point_id "contactPointId", p.number, c.fence
    from phone_call c
    join contact_point p on p.district_id = c.district_id and p.id = c.contact_point_id
    where c.district_id = ${districtId} and c.id = ${phoneCallId} and c.caller_id = ${callerId}`.execute(trx);
  return rows[0];
}

export type OpenAttempt = { attemptId: string; personId: string; itemId: string; checkInId: string; checkInDueOn: string };

/** Attempts without an outcome, to another call that the caller makes without our seeing it. */
export async function moveOpenAttempts(trx: Trx, districtId: number, from: string, to: string): Promise<OpenAttempt[]> {
  return trx
    .updateTable('call_attempt')
    .set({ phone_call_id: to, self_reported: true })
    .where('district_id', '=', districtId)
    .where('phone_call_id', '=', from)
    .where('disposition', 'is', null)
    .returning([
      'id as attemptId',
      'person_id as personId',
      'item_id as itemId',
      'check_in_id as checkInId',
      'check_in_due_on as checkInDueOn',
    ])
    .execute();
}

/** A call through the exchange that has not been dialled, with the attempts on it that have no outcome; null when it is not waiting. */
export async function findWaitingCall(
  trx: Trx,
  districtId: number,
  phoneCallId: string,
): Promise<{ number: string; attemptIds: string[] } | null> {
  const { rows } = await sql<{ number: string; attemptIds: string[] }>`
    select p.number, array(select a.id from call_attempt a
      where a.district_id = ${districtId} and a.phone_call_id = c.id and a.disposition is null order by a.id) "attemptIds"
    from phone_call c
    join contact_point p on p.district_id = c.district_id and p.id = c.contact_point_id
    where c.district_id = ${districtId} and c.id = ${phoneCallId} and c.state = 'requested' and c.channel = 'asterisk'`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** `deadlineAt` null leaves the one it has. */
export async function saveCall(trx: Trx, districtId: number, phoneCallId: string, call: CallFacts, deadlineAt: Date | null) {
  await trx
    .updateTable('phone_call')
    .set({
      state: call.state,
      dialled_at: call.dialledAt,
      answered_at: call.answeredAt,
      ended_at: call.endedAt,
      cause: call.cause,
      ...(deadlineAt ? { deadline_at: deadlineAt } : {}),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', phoneCallId)
    .execute();
}

/** False when this event was told before. */
export async function appendEvent(trx: Trx, event: Insertable<DB['attempt_event']>): Promise<boolean> {
  const rows = await trx
    .insertInto('attempt_event')
    .values(event)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute();
  return rows.length > 0;
}

export async function findReportedCall(trx: Trx, districtId: number, phoneCallId: string) {
  return trx
    .selectFrom('phone_call')
    .select('caller_id as callerId')
    .where('district_id', '=', districtId)
    .where('id', '=', phoneCallId)
    .executeTakeFirst();
}

export type ReportedCheckIn = {
  checkInId: string;
  dueOn: string;
  personId: string;
  episodeId: string;
  areaId: number;
  programmeId: string;
};

/** The check-ins of a call that was made without the server. Plan: one probe of the primary key for each. */
export async function listReportedCheckIns(
  trx: Trx,
  districtId: number,
  attempts: readonly { readonly checkInId: string; readonly checkInDueOn: string }[],
): Promise<ReportedCheckIn[]> {
  const { rows } = await sql<ReportedCheckIn>`
    select c.id "checkInId", c.due_on "dueOn", c.person_id "personId", c.episode_id "episodeId", c.area_id "areaId",
      c.programme_id "programmeId"
    from unnest(${attempts.map(({ checkInId }) => checkInId)}::uuid[], ${attempts.map(({ checkInDueOn }) => checkInDueOn)}::date[]) as a (id, due_on)
    join check_in c on c.district_id = ${districtId} and c.due_on = a.due_on and c.id = a.id
    order by c.id`.execute(trx);
  return rows;
}
