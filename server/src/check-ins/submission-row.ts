import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { WantedEscalation } from '../escalations/raise-statement.ts';
import type { WantedNeed } from '../needs/raise-statement.ts';
import type { Judged } from './judge-answers.ts';
import type { SubmittedAnswers } from './submit-answers.ts';
import type { SubmitContext } from './submit-context.ts';
import type { Submission } from './submit-statement.ts';
import type { Follows } from './what-follows.ts';

export type Decided = {
  readonly context: SubmitContext;
  readonly sent: SubmittedAnswers;
  readonly judged: Judged;
  readonly follows: Follows;
  /** What the caller is answered with; kept with the submission, so that a second send is answered the same. */
  readonly result: object;
  readonly compiled: CompiledProtocol;
  readonly now: Date;
};

/** The rows that a decided submission becomes; the ids of new ones are made here. */
export function submissionRow(deps: Pick<Deps, 'newId'>, actor: Actor & { userId: string }, decided: Decided): Submission {
  const { context, sent, judged, follows, result, now } = decided;
  const { episodeId, personId, householdId, areaId, programmeId, version, attempt } = context;
  const { next, retry, deferral, again } = follows;
  return {
    ...{ episodeId, personId, householdId, areaId, programmeId, version, now },
    districtId: actor.districtId,
    userId: actor.userId,
    checkInDueOn: sent.checkInDueOn,
    checkInId: sent.checkInId,
    submissionId: sent.submissionId,
    // An attempt at somebody else was named by mistake: the answers stand without it.
    attemptId: attempt !== null && attempt.personId !== personId ? null : (sent.attemptId ?? null),
    informant: sent.informant.kind,
    answers: judged.answers,
    refused: judged.refused,
    readings: judged.readings,
    complete: judged.complete,
    level: judged.triage.level,
    triage: { ...result, remarks: remarksOf(sent, judged) },
    saidAt: judged.saidAt,
    late: follows.late,
    observations: observationsOf(deps, decided),
    needs: wantedNeeds(deps, decided),
    escalations: wantedEscalation(deps, decided),
    checkInLevel: follows.checkInLevel,
    completes: follows.completes,
    highRisk: judged.triage.highRisk === true,
    mayEnd: judged.triage.isolation.mayEnd,
    nextContactAt: next?.at ?? null,
    disposition: follows.disposition,
    note: sent.note ?? null,
    nextStep: retry,
    deferral: deferral ? deferralRow(deferral, attempt?.contactPointId ?? null) : {},
    again: again ? [againRow(deps, again, context.person.language)] : [],
    counts: follows.counts,
    auditId: deps.newId(),
    auditDetail: { submissionId: sent.submissionId, late: follows.late, refused: judged.refused.length, clock: judged.clock },
  };
}

function remarksOf({ note, informant }: SubmittedAnswers, { clock }: Judged): object {
  return {
    ...(note !== undefined && { note }),
    ...(informant.name !== undefined && { informantName: informant.name }),
    ...(clock && { clock }),
  };
}

/** Measured values, each with its unit: the answers that are numbers of a unit, and what was measured again. */
function observationsOf(deps: Pick<Deps, 'newId'>, { compiled, judged }: Decided): Submission['observations'] {
  const observed_at = judged.saidAt.toISOString();
  return compiled.items.flatMap(({ linkId, unit }) => {
    if (unit === undefined) return [];
    const answer = judged.answers[linkId];
    const said = answer && 'value' in answer && typeof answer.value === 'number' ? [{ value: answer.value, observed_at }] : [];
    const again = judged.readings.filter((reading) => reading.linkId === linkId).map(({ value, at }) => ({ value, observed_at: at }));
    return [...said, ...again].map((one) => ({ id: deps.newId(), link_id: linkId, unit, ...one }));
  });
}

function wantedNeeds(deps: Pick<Deps, 'newId'>, { context, sent, follows }: Decided): WantedNeed[] {
  return follows.needs.map(({ kind, cause, owner, dueAt }) => ({
    id: deps.newId(),
    event_id: deps.newId(),
    person_id: context.personId,
    household_id: context.householdId,
    episode_id: context.episodeId,
    area_id: context.areaId,
    programme_id: context.programmeId,
    kind,
    cause,
    owner_unit: owner,
    detail: null,
    due_at: dueAt.toISOString(),
    submission_id: sent.submissionId,
  }));
}

function wantedEscalation(deps: Pick<Deps, 'newId'>, { context, sent, follows: { escalation } }: Decided): WantedEscalation[] {
  if (escalation === null) return [];
  return [
    {
      id: deps.newId(),
      event_id: deps.newId(),
      person_id: context.personId,
      episode_id: context.episodeId,
      area_id: context.areaId,
      programme_id: context.programmeId,
      level: escalation.level,
      rule_ids: escalation.ruleIds,
      owner_unit: escalation.to,
      due_at: escalation.wantedBy.toISOString(),
      submission_id: sent.submissionId,
    },
  ];
}

function deferralRow(deferral: NonNullable<Follows['deferral']>, contactPointId: string | null): object {
  return {
    due_at: deferral.dueAt,
    closes_at: deferral.closesAt,
    band: deferral.band,
    callback_for: deferral.callbackFor,
    contact_point_id: contactPointId,
  };
}

function againRow(deps: Pick<Deps, 'newId'>, again: NonNullable<Follows['again']>, language: string): object {
  return {
    id: deps.newId(),
    slot: again.slot,
    kind: again.kind,
    due_at: again.dueAt,
    deadline_at: again.deadlineAt,
    closes_at: again.closesAt,
    band: again.band,
    callback_for: again.callbackFor,
    language,
  };
}
