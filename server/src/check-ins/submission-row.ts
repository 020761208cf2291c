import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { WantedEscalation } from '../escalations/raise-statement.ts';
import type { WantedNeed } from '../needs/raise-statement.ts';
import type { Judged } from './judge-answers.ts';
import type { SubmittedAnswers } from './submit-answers.ts';
import type { SubmitContext } from './submit-context.ts';
import type { Parts, Submission } from './submit-statement.ts';
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
  const { level, highRisk, isolation } = judged.triage;
  const { retry, deferral, again, counts } = follows;
  const attempt = attemptOf(decided);
  const auditDetail = {
    submissionId: sent.submissionId,
    late: follows.late,
    refused: judged.refused.length,
    clock: judged.clock,
  };
  return {
    ...{ now, level, district: actor.districtId, user: actor.userId },
    ...{ id: sent.submissionId, day: sent.checkInDueOn, checkIn: sent.checkInId, informant: sent.informant.kind },
    ...{ episode: context.episodeId, person: context.personId, household: context.deskHouseholdId, area: context.areaId },
    ...{ programme: context.programmeId, version: context.version, attempt, phoneCall: context.attempt?.phoneCallId ?? null },
    ...{ saidAt: judged.saidAt, complete: judged.complete, late: follows.late, completes: follows.completes },
    answers: JSON.stringify(judged.answers),
    refused: JSON.stringify(judged.refused),
    readings: judged.readings.length === 0 ? null : JSON.stringify(judged.readings),
    triage: JSON.stringify({ ...result, remarks: remarksOf(sent, judged) }),
    measured: measuredOf(deps, decided),
    ...{ checkInLevel: follows.checkInLevel, highRisk: highRisk === true, mayEnd: isolation.mayEnd },
    ...{ nextContactAt: follows.next?.at ?? null, disposition: follows.disposition, note: sent.note ?? null },
    nextStep: retry && JSON.stringify(retry),
    deferral: JSON.stringify(deferral && deferralRow(deferral, context.attempt?.contactPointId ?? null)),
    needs: wantedNeeds(deps, decided),
    escalations: wantedEscalation(deps, decided),
    again: again ? [againRow(deps, again, context.person.language)] : [],
    counts: Object.entries(counts)
      .map(([name, n]) => ({ name, n }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...{ auditDay: now.toISOString().slice(0, 10), auditId: deps.newId(), auditDetail: JSON.stringify(auditDetail) },
  };
}

/** The attempt named. One at somebody else was named by mistake: the answers stand without it. */
function attemptOf({ context, sent }: Decided): string | null {
  const mistaken = context.attempt !== null && context.attempt.personId !== context.personId;
  return mistaken ? null : (sent.attemptId ?? null);
}

/** Which parts of the statement a submission needs. */
export function partsOf({ context, follows }: Decided, row: Submission): Parts {
  const { itemState, turn, attempt } = context;
  const item = !follows.completes ? 'deferred' : itemState === 'open' || itemState === 'dropped' ? 'done' : 'none';
  return {
    measured: row.measured.length,
    counts: row.counts.length,
    needs: row.needs.length > 0,
    escalation: row.escalations.length > 0,
    attempt: attempt !== null && row.attempt !== null,
    item,
    endsTurn: turn !== null && !turn.spansAreas && !turn.othersOpen && item === 'done' && row.again.length === 0,
    again: row.again.length > 0,
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
function measuredOf(deps: Pick<Deps, 'newId'>, { compiled, judged }: Decided): Submission['measured'] {
  return compiled.items.flatMap(({ linkId, unit }) => {
    if (unit === undefined) return [];
    const answer = judged.answers[linkId];
    const said =
      answer && 'value' in answer && typeof answer.value === 'number' ? [{ value: answer.value, at: judged.saidAt }] : [];
    const again = judged.readings
      .filter((reading) => reading.linkId === linkId)
      .map(({ value, at }) => ({ value, at: new Date(at) }));
    return [...said, ...again].map((one) => ({ id: deps.newId(), linkId, unit, ...one }));
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
