import { isComplete } from '@kshem/domain/questionnaire/is-complete.ts';
import { windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { type NextContact, nextContact } from '@kshem/domain/schedule/next-contact.ts';
import { type TriageResult, triage } from '@kshem/domain/triage/triage.ts';
import type { Said } from '../../telephony/simulated/virtual-person.ts';
import { asJson } from '../rows.ts';
import { countPast, districtId, type Followed, type Past, type Ringing, zone } from './past.ts';
import { addPastCheckIn } from './plan-past-day.ts';
import { raisePastEscalation, raisePastNeed } from './raise-past.ts';
import { addPastAttempt, settlePast } from './settle-past.ts';
import type { Asked, CallTimes } from './take-past-call.ts';

export type PastAnswers = {
  readonly times: CallTimes;
  readonly said: Extract<Said, { kind: 'answered' }>;
  readonly saidAt: Date;
  readonly disposedAt: Date;
};

/** Answers of the past and everything that followed from them, as check-ins/submit-answers does it. */
export function takePastAnswers(past: Past, asked: Asked, call: Ringing, answers: PastAnswers): void {
  const { followed, open } = asked;
  const { said, saidAt, disposedAt } = answers;
  const complete = isComplete(followed.compiled.protocol.questionnaire, said.answers);
  const result = triagePast(followed, said, saidAt);
  const submissionId = past.newId(disposedAt);
  addObservations(past, followed, call, { submissionId, said, at: saidAt });
  followed.answered.push({ at: saidAt.toISOString(), answers: said.answers, level: result.level });
  countPast(past, followed, call.on, result.level);
  const disposition = !complete ? 'answered-partial' : said.informant.kind === 'self' ? 'answered-complete' : 'proxy';
  if (complete) addPastAttempt(past, asked, call, { ...answers, disposition }, null);
  else settlePast(past, asked, call, { ...answers, disposition, promisedAt: null });
  open.row.level = result.level;
  // A conversation that was cut is taken up again, unless the ladder has no time for it.
  if (followed.today.next?.next !== 'retry') {
    open.closed = true;
    Object.assign(open.row, { state: 'completed', completed_at: disposedAt });
    countPast(past, followed, call.on, 'reached');
  }
  const next = followUp(past, followed, call, { result, saidAt, disposedAt });
  addSubmission(past, asked, call, { id: submissionId, answers, complete, result, disposition, next });
  for (const { kind, ruleId } of result.needs) {
    const cause = ruleId === null ? 'person' : 'answers';
    raisePastNeed(past, followed, { kind, cause, at: disposedAt, by: call.caller.id, submissionId });
  }
  if (result.escalation) raisePastEscalation(past, followed, { result, at: disposedAt, by: call.caller.id, submissionId });
}

function triagePast(
  { enrolled, compiled, answered }: Followed,
  { answers, informant }: PastAnswers['said'],
  saidAt: Date,
): TriageResult {
  const { person, episode } = enrolled;
  const { openedOn, onsetOn, sampleOn } = episode;
  return triage(compiled, {
    answers,
    at: saidAt.toISOString(),
    informant,
    past: answered,
    readings: [],
    person,
    episode: { openedOn, onsetOn, sampleOn },
    timeZone: zone,
  });
}

type Answered = { readonly result: TriageResult; readonly saidAt: Date; readonly disposedAt: Date };

/** How the episode stands after the answers, and a further check-in today where the level asks for one. */
function followUp(past: Past, followed: Followed, call: Ringing, { result, saidAt, disposedAt }: Answered): NextContact {
  const { row, compiled, today } = followed;
  const { level, isolation } = result;
  const wanted = { level, highRisk: row.high_risk, at: saidAt, remeasure: [] };
  const next = nextContact(compiled.protocol, wanted, zone);
  Object.assign(row, {
    last_level: level,
    last_answered_at: saidAt,
    may_end: isolation.mayEnd,
    next_contact_at: next.at,
    updated_at: disposedAt,
  });
  const closes = windowOfDay(compiled.protocol.callingWindow, call.on, zone)?.closesAt;
  const asked = today.open.some(({ closed, row: { kind } }) => !closed || kind === 'again');
  if (next.why !== 'again-today' || closes === undefined || asked) return next;
  const slot = Math.max(100, ...today.open.map((open) => open.row.slot + 1));
  addPastCheckIn(past, followed, call.on, { slot, kind: 'again', dueAt: next.at, deadlineAt: closes });
  return next;
}

type Submitted = {
  readonly id: string;
  readonly answers: PastAnswers;
  readonly complete: boolean;
  readonly result: TriageResult;
  readonly disposition: string;
  readonly next: NextContact;
};

function addSubmission(past: Past, { followed, open }: Asked, call: Ringing, submitted: Submitted): void {
  const { id, answers, complete, result, disposition, next } = submitted;
  const { ids, person, version } = followed.enrolled;
  const { said, saidAt, disposedAt } = answers;
  past.rows.submission.push({
    district_id: districtId,
    day: call.on,
    id,
    check_in_due_on: open.row.due_on,
    check_in_id: open.row.id,
    episode_id: ids.episodeId,
    person_id: ids.personId,
    attempt_id: null,
    area_id: person.areaId,
    programme_id: person.programme,
    version,
    informant: said.informant.kind,
    answers: asJson(said.answers),
    refused: [],
    readings: null,
    complete,
    level: result.level,
    triage: asJson({ ...result, disposition, nextContact: next, refused: [], remarks: {} }),
    submitted_by: call.caller.id,
    said_at: saidAt,
    submitted_at: disposedAt,
    late: false,
  });
}

/** Measured values: the answers that are numbers of a unit. */
function addObservations(
  past: Past,
  { enrolled, compiled }: Followed,
  call: Ringing,
  { submissionId, said, at }: { submissionId: string; said: PastAnswers['said']; at: Date },
): void {
  for (const { linkId, unit } of compiled.items) {
    const answer = said.answers[linkId];
    if (unit === undefined || answer === undefined || !('value' in answer) || typeof answer.value !== 'number') continue;
    past.rows.observation.push({
      district_id: districtId,
      day: call.on,
      id: past.newId(at),
      person_id: enrolled.ids.personId,
      episode_id: enrolled.ids.episodeId,
      submission_id: submissionId,
      area_id: enrolled.person.areaId,
      link_id: linkId,
      value: answer.value,
      unit,
      observed_at: at,
    });
  }
}
