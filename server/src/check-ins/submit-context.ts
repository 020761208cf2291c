import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { Statement, Trips } from '../db/in-trips.ts';
import type { SubmittedAnswers } from './submit-answers.ts';

/** What is known when answers arrive. Everything but the claim is as the database holds it after the check-in was locked. */
export type SubmitContext = {
  readonly checkIn: {
    readonly state: 'planned' | 'due' | 'completed' | 'missed' | 'cancelled';
    readonly slot: number;
    readonly level: Level | null;
  };
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  readonly areaId: number;
  readonly programmeId: string;
  readonly version: string;
  readonly zone: string;
  readonly episode: {
    readonly status: 'active' | 'paused' | 'ended';
    readonly openedAt: Date;
    readonly openedOn: string;
    readonly onsetOn: string | null;
    readonly sampleOn: string | null;
    readonly highRisk: boolean;
    readonly lastAnsweredAt: Date | null;
  };
  readonly person: {
    readonly ageYears: number | null;
    readonly ageOn: string | null;
    readonly sex: 'female' | 'male' | 'other' | null;
    readonly conditions: readonly string[];
    readonly pregnant: boolean | null;
    readonly usualSpo2: number | null;
    readonly language: string;
    readonly deceased: boolean;
    /** Dead, opted out or merged into another record. */
    readonly notCalled: boolean;
  };
  /** Answers of the last two weeks, oldest first; without those that are being sent again. */
  readonly past: readonly PastAnswers[];
  /** What this very submission came to when it was taken the first time. */
  readonly earlier: { readonly checkInId: string; readonly late: boolean; readonly triage: unknown } | null;
  /** The episode's other check-ins of the same day. */
  readonly sameDay: readonly { readonly slot: number; readonly open: boolean; readonly dueAt: string }[];
  readonly openEscalation: { readonly id: string; readonly level: Level; readonly status: string; readonly dueAt: string } | null;
  readonly itemState: 'open' | 'done' | 'dropped' | null;
  /** The attempt named; null when none was, or it has left the desk. */
  readonly attempt: AttemptOfAnswers | null;
  /** The household's turn when it has one. */
  readonly turn: Turn | null;
};

export type PastAnswers = {
  /** ISO instant. */
  readonly at: string;
  readonly checkInId: string;
  readonly answers: Answers;
  readonly readings: readonly { readonly linkId: string; readonly value: number; readonly at: string }[] | null;
  readonly level: Level;
};

export type AttemptOfAnswers = {
  readonly personId: string;
  readonly phoneCallId: string;
  readonly contactPointId: string;
  readonly callerId: string;
  readonly requestedAt: Date;
  readonly dialledAt: Date | null;
  readonly disposition: string | null;
  /** Number of the claim under which the call was placed. */
  readonly fence: number;
};

export type Turn = {
  readonly state: 'ready' | 'claimed' | 'idle';
  readonly claimedBy: string | null;
  readonly claimUntil: Date | null;
  readonly fence: number;
};

/** Answers older than this do not change what today's mean: baselines and runs of days are shorter. */
const pastDays = 14;

/**
 * Locks the check-in and then its household, and reads what decides. Two statements in one trip: the second sees what was committed
 * while the first waited, so a second send finds the first, and an answer that met the day's close finds it closed.
 *
 * Plans they rely on: primary keys throughout; submission_episode in the one or two months that hold `pastDays`; check_in_slot;
 * escalation_one_open. No table is read otherwise.
 *
 * @returns null for a check-in that is not there, or not in the scope
 */
export async function readSubmitContext(trips: Trips, districtId: number, sent: SubmittedAnswers): Promise<SubmitContext | null> {
  const { checkInDueOn, checkInId, attemptId, submissionId } = sent;
  const key = [districtId, checkInDueOn, checkInId];
  const [locked, read] = await trips.send(
    { text: lockStatement, values: key },
    { text: contextStatement, values: [...key, attemptId ?? null, submissionId] },
  );
  const [row] = (read ?? []) as unknown as Row[];
  if (!row) return null;
  const [turn] = (locked ?? []) as unknown as (Turn | { state: null })[];
  return toContext(row, turn && turn.state !== null ? turn : null);
}

const lockStatement = `
with c as materialized (
  select household_id from check_in where district_id = $1 and due_on = $2 and id = $3 for no key update
), h as materialized (
  select w.state, w.claimed_by, w.claim_until, w.fence
  from c join worklist_household w on w.district_id = $1 and w.household_id = c.household_id
  for no key update of w
)
select h.state, h.claimed_by "claimedBy", h.claim_until "claimUntil", h.fence from c left join h on true`;

const contextStatement = `
select c.state "checkInState", c.slot, c.level "checkInLevel", e.id "episodeId", e.person_id "personId", e.household_id "householdId",
  e.area_id "areaId", e.programme_id "programmeId", e.version, e.status, e.opened_at "openedAt", e.opened_on "openedOn",
  e.onset_on "onsetOn", e.sample_on "sampleOn", e.high_risk "highRisk", e.last_answered_at "lastAnsweredAt", d.time_zone zone,
  p.age_years "ageYears", p.age_on "ageOn", p.sex, p.conditions, p.pregnant, p.usual_spo2 "usualSpo2", p.language,
  p.deceased_at is not null deceased, p.deceased_at is not null or p.do_not_call_at is not null or p.merged_into is not null "notCalled",
  i.state "itemState", a.person_id "attemptPersonId", a.phone_call_id "phoneCallId", a.contact_point_id "contactPointId",
  a.caller_id "callerId", a.requested_at "requestedAt", a.disposition, t.dialled_at "dialledAt", t.fence,
  (select json_agg(json_build_object('at', s.said_at, 'checkInId', s.check_in_id, 'answers', s.answers, 'readings', s.readings,
      'level', s.level) order by s.said_at)
    from submission s
    where s.district_id = $1 and s.episode_id = e.id and s.day between $2::date - ${pastDays} and $2::date and s.id <> $5) past,
  (select json_build_object('checkInId', s.check_in_id, 'late', s.late, 'triage', s.triage)
    from submission s where s.district_id = $1 and s.day = $2 and s.id = $5) earlier,
  (select json_agg(json_build_object('slot', o.slot, 'open', o.state in ('planned', 'due'), 'dueAt', o.due_at))
    from check_in o where o.district_id = $1 and o.due_on = $2 and o.episode_id = e.id and o.id <> $3) "sameDay",
  (select json_build_object('id', x.id, 'level', x.level, 'status', x.status, 'dueAt', x.due_at)
    from escalation x where x.district_id = $1 and x.episode_id = e.id and x.status <> 'resolved') "openEscalation"
from check_in c
join episode e on e.district_id = $1 and e.id = c.episode_id
join person p on p.district_id = $1 and p.id = e.person_id
join district d on d.id = $1
left join worklist_item i on i.district_id = $1 and i.id = c.id
left join call_attempt a on a.district_id = $1 and a.id = $4
left join phone_call t on t.district_id = $1 and t.id = a.phone_call_id
where c.district_id = $1 and c.due_on = $2 and c.id = $3`;

type Row = Pick<
  SubmitContext,
  'episodeId' | 'personId' | 'householdId' | 'areaId' | 'programmeId' | 'version' | 'zone' | 'earlier' | 'openEscalation' | 'itemState'
> &
  SubmitContext['episode'] &
  SubmitContext['person'] & {
    checkInState: SubmitContext['checkIn']['state'];
    slot: number;
    checkInLevel: Level | null;
    past: PastAnswers[] | null;
    sameDay: { slot: number; open: boolean; dueAt: string }[] | null;
    attemptPersonId: string | null;
  } & Omit<AttemptOfAnswers, 'personId'>;

function toContext(row: Row, turn: Turn | null): SubmitContext {
  const { episodeId, personId, householdId, areaId, programmeId, version, zone, earlier, openEscalation, itemState } = row;
  return {
    ...{ episodeId, personId, householdId, areaId, programmeId, version, zone, earlier, openEscalation, itemState, turn },
    checkIn: { state: row.checkInState, slot: row.slot, level: row.checkInLevel },
    episode: row,
    person: row,
    past: row.past ?? [],
    sameDay: row.sameDay ?? [],
    attempt: row.attemptPersonId === null ? null : { ...row, personId: row.attemptPersonId },
  };
}

/** An earlier attempt of the local day at the same person; for the ladder when a conversation was cut. */
export type EarlierAttempt = {
  readonly disposition: string;
  readonly at: Date;
  readonly rank: number | null;
  readonly isThis: boolean;
};

/** Asked only when a conversation was cut short: what the reach ladder must know beside the context. */
export function attemptsOfDay(districtId: number, personId: string, attemptId: string, since: Date): Statement {
  return { text: attemptsStatement, values: [districtId, personId, attemptId, since] };
}

const attemptsStatement = `
select coalesce(a.disposition, 'answered-partial') disposition, coalesce(t.dialled_at, a.requested_at) at, n.rank, a.id = $3 "isThis"
from call_attempt a
join phone_call t on t.district_id = $1 and t.id = a.phone_call_id
left join person_contact_point n on n.district_id = $1 and n.person_id = a.person_id and n.contact_point_id = a.contact_point_id
where a.district_id = $1 and a.person_id = $2 and a.requested_at >= $4 and (a.disposition is not null or a.id = $3)
order by a.requested_at`;
