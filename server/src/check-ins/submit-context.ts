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
  /** The household under which the check-in stands on the desk; another one only while two are being joined. */
  readonly deskHouseholdId: string;
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
  readonly spansAreas: boolean;
  /** Items beside this one. */
  readonly othersOpen: boolean;
};

/** Answers older than this do not change what today's mean: baselines and runs of days are shorter. */
const pastDays = 14;

/**
 * Reads what decides, and locks the check-in: whoever else writes it (the day's close, a second send) waits, or was waited for and its
 * state is seen. The rest is as it was when the statement began, which a unique index settles where it matters.
 *
 * Plan it relies on: primary keys throughout; submission_episode in the one or two months that hold `pastDays`; worklist_item_household.
 *
 * @returns null for a check-in that is not there, or not in the scope
 */
export async function readSubmitContext(trips: Trips, districtId: number, sent: SubmittedAnswers): Promise<SubmitContext | null> {
  const { checkInDueOn, checkInId, attemptId, submissionId } = sent;
  const values = [districtId, checkInDueOn, checkInId, attemptId ?? null, submissionId];
  const [rows] = await trips.send({ text: contextStatement, values });
  const [row] = (rows ?? []) as unknown as Row[];
  return row ? toContext(row, sent) : null;
}

const contextStatement = `
select c.state "checkInState", c.slot, c.level "checkInLevel", c.household_id "deskHouseholdId", e.id "episodeId",
  e.person_id "personId", e.household_id "householdId", e.area_id "areaId", e.programme_id "programmeId", e.version, e.status,
  e.opened_at "openedAt", e.opened_on "openedOn", e.onset_on "onsetOn", e.sample_on "sampleOn", e.high_risk "highRisk",
  e.last_answered_at "lastAnsweredAt", d.time_zone zone,
  p.age_years "ageYears", p.age_on "ageOn", p.sex, p.conditions, p.pregnant, p.usual_spo2 "usualSpo2", p.language,
  p.deceased_at is not null deceased, p.deceased_at is not null or p.do_not_call_at is not null or p.merged_into is not null "notCalled",
  i.state "itemState", h.state "turnState", h.claimed_by "claimedBy", h.claim_until "claimUntil", h.fence "turnFence",
  h.spans_areas "spansAreas", exists (select from worklist_item o
    where o.district_id = $1 and o.household_id = c.household_id and o.state = 'open' and o.id <> $3) "othersOpen",
  a.person_id "attemptPersonId", a.phone_call_id "phoneCallId", a.contact_point_id "contactPointId", a.caller_id "callerId",
  a.requested_at "requestedAt", a.disposition, t.dialled_at "dialledAt", t.fence,
  (select json_agg(json_build_object('id', s.id, 'at', s.said_at, 'checkInId', s.check_in_id, 'answers', s.answers,
      'readings', s.readings, 'level', s.level, 'late', s.late, 'triage', case when s.id = $5 then s.triage end) order by s.said_at)
    from submission s
    where s.district_id = $1 and s.episode_id = e.id and s.day between $2::date - ${pastDays} and $2::date) past
from check_in c
join episode e on e.district_id = $1 and e.id = c.episode_id
join person p on p.district_id = $1 and p.id = e.person_id
join district d on d.id = $1
left join worklist_item i on i.district_id = $1 and i.id = c.id
left join worklist_household h on h.district_id = $1 and h.household_id = c.household_id
left join call_attempt a on a.district_id = $1 and a.id = $4
left join phone_call t on t.district_id = $1 and t.id = a.phone_call_id
where c.district_id = $1 and c.due_on = $2 and c.id = $3
for no key update of c`;

type Row = Pick<
  SubmitContext,
  'episodeId' | 'personId' | 'householdId' | 'deskHouseholdId' | 'areaId' | 'programmeId' | 'version' | 'zone' | 'itemState'
> &
  SubmitContext['episode'] &
  SubmitContext['person'] &
  Omit<AttemptOfAnswers, 'personId'> &
  Omit<Turn, 'state' | 'fence'> & {
    checkInState: SubmitContext['checkIn']['state'];
    slot: number;
    checkInLevel: Level | null;
    turnState: Turn['state'] | null;
    turnFence: number;
    attemptPersonId: string | null;
    past: (PastAnswers & { id: string; late: boolean; triage: unknown })[] | null;
  };

/** The row holds everything by name: its parts are the row, seen as what they are. */
function toContext(row: Row, sent: SubmittedAnswers): SubmitContext {
  const { episodeId, personId, householdId, deskHouseholdId, areaId, programmeId, version, zone, itemState } = row;
  const earlier = row.past?.find(({ id }) => id === sent.submissionId) ?? null;
  return {
    ...{ episodeId, personId, householdId, deskHouseholdId, areaId, programmeId, version, zone, itemState, earlier },
    checkIn: { state: row.checkInState, slot: row.slot, level: row.checkInLevel },
    episode: row,
    person: row,
    past: row.past ?? [],
    attempt: row.attemptPersonId === null ? null : { ...row, personId: row.attemptPersonId },
    turn: row.turnState === null ? null : { ...row, state: row.turnState, fence: row.turnFence },
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

/** What else is open of the episode; asked only when the answers want a further check-in today, or a doctor. */
export type OpenOfEpisode = {
  /** Its other check-ins of the same day. */
  readonly sameDay: readonly { readonly slot: number; readonly open: boolean; readonly dueAt: string }[];
  readonly escalation: { readonly level: Level; readonly status: string; readonly dueAt: string } | null;
};

export async function readOpenOfEpisode(
  trips: Trips,
  districtId: number,
  of: { dueOn: string; checkInId: string; episodeId: string },
): Promise<OpenOfEpisode> {
  const [rows] = await trips.send({ text: openStatement, values: [districtId, of.dueOn, of.checkInId, of.episodeId] });
  const [row] = (rows ?? []) as unknown as {
    sameDay: OpenOfEpisode['sameDay'] | null;
    escalation: OpenOfEpisode['escalation'];
  }[];
  return { sameDay: row?.sameDay ?? [], escalation: row?.escalation ?? null };
}

const openStatement = `
select (select json_agg(json_build_object('slot', o.slot, 'open', o.state in ('planned', 'due'), 'dueAt', o.due_at))
    from check_in o where o.district_id = $1 and o.due_on = $2 and o.episode_id = $4 and o.id <> $3) "sameDay",
  (select json_build_object('level', x.level, 'status', x.status, 'dueAt', x.due_at)
    from escalation x where x.district_id = $1 and x.episode_id = $4 and x.status <> 'resolved') escalation`;
