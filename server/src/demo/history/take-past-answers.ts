import { isComplete } from '@kshem/domain/questionnaire/is-complete.ts';
import { loinc } from '@kshem/domain/questionnaire/suspect-values.ts';
import { windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { nextContact } from '@kshem/domain/schedule/next-contact.ts';
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
  addSubmission(past, asked, call, { id: submissionId, answers, result, complete });
  addObservations(past, followed, call, { submissionId, said, at: saidAt });
  followed.answered.push({ at: saidAt.toISOString(), answers: said.answers, level: result.level });
  Object.assign(open.row, { state: 'completed', completed_at: saidAt, level: result.level });
  countPast(past, followed, call.on, result.level);
  if (complete) {
    open.closed = true;
    countPast(past, followed, call.on, 'reached');
    const disposition = said.informant.kind === 'self' ? 'answered-complete' : 'proxy';
    addPastAttempt(past, asked, call, { ...answers, disposition }, null);
  } else settlePast(past, asked, call, { ...answers, disposition: 'answered-partial', promisedAt: null });
  followUp(past, followed, call, { result, saidAt, disposedAt });
  for (const { kind } of result.needs) {
    raisePastNeed(past, followed, { kind, cause: 'answers', at: disposedAt, by: call.caller.id, submissionId });
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
function followUp(past: Past, followed: Followed, call: Ringing, { result, saidAt, disposedAt }: Answered): void {
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
  if (next.why !== 'again-today' || closes === undefined || asked) return;
  const slot = 1 + Math.max(...today.open.map((open) => open.row.slot));
  addPastCheckIn(past, followed, call.on, { slot, kind: 'again', dueAt: next.at, deadlineAt: closes });
}

type Submitted = {
  readonly id: string;
  readonly answers: PastAnswers;
  readonly result: TriageResult;
  readonly complete: boolean;
};

function addSubmission(past: Past, { followed, open }: Asked, call: Ringing, { id, answers, result, complete }: Submitted): void {
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
    triage: asJson(result),
    submitted_by: call.caller.id,
    said_at: saidAt,
    submitted_at: disposedAt,
    late: false,
  });
}

const measured = new Set<string>(Object.values(loinc).flat());

function addObservations(
  past: Past,
  { enrolled, compiled }: Followed,
  call: Ringing,
  { submissionId, said, at }: { submissionId: string; said: PastAnswers['said']; at: Date },
): void {
  for (const item of compiled.items) {
    const answer = said.answers[item.linkId];
    if (answer === undefined || !('value' in answer) || typeof answer.value !== 'number') continue;
    if (!item.code?.some(({ code }) => measured.has(code))) continue;
    past.rows.observation.push({
      district_id: districtId,
      day: call.on,
      id: past.newId(at),
      person_id: enrolled.ids.personId,
      episode_id: enrolled.ids.episodeId,
      submission_id: submissionId,
      area_id: enrolled.person.areaId,
      link_id: item.linkId,
      value: answer.value,
      unit: item.unit ?? '1',
      observed_at: at,
    });
  }
}
