import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { Statement, Trips } from '../db/in-trips.ts';
import type { SubmittedAnswers } from './submit-answers.ts';

/** What is known when answers arrive, as the database holds it after the check-in was locked. */
export type SubmitContext = {
  readonly checkIn: {
    readonly state: 'planned' | 'due' | 'completed' | 'missed' | 'cancelled';
    readonly slot: number;
    readonly level: Level | null;
  };
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  /** The household under which the check-in stands on the desk; another one only while two are being joined. */
  readonly deskHouseholdId: string;
  readonly areaId: number;
  /** Areas of everything that was read: who submits must be allowed in each. */
  readonly areaIds: readonly number[];
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
  readonly attemptId: string;
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

/** Which check-ins are asked for: of one local day, each once. `wait`: also for those that somebody else is writing just now. */
export type Asked = {
  readonly districtId: number;
  readonly dueOn: string;
  readonly sent: readonly Pick<SubmittedAnswers, 'checkInId' | 'attemptId' | 'submissionId'>[];
  readonly wait: boolean;
};

/** Answers older than this do not change what today's mean: baselines and runs of days are shorter. */
export const pastDays = 14;

/**
 * Reads what decides, and locks the check-ins: whoever else writes one (the day's close, a second send) waits, or was waited for and its
 * state is seen. The rest is as it was when the statement began, which a unique index settles where it matters.
 *
 * Plan it relies on: for each check-in its primary key, and keys throughout; submission_episode in the one or two months that hold
 * `pastDays`.
 *
 * @returns by check-in; those that are not there, not in the scope, or held by somebody else while not waiting, are left out
 */
export async function readSubmitContexts(trips: Trips, asked: Asked): Promise<Map<string, SubmitContext>> {
  const { districtId, dueOn, sent, wait } = asked;
  const values = [
    districtId,
    dueOn,
    sent.map((one) => one.checkInId),
    sent.map((one) => one.attemptId ?? null),
    sent.map((one) => one.submissionId),
  ];
  const [rows] = await trips.send({ text: wait ? waiting : passing, values });
  return new Map(((rows ?? []) as unknown as Row[]).map((row) => [row.checkInId, toContext(row)]));
}

const contextStatement = `
select c.id "checkInId", k.submission_id "submissionId", c.state "checkInState", c.slot, c.level "checkInLevel",
  c.household_id "deskHouseholdId", c.area_id "checkInAreaId", e.id "episodeId", e.person_id "personId", e.household_id "householdId",
  e.area_id "areaId", e.programme_id "programmeId", e.version, e.status, e.opened_at "openedAt", e.opened_on "openedOn",
  e.onset_on "onsetOn", e.sample_on "sampleOn", e.high_risk "highRisk", e.last_answered_at "lastAnsweredAt", d.time_zone zone,
  p.area_id "personAreaId", p.age_years "ageYears", p.age_on "ageOn", p.sex, p.conditions, p.pregnant, p.usual_spo2 "usualSpo2", p.language,
  p.deceased_at is not null deceased, p.deceased_at is not null or p.do_not_call_at is not null or p.merged_into is not null "notCalled",
  i.state "itemState", h.state "turnState", h.claimed_by "claimedBy", h.claim_until "claimUntil", h.fence "turnFence",
  a.id "attemptId", a.person_id "attemptPersonId", a.phone_call_id "phoneCallId", a.contact_point_id "contactPointId",
  a.caller_id "callerId", a.requested_at "requestedAt", a.disposition, t.dialled_at "dialledAt", t.fence,
  (select json_agg(json_build_object('id', s.id, 'at', s.said_at, 'checkInId', s.check_in_id, 'answers', s.answers,
      'readings', s.readings, 'level', s.level, 'late', s.late, 'triage', case when s.id = k.submission_id then s.triage end)
      order by s.said_at)
    from submission s
    where s.district_id = $1 and s.episode_id = e.id and s.day between $2::date - ${pastDays} and $2::date) past
from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as k (check_in_id, attempt_id, submission_id)
join check_in c on c.district_id = $1 and c.due_on = $2 and c.id = k.check_in_id
join episode e on e.district_id = $1 and e.id = c.episode_id
join person p on p.district_id = $1 and p.id = e.person_id
join district d on d.id = $1
left join worklist_item i on i.district_id = $1 and i.id = c.id
left join worklist_household h on h.district_id = $1 and h.household_id = c.household_id
left join call_attempt a on a.district_id = $1 and a.id = k.attempt_id
left join phone_call t on t.district_id = $1 and t.id = a.phone_call_id
for no key update of c`;
const waiting = contextStatement;
const passing = `${contextStatement} skip locked`;

type Row = Pick<
  SubmitContext,
  'episodeId' | 'personId' | 'householdId' | 'deskHouseholdId' | 'areaId' | 'programmeId' | 'version' | 'zone' | 'itemState'
> &
  SubmitContext['episode'] &
  SubmitContext['person'] &
  Omit<AttemptOfAnswers, 'personId' | 'attemptId'> &
  Omit<Turn, 'state' | 'fence'> & {
    checkInId: string;
    submissionId: string;
    checkInState: SubmitContext['checkIn']['state'];
    slot: number;
    checkInLevel: Level | null;
    checkInAreaId: number;
    personAreaId: number;
    turnState: Turn['state'] | null;
    turnFence: number;
    attemptId: string | null;
    attemptPersonId: string;
    past: (PastAnswers & { id: string; late: boolean; triage: unknown })[] | null;
  };

/** The row holds everything by name: its parts are the row, seen as what they are. */
function toContext(row: Row): SubmitContext {
  const { episodeId, personId, householdId, deskHouseholdId, areaId, programmeId, version, zone, itemState, attemptId } = row;
  const earlier = row.past?.find(({ id }) => id === row.submissionId) ?? null;
  return {
    ...{ episodeId, personId, householdId, deskHouseholdId, areaId, programmeId, version, zone, itemState, earlier },
    areaIds: [row.checkInAreaId, row.areaId, row.personAreaId],
    checkIn: { state: row.checkInState, slot: row.slot, level: row.checkInLevel },
    episode: row,
    person: row,
    past: row.past ?? [],
    attempt: attemptId === null ? null : { ...row, attemptId, personId: row.attemptPersonId },
    turn: row.turnState === null ? null : { ...row, state: row.turnState, fence: row.turnFence },
  };
}

/** What else is open of an episode, and the day's attempts at its person. */
export type Surroundings = {
  /** Its other check-ins of the same day. */
  readonly sameDay: readonly { readonly slot: number; readonly open: boolean; readonly dueAt: string }[];
  readonly escalation: { readonly level: Level; readonly status: string; readonly dueAt: string } | null;
  /** Of the local day, in order. An attempt without an outcome is the one at which these answers were given. */
  readonly attempts: readonly {
    readonly id: string;
    readonly disposition: string | null;
    readonly at: string;
    readonly rank: number | null;
  }[];
};

const nothingAround: Surroundings = { sameDay: [], escalation: null, attempts: [] };

/** Asked only for answers from which more follows than the routine. @returns by check-in */
export async function readSurroundings(
  trips: Trips,
  { districtId, dueOn, midnight }: { districtId: number; dueOn: string; midnight: Date },
  of: readonly { checkInId: string; episodeId: string; personId: string }[],
): Promise<(checkInId: string) => Surroundings> {
  if (of.length === 0) return () => nothingAround;
  const [rows] = await trips.send(surroundings([districtId, dueOn, midnight], of));
  const found = (rows ?? []) as unknown as ({ checkInId: string } & { [K in keyof Surroundings]: Surroundings[K] | null })[];
  const by = new Map(
    found.map(({ checkInId, ...row }) => [
      checkInId,
      { sameDay: row.sameDay ?? [], escalation: row.escalation, attempts: row.attempts ?? [] },
    ]),
  );
  return (checkInId) => by.get(checkInId) ?? nothingAround;
}

function surroundings(values: unknown[], of: readonly { checkInId: string; episodeId: string; personId: string }[]): Statement {
  const ids = [of.map((one) => one.checkInId), of.map((one) => one.episodeId), of.map((one) => one.personId)];
  return { text: surroundingsStatement, values: [...values, ...ids] };
}

const surroundingsStatement = `
select k.check_in_id "checkInId",
  (select json_agg(json_build_object('slot', o.slot, 'open', o.state in ('planned', 'due'), 'dueAt', o.due_at))
    from check_in o
    where o.district_id = $1 and o.due_on = $2 and o.episode_id = k.episode_id and o.id <> k.check_in_id) "sameDay",
  (select json_build_object('level', x.level, 'status', x.status, 'dueAt', x.due_at)
    from escalation x where x.district_id = $1 and x.episode_id = k.episode_id and x.status <> 'resolved') escalation,
  (select json_agg(json_build_object('id', a.id, 'disposition', a.disposition, 'at', coalesce(t.dialled_at, a.requested_at), 'rank', n.rank)
      order by a.requested_at)
    from call_attempt a
    join phone_call t on t.district_id = $1 and t.id = a.phone_call_id
    left join person_contact_point n on n.district_id = $1 and n.person_id = a.person_id and n.contact_point_id = a.contact_point_id
    where a.district_id = $1 and a.person_id = k.person_id and a.requested_at >= $3) attempts
from unnest($4::uuid[], $5::uuid[], $6::uuid[]) as k (check_in_id, episode_id, person_id)`;
