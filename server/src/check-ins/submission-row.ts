import { priorityOf } from '@kshem/domain/need/priority.ts';
import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Deps } from '../deps.ts';
import type { WantedEscalation } from '../escalations/raise-statement.ts';
import type { WantedNeed } from '../needs/raise-statement.ts';
import type { Judged } from './judge-answers.ts';
import type { SubmittedAnswers } from './submit-answers.ts';
import type { SubmitContext } from './submit-context.ts';
import type { AgainRow, MeasuredRow, Submission, SubmissionRow } from './submit-statement.ts';
import { type Follows, needKindOf } from './what-follows.ts';

export type Decided = {
  readonly context: SubmitContext;
  readonly sent: SubmittedAnswers;
  readonly judged: Judged;
  readonly follows: Follows;
  /** What the caller is answered with; kept with the submission, so that a second send is answered the same. */
  readonly result: object;
  readonly compiled: CompiledProtocol;
};

/** The rows that a decided submission becomes; the ids of new ones are made here. */
export function submissionOf(deps: Pick<Deps, 'newId'>, userId: string, decided: Decided): Submission {
  const { context, sent, judged, follows, result } = decided;
  const { level, highRisk, isolation } = judged.triage;
  const { retry, deferral, again, counts, late } = follows;
  const { programmeId: programme, areaId: area } = context;
  const attempt = attemptOf(decided);
  const row: SubmissionRow = {
    ...whose(context),
    ...{
      id: sent.submissionId,
      check_in: sent.checkInId,
      household: context.deskHouseholdId,
      programme,
      version: context.version,
    },
    ...{ attempt, phone_call: attempt === null ? null : (context.attempt?.phoneCallId ?? null) },
    ...{ informant: sent.informant.kind, answers: judged.answers, refused: judged.refused, complete: judged.complete, level },
    readings: judged.readings.length === 0 ? null : judged.readings,
    triage: { ...result, remarks: remarksOf(sent, judged) },
    ...{ submitted_by: userId, said_at: judged.saidAt, late, check_in_level: follows.checkInLevel, completes: follows.completes },
    ...{ high_risk: highRisk === true, may_end: isolation.mayEnd, next_contact_at: follows.next?.at ?? null },
    ...{ disposition: follows.disposition, note: sent.note ?? null, next_step: retry, audit_id: deps.newId() },
    audit_detail: { submissionId: sent.submissionId, late, refused: judged.refused.length, clock: judged.clock },
    ...{ due_at: deferral?.dueAt ?? null, closes_at: deferral?.closesAt ?? null, band: deferral?.band ?? null },
    ...{
      callback_for: deferral?.callbackFor ?? null,
      contact_point: deferral ? (context.attempt?.contactPointId ?? null) : null,
    },
  };
  return {
    row,
    measured: measuredOf(deps, decided),
    needs: wantedNeeds(deps, userId, decided),
    escalations: wantedEscalation(deps, userId, decided),
    again: again ? [againRow(deps, decided, again)] : [],
    counts: Object.entries(counts).map(([name, n]) => ({ programme, area, name, n })),
  };
}

function whose({ episodeId, personId, areaId }: Decided['context']) {
  return { episode: episodeId, person: personId, area: areaId };
}

/** The attempt named. One at somebody else was named by mistake: the answers stand without it. */
function attemptOf({ context, sent }: Decided): string | null {
  const mistaken = context.attempt !== null && context.attempt.personId !== context.personId;
  return mistaken ? null : (sent.attemptId ?? null);
}

function remarksOf({ note, informant }: SubmittedAnswers, { clock }: Judged): object {
  return {
    ...(note !== undefined && { note }),
    ...(informant.name !== undefined && { informantName: informant.name }),
    ...(clock && { clock }),
  };
}

/** Measured values, each with its unit: the answers that are numbers of a unit, and what was measured again. */
function measuredOf(deps: Pick<Deps, 'newId'>, { compiled, context, sent, judged }: Decided): MeasuredRow[] {
  return compiled.items.flatMap(({ linkId, unit }) => {
    if (unit === undefined) return [];
    const answer = judged.answers[linkId];
    const said =
      answer && 'value' in answer && typeof answer.value === 'number' ? [{ value: answer.value, at: judged.saidAt }] : [];
    const again = judged.readings
      .filter((reading) => reading.linkId === linkId)
      .map(({ value, at }) => ({ value, at: new Date(at) }));
    const of = { ...whose(context), submission: sent.submissionId, link_id: linkId, unit };
    return [...said, ...again].map((one) => ({ id: deps.newId(), ...of, ...one }));
  });
}

function wantedNeeds(deps: Pick<Deps, 'newId'>, userId: string, decided: Decided): WantedNeed[] {
  const { context, sent, follows, compiled } = decided;
  return follows.needs.map(({ kind, cause, owner, dueAt }) => {
    const said = sent.needs?.find((need) => need.kind === kind);
    const known = needKindOf(compiled, kind);
    return {
      ...raisedBy(deps, userId, context, sent),
      household_id: context.householdId,
      ...{ kind, cause, owner_unit: owner, due_at: dueAt.toISOString() },
      detail: said?.detail ?? null,
      priority: priorityOf(known ?? {}),
      asked: said?.asked ?? null,
      code: known?.proof === 'code' ? (sent.deliveryCode ?? null) : null,
      promised_at: said?.promisedAt?.toISOString() ?? null,
    };
  });
}

function wantedEscalation(deps: Pick<Deps, 'newId'>, userId: string, { context, sent, follows }: Decided): WantedEscalation[] {
  const { escalation } = follows;
  if (escalation === null) return [];
  const { level, ruleIds, to, wantedBy } = escalation;
  return [{ ...raisedBy(deps, userId, context, sent), level, rule_ids: ruleIds, owner_unit: to, due_at: wantedBy.toISOString() }];
}

function raisedBy(deps: Pick<Deps, 'newId'>, userId: string, context: Decided['context'], sent: SubmittedAnswers) {
  return {
    id: deps.newId(),
    event_id: deps.newId(),
    person_id: context.personId,
    episode_id: context.episodeId,
    area_id: context.areaId,
    programme_id: context.programmeId,
    submission_id: sent.submissionId,
    raised_by: userId,
  };
}

function againRow(deps: Pick<Deps, 'newId'>, { context }: Decided, again: NonNullable<Follows['again']>): AgainRow {
  const { slot, kind, band } = again;
  return {
    ...whose(context),
    id: deps.newId(),
    ...{
      household: context.deskHouseholdId,
      programme: context.programmeId,
      slot,
      kind,
      band,
      language: context.person.language,
    },
    due_at: again.dueAt,
    deadline_at: again.deadlineAt,
    closes_at: again.closesAt,
    callback_for: again.callbackFor,
  };
}
