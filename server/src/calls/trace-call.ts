import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { dayOfId } from '../ids.ts';
import { findCallFor, listAttemptsOfCall, listEventsOfCall, listSubmissionsOfAttempts } from './trace-queries.ts';

/** One thing that happened, ids and codes only: a trace is pasted into mails and tickets. */
export type TraceLine = { readonly at: Date; readonly what: string; readonly detail: Readonly<Record<string, unknown>> };

export type CallTrace = {
  readonly phoneCallId: string;
  readonly channel: string;
  readonly state: string;
  readonly cause: string | null;
  readonly attemptIds: readonly string[];
  /** From the row before the dial to what it came to, in order. */
  readonly lines: readonly TraceLine[];
};

/**
 * The story of a call, asked by its own id or an attempt's; also when it has left the desk for history.
 *
 * @throws AppError not-found
 */
export function traceCall(deps: Deps, actor: Actor, id: string): Promise<CallTrace> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new AppError('bad-request', { fields: ['id'] });
  const { districtId } = actor;
  const near = dayOfId(id);
  // Not an id of ours: those carry a time that has been.
  if (near.startsWith('+')) throw new AppError('not-found', { id });
  return inScope(deps.app, actor, async (trx) => {
    const call = await findCallFor(trx, districtId, id, near);
    if (!call) throw new AppError('not-found', { id });
    const attempts = await listAttemptsOfCall(trx, districtId, call.phoneCallId, near);
    if (attempts.length === 0) throw new AppError('not-found', { id });
    const events = await listEventsOfCall(trx, districtId, call.phoneCallId);
    const attemptIds = attempts.map((attempt) => attempt.attemptId);
    const submissions = await listSubmissionsOfAttempts(trx, districtId, attempts);
    await writeAudit(deps, trx, actor, { action: 'call.traced', subjectKind: 'phone-call', subjectId: call.phoneCallId });
    const lines: TraceLine[] = [
      { at: call.requestedAt, what: 'call-requested', detail: { callerId: call.callerId, householdId: call.householdId } },
      ...attempts.map(({ requestedAt, attemptId, personId, checkInId }) => ({
        at: requestedAt,
        what: 'attempt-written',
        detail: { attemptId, personId, checkInId },
      })),
      ...events.map(({ happenedAt, kind, detail, recordedAt }) => ({
        at: happenedAt,
        what: kind,
        detail: { ...(detail as Record<string, unknown> | null), recordedAt },
      })),
      ...attempts.flatMap(({ attemptId, disposition, disposedAt, disposedBy, late, counts, nextStep }) =>
        disposedAt === null
          ? []
          : [
              {
                at: disposedAt,
                what: 'attempt-recorded',
                detail: { attemptId, disposition, by: disposedBy, late, counts, nextStep },
              },
            ],
      ),
      ...submissions.map(({ submittedAt, ...detail }) => ({ at: submittedAt, what: 'answers-submitted', detail })),
    ];
    const { phoneCallId, channel, state, cause } = call;
    return { phoneCallId, channel, state, cause, attemptIds, lines: inOrder(lines) };
  });
}

/** By instant; what has the same instant stays in the order of the story. */
function inOrder(lines: readonly TraceLine[]): readonly TraceLine[] {
  return [...lines].sort((a, b) => a.at.getTime() - b.at.getTime());
}
