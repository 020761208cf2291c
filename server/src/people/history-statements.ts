import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { KeptReason } from '../check-ins/kept-result.ts';
import type { Statement } from '../db/in-trips.ts';
import { ofPerson, who } from './card-statements.ts';

/** Where a page goes on: entries before this instant, or of it with a smaller id. */
export type HistoryPlace = { readonly at: Date; readonly id: string };

/** Later than anything that can have happened. */
const end: HistoryPlace = { at: new Date('9999-12-31T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/**
 * What happened with a person, one statement a kind, each the latest `limit` before a place; all go out in one round trip and are then
 * merged. As on the card, every record that was merged into the person is looked at.
 *
 * Plans they rely on: episode_person, then submission_episode, check_in_episode and call_attempt_history_person in each month;
 * call_attempt_person, need_person with need_event_need, escalation_episode with escalation_event_of, person_change_person,
 * merge_proposal_pair.
 */
export function historyStatements(
  districtId: number,
  personId: string,
  { after, limit }: { after: HistoryPlace | null; limit: number },
): readonly Statement[] {
  const { at, id } = after ?? end;
  const page = [districtId, personId, at, id, limit];
  return [
    { text: knownStatement, values: [districtId, personId] },
    ...[answers, attempts, attemptsOfPast, missed, needs, escalations, changes, merges].map((text) => ({ text, values: page })),
  ];
}

const knownStatement = `with ${who} select m.id, p.household_id "householdId"
from me m join person p on p.district_id = $1 and p.id = m.id`;

/** The page's end: $3 and $4 are the place, $5 the most that are wanted. */
function paged(at: string, id: string): string {
  return `and (${at}, ${id}) < ($3::timestamptz, $4::uuid) order by ${at} desc, ${id} desc limit $5`;
}

type Entry = { readonly id: string; readonly at: Date };

export type AnswersEntry = Entry & {
  kind: 'answers';
  episodeId: string;
  programmeId: string;
  version: string;
  attemptId: string | null;
  level: Level;
  informant: string;
  complete: boolean;
  late: boolean;
  dayOfIllness: number | null;
  by: string;
  answers: Answers;
  reasons: KeptReason[];
};
const answers = `
with ${who}
select 'answers' kind, s.id, s.said_at at, s.episode_id "episodeId", s.programme_id "programmeId", s.version, s.attempt_id "attemptId",
  s.level, s.informant, s.complete, s.late, (s.triage ->> 'dayOfIllness')::int "dayOfIllness", s.submitted_by "by", s.answers,
  coalesce(s.triage -> 'reasons', '[]') reasons
from episode e join submission s on s.district_id = $1 and s.episode_id = e.id
where e.district_id = $1 and ${ofPerson('e')} ${paged('s.said_at', 's.id')}`;

export type AttemptEntry = Entry & {
  kind: 'attempt';
  episodeId: string;
  by: string;
  channel: string | null;
  disposition: string | null;
  cause: string | null;
  seconds: number | null;
  counts: boolean;
  late: boolean;
  note: string | null;
};
const lasted = (call: string) => `round(extract(epoch from ${call}.ended_at - ${call}.answered_at))::int seconds`;
const attempts = `
with ${who}
select 'attempt' kind, a.id, a.requested_at at, a.episode_id "episodeId", a.caller_id "by", c.channel, a.disposition, c.cause, ${lasted('c')},
  a.counts, a.late, a.note
from call_attempt a left join phone_call c on c.district_id = $1 and c.id = a.phone_call_id
where a.district_id = $1 and ${ofPerson('a')} ${paged('a.requested_at', 'a.id')}`;
/** The desk's attempts move there nightly. */
const attemptsOfPast = `
with ${who}
select 'attempt' kind, a.id, a.requested_at at, a.episode_id "episodeId", a.caller_id "by", a.channel, a.disposition, a.cause, ${lasted('a')},
  a.counts, a.late, a.note
from call_attempt_history a
where a.district_id = $1 and ${ofPerson('a')} ${paged('a.requested_at', 'a.id')}`;

export type MissedEntry = Entry & { kind: 'missed'; episodeId: string; dueOn: string };
const missed = `
with ${who}
select 'missed' kind, k.id, k.deadline_at at, k.episode_id "episodeId", k.due_on "dueOn"
from episode e join check_in k on k.district_id = $1 and k.episode_id = e.id and k.state = 'missed'
where e.district_id = $1 and ${ofPerson('e')} ${paged('k.deadline_at', 'k.id')}`;

export type NeedEntry = Entry & {
  kind: 'need';
  needId: string;
  need: string;
  action: string;
  status: string;
  by: string | null;
  note: string | null;
};
const needs = `
with ${who}
select 'need' kind, v.id, v.at, n.id "needId", n.kind need, v.action, v.status, v.by_user "by", v.note
from need n join need_event v on v.district_id = $1 and v.need_id = n.id
where n.district_id = $1 and ${ofPerson('n')} ${paged('v.at', 'v.id')}`;

export type EscalationEntry = Entry & {
  kind: 'escalation';
  escalationId: string;
  level: Level;
  action: string;
  status: string;
  by: string | null;
  note: string | null;
};
const escalations = `
with ${who}
select 'escalation' kind, v.id, v.at, x.id "escalationId", x.level, v.action, v.status, v.by_user "by", v.note
from episode e join escalation x on x.district_id = $1 and x.episode_id = e.id
join escalation_event v on v.district_id = $1 and v.escalation_id = x.id
where e.district_id = $1 and ${ofPerson('e')} ${paged('v.at', 'v.id')}`;

export type ChangeEntry = Entry & {
  kind: 'change';
  field: string;
  before: string | null;
  after: string | null;
  importId: string | null;
  by: string | null;
};
const changes = `
with ${who}
select 'change' kind, c.id, c.changed_at at, c.field, c.before, c.after, c.import_id "importId", c.changed_by "by"
from person_change c
where c.district_id = $1 and ${ofPerson('c')} ${paged('c.changed_at', 'c.id')}`;

export type MergedEntry = Entry & { kind: 'merged'; personIds: string[]; by: string | null };
const merges = `
with ${who}
select 'merged' kind, m.id, m.decided_at at, array[m.person_a, m.person_b] "personIds", m.decided_by "by"
from merge_proposal m
where m.district_id = $1 and m.status = 'merged' and m.person_a = any (array(select id from who))
  and m.person_b = any (array(select id from who)) ${paged('m.decided_at', 'm.id')}`;

export type HistoryRow = AnswersEntry | AttemptEntry | MissedEntry | NeedEntry | EscalationEntry | ChangeEntry | MergedEntry;
