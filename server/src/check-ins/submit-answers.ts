import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Informant } from '@kshem/domain/questionnaire/questionnaire.ts';
import { nextAttempt, type NextStep } from '@kshem/domain/schedule/next-attempt.ts';
import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { TriageResult } from '@kshem/domain/triage/triage.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inTrips, type Statement, type Trips } from '../db/in-trips.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { repointText } from '../worklist/repoint-statement.ts';
import { type Judged, judgeAnswers } from './judge-answers.ts';
import { attemptsOfDay, type EarlierAttempt, readSubmitContext, type SubmitContext } from './submit-context.ts';
import { submissionRow } from './submission-row.ts';
import { submitStatement, submitValues } from './submit-statement.ts';
import { type Follows, isCutShort, type Next, type RaisedNeed, whatFollows } from './what-follows.ts';

export type SubmittedAnswers = {
  /** Made where the answers are typed; a second send of it changes nothing. */
  readonly submissionId: string;
  readonly checkInId: string;
  /** Local date for which the check-in is due. */
  readonly checkInDueOn: string;
  /** The telephone attempt on which they were given; absent at a visit. */
  readonly attemptId?: string;
  /** Number of the claim the writer holds; that of the attempt's call when absent. */
  readonly fence?: number;
  readonly informant: Informant;
  /** By linkId: plain values, null for not asked, or Answer objects (domain/questionnaire/accept-answers.ts). */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Measurements taken again on the line. */
  readonly readings?: readonly { readonly linkId: string; readonly value: number; readonly at: Date }[];
  readonly saidAt: Date;
  readonly note?: string;
};

/** What the answers meant and what follows. */
export type SubmittedResult = Pick<
  TriageResult,
  'level' | 'reasons' | 'undecided' | 'remeasure' | 'advice' | 'isolation' | 'secondHand' | 'highRisk' | 'dayOfIllness' | 'news2' | 'protocolVersion'
> & {
  readonly needs: readonly RaisedNeed[];
  readonly escalation?: { readonly to: 'doctor'; readonly level: Level; readonly dueAt: Date };
  /** Null when nobody is to call any more: the episode is over, or the person is not called. */
  readonly nextContact: Next | null;
  readonly refused: readonly { readonly linkId: string; readonly code: string; readonly hint: string }[];
  readonly disposition: Disposition;
  /** The claim had run out, or the check-in was settled without them: taken all the same. */
  readonly late: boolean;
  /** This submission was taken before; nothing was done twice. */
  readonly repeated: boolean;
};

/**
 * Takes what a person said: keeps it, triages it, and writes everything that follows in one transaction of two round trips. What was said
 * is never refused for bookkeeping's sake: answers after the claim, the check-in or the day ended are taken and marked late, answers to
 * questions the version does not have are kept aside.
 *
 * @throws AppError not-found (no such check-in, or not in the actor's areas) · not-allowed (the server itself) · conflict (the
 *   submission's id stands for another check-in of the day)
 */
export async function submitAnswers(deps: Deps, actor: Actor, sent: SubmittedAnswers): Promise<SubmittedResult> {
  const { userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const result = await retried(() => inTrips(deps.appPool, actor, (trips) => submit(deps, trips, { ...actor, userId }, sent)));
  const { late, repeated } = result;
  deps.log.info({ attemptId: sent.attemptId, submissionId: sent.submissionId, late, repeated }, 'answers submitted');
  return result;
}

async function submit(deps: Deps, trips: Trips, actor: Actor & { userId: string }, sent: SubmittedAnswers): Promise<SubmittedResult> {
  const now = deps.now();
  const { districtId, userId } = actor;
  const context = await readSubmitContext(trips, districtId, sent);
  if (context === null) throw new AppError('not-found', { checkInId: sent.checkInId });
  if (context.earlier !== null) return asBefore(context.earlier, sent);
  const compiled = await deps.protocols.get(context.programmeId, context.version);
  const judged = judgeAnswers(compiled, context, sent, now);
  const step = isCutShort({ judged, context }) ? await askLadder(trips, districtId, compiled, context, sent, judged) : null;
  const follows = whatFollows({ compiled, context, sent, judged, userId, now }, step);
  const result = resultOf(judged, follows);
  await trips.commit(
    { text: submitStatement, values: submitValues(submissionRow(deps, actor, { context, sent, judged, follows, result, now, compiled })) },
    refreshed(districtId, context.householdId, now),
  );
  return { ...result, late: follows.late, repeated: false };
}

/** Household and check-in are locked in one order, the day's close and a stop in others: whoever loses a deadlock goes again. */
const deadlock = '40P01';
const tries = 3;

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await run();
    } catch (error) {
      const again = (error as { code?: unknown }).code === deadlock || violatedUnique(error)?.startsWith('submission') === true;
      if (!again || i === tries) throw error;
    }
  }
}

async function askLadder(
  trips: Trips,
  districtId: number,
  { protocol }: CompiledProtocol,
  context: SubmitContext,
  sent: SubmittedAnswers,
  judged: Judged,
): Promise<NextStep> {
  const { personId, zone, attempt } = context;
  const at = attempt?.dialledAt ?? attempt?.requestedAt ?? judged.saidAt;
  const midnight = instantAt(localDate(at, zone), '00:00', zone);
  const [rows] = await trips.send(attemptsOfDay(districtId, personId, sent.attemptId ?? '', midnight));
  const attempts = (rows ?? []) as unknown as EarlierAttempt[];
  const tried = attempts.filter(({ isThis }) => !isThis).map((one) => ({ disposition: one.disposition as Disposition, at: one.at, contactPointRank: one.rank }));
  return nextAttempt(
    protocol,
    {
      disposition: 'answered-partial',
      at,
      contactPointRank: attempts.find(({ isThis }) => isThis)?.rank ?? null,
      promisedAt: null,
      attemptsToday: tried,
      // Where somebody answered, neither another number nor a visit is asked for.
      contactPoints: [],
      householdHasOther: false,
      silentDays: 0,
      level: judged.triage.level,
    },
    zone,
  );
}

function resultOf({ triage, refused }: Judged, follows: Follows): Omit<SubmittedResult, 'late' | 'repeated'> {
  const { needs, escalation, next, disposition } = follows;
  const { level, reasons, undecided, remeasure, advice, isolation, secondHand, highRisk, dayOfIllness, news2, protocolVersion } = triage;
  return {
    ...{ level, reasons, undecided, remeasure, advice, isolation, secondHand, highRisk, dayOfIllness, news2, protocolVersion },
    ...{ needs, disposition, nextContact: next },
    ...(escalation && { escalation: { to: escalation.to, level: escalation.level, dueAt: escalation.dueAt } }),
    refused: refused.map(({ linkId, code, hint }) => ({ linkId, code, hint })),
  };
}

/** What the first send was answered with; JSON kept its instants as texts. */
function asBefore({ checkInId, late, triage }: NonNullable<SubmitContext['earlier']>, sent: SubmittedAnswers): SubmittedResult {
  if (checkInId !== sent.checkInId) throw new AppError('conflict', { submissionId: sent.submissionId });
  const { remarks: _, ...kept } = triage as Omit<SubmittedResult, 'late' | 'repeated'> & { remarks: unknown };
  const { escalation, nextContact } = kept;
  return {
    ...kept,
    needs: kept.needs.map((need) => ({ ...need, dueAt: new Date(need.dueAt) })),
    ...(escalation && { escalation: { ...escalation, dueAt: new Date(escalation.dueAt) } }),
    nextContact: nextContact && { ...nextContact, at: new Date(nextContact.at) },
    late,
    repeated: true,
  };
}

const refreshStatement = repointText({
  district: '$1::int',
  households: 'array[$2::uuid]',
  now: '$3::timestamptz',
  release: 'false',
});

/** The household's turn after the item is done; locked since the first trip. */
function refreshed(districtId: number, householdId: string, now: Date): Statement {
  return { text: refreshStatement, values: [districtId, householdId, now] };
}
