import { type Decision, decisionGaps } from '@kshem/domain/consultation/decision.ts';
import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import { openingAt } from '@kshem/domain/schedule/calling-window.ts';
import { earlier, later } from '@kshem/domain/time/instant.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { raiseCheckIn } from '../check-ins/raise-check-in.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { noteHeard } from '../episodes/note-heard.ts';
import { type LockedEpisode, lockEpisode } from '../episodes/queries.ts';
import { type AnsweredEscalation, answerByConsultation } from '../escalations/answer-by-consultation.ts';
import { raiseNeed } from '../needs/raise-need.ts';
import { openTransfer } from '../transfers/open-transfer.ts';
import { insertConsultation } from './queries.ts';

export type ConsultationToRecord = {
  /** Made where it is typed, so that a second send is the same consultation. */
  readonly consultationId: string;
  readonly episodeId: string;
  readonly escalationId: string | null;
  readonly closes: boolean;
  /** By the device's clock; never counted as later than now. */
  readonly heldAt: Date;
  readonly spokeWith: 'person' | 'family' | 'nobody';
  readonly note: string;
  readonly drugAdvice: string | null;
  readonly adviceCodes: readonly string[];
  readonly decision: Decision;
  readonly remeasureAt: Date | null;
  readonly bedKind: BedKind | null;
  readonly referTo: string | null;
  readonly followUpOn: string | null;
};

export type Recorded = {
  readonly repeated: boolean;
  readonly escalation: 'none' | AnsweredEscalation;
  /** The transfer that follows a decision to shift: a new one, or the one that is on its way already. */
  readonly transferId: string | null;
};

/**
 * Writes down a doctor's consultation and what follows from it, in one transaction: the escalation is in the writer's name (and closed, if
 * they say so), a check-in at the time to measure again, a visit at home, or a request for a bed. What was typed without a network is
 * judged by the time at which it was typed, and comes in whatever happened meanwhile.
 *
 * @throws AppError not-found · decision-incomplete · conflict
 */
export function recordConsultation(deps: Deps, actor: Actor, wanted: ConsultationToRecord): Promise<Recorded> {
  const { userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  return againOnDeadlock(() => inScope(deps.app, actor, (trx) => record(deps, trx, { ...actor, userId }, wanted)));
}

async function record(deps: Deps, trx: Trx, actor: Actor & { userId: string }, wanted: ConsultationToRecord): Promise<Recorded> {
  const { districtId } = actor;
  const episode = await lockEpisode(trx, districtId, wanted.episodeId);
  if (!episode) throw new AppError('not-found', { episodeId: wanted.episodeId });
  const heldAt = earlier(wanted.heldAt, deps.now());
  const gaps = decisionGaps(wanted, { now: heldAt, today: localDate(heldAt, episode.zone) });
  if (gaps.length > 0) throw new AppError('decision-incomplete', { gaps });
  if (!(await insertConsultation(trx, rowOf(deps, actor, episode, wanted, heldAt)))) {
    return { repeated: true, escalation: 'none', transferId: null };
  }
  const { escalationId, episodeId, closes, note } = wanted;
  const answered =
    escalationId === null
      ? 'none'
      : await answerByConsultation(trx, deps, actor, { escalationId, episodeId, closes, resolution: note.slice(0, 500) });
  if (wanted.spokeWith !== 'nobody') await noteHeard(trx, { districtId, episodeId, at: heldAt });
  const transferId = await follow(deps, trx, actor, episode, wanted);
  await writeAudit(deps, trx, actor, {
    action: 'consultation.recorded',
    subjectKind: 'person',
    subjectId: episode.personId,
    detail: { consultationId: wanted.consultationId, decision: wanted.decision, drugs: wanted.drugAdvice !== null },
  });
  return { repeated: false, escalation: answered, transferId };
}

function rowOf(
  deps: Deps,
  { districtId, userId }: Actor & { userId: string },
  { personId, areaId, programmeId }: LockedEpisode,
  wanted: ConsultationToRecord,
  heldAt: Date,
) {
  const { decision } = wanted;
  return {
    district_id: districtId,
    id: wanted.consultationId,
    person_id: personId,
    episode_id: wanted.episodeId,
    area_id: areaId,
    programme_id: programmeId,
    escalation_id: wanted.escalationId,
    by_user: userId,
    held_at: heldAt,
    recorded_at: deps.now(),
    spoke_with: wanted.spokeWith,
    note: wanted.note,
    drug_advice: wanted.drugAdvice,
    advice_codes: [...wanted.adviceCodes],
    decision,
    remeasure_at: decision === 'remeasure' ? wanted.remeasureAt : null,
    refer_to: decision === 'refer' ? wanted.referTo : null,
    follow_up_on: wanted.followUpOn,
  };
}

/** What the decision brings about. @returns the transfer, of a decision to shift */
async function follow(
  deps: Deps,
  trx: Trx,
  actor: Actor & { userId: string },
  episode: LockedEpisode,
  { decision, remeasureAt, bedKind, note }: ConsultationToRecord,
): Promise<string | null> {
  const { districtId, userId } = actor;
  if (decision === 'remeasure' && remeasureAt) await askAgain(deps, trx, districtId, episode, remeasureAt);
  if (decision === 'visit') {
    const { personId, householdId, episodeId, areaId, programmeId, version } = episode;
    const about = { districtId, personId, householdId, episodeId, areaId, programmeId, version };
    // The note is the doctor's; whoever goes there is told to go, and why by telephone.
    await raiseNeed(trx, deps, { ...about, kind: 'home-visit', cause: 'desk', by: userId });
  }
  if (decision !== 'shift' || bedKind === null) return null;
  const { transferId } = await openTransfer(trx, deps, actor, episode, { bedKind, reason: note.slice(0, 500), joins: true });
  return transferId;
}

/** A check-in at the time the doctor named, first of all on the desk. After the hours for calls nobody could be asked: the doctor calls. */
async function askAgain(deps: Deps, trx: Trx, districtId: number, episode: LockedEpisode, at: Date): Promise<void> {
  const { episodeId, programmeId, version, zone } = episode;
  const { protocol } = await deps.protocols.get(programmeId, version);
  const dueAt = later(deps.now(), at);
  const opening = openingAt(protocol.callingWindow, dueAt, zone);
  if (!opening || localDate(dueAt, zone) !== localDate(deps.now(), zone)) return;
  const { closesAt } = opening;
  await raiseCheckIn(trx, deps, {
    ...{ districtId, episodeId, dueAt, closesAt },
    dueOn: localDate(dueAt, zone),
    kind: 'again',
    deadlineAt: closesAt,
    band: 0,
  });
}
