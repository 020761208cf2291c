import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Informant } from '@kshem/domain/questionnaire/questionnaire.ts';
import { type NextStep, nextAttempt } from '@kshem/domain/schedule/next-attempt.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { TriageResult } from '@kshem/domain/triage/triage.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inTrips, type Statement, type Trips } from '../db/in-trips.ts';
import { inScope } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { refreshHousehold } from '../worklist/refresh-household.ts';
import { repointText } from '../worklist/repoint-statement.ts';
import { type Judged, judgeAnswers } from './judge-answers.ts';
import { keptResult, restoredResult } from './kept-result.ts';
import { partsOf, submissionRow } from './submission-row.ts';
import {
  attemptsOfDay,
  type EarlierAttempt,
  readOpenOfEpisode,
  readSubmitContext,
  type SubmitContext,
} from './submit-context.ts';
import { parametersOf, submitStatement } from './submit-statement.ts';
import { asksForMore, type Follows, isCutShort, type Next, type RaisedNeed, whatFollows } from './what-follows.ts';

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

/** What the answers meant and what follows, as it is answered and kept. */
export type Meant = Omit<SubmittedResult, 'late' | 'repeated'>;

/** What the answers meant and what follows. */
export type SubmittedResult = Pick<
  TriageResult,
  | 'level'
  | 'reasons'
  | 'undecided'
  | 'remeasure'
  | 'advice'
  | 'isolation'
  | 'secondHand'
  | 'highRisk'
  | 'dayOfIllness'
  | 'news2'
  | 'protocolVersion'
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

async function submit(
  deps: Deps,
  trips: Trips,
  actor: Actor & { userId: string },
  sent: SubmittedAnswers,
): Promise<SubmittedResult> {
  const now = deps.now();
  const { districtId, userId } = actor;
  const context = await readSubmitContext(trips, districtId, sent);
  if (context === null) throw new AppError('not-found', { checkInId: sent.checkInId });
  const compiled = await deps.protocols.get(context.programmeId, context.version);
  if (context.earlier !== null) return asBefore(compiled, context.earlier, sent);
  const judged = judgeAnswers(compiled, context, sent, now);
  const step = isCutShort({ judged, context }) ? await askLadder(trips, districtId, compiled, context, sent, judged) : null;
  const open = asksForMore(compiled, judged)
    ? await readOpenOfEpisode(trips, districtId, {
        dueOn: sent.checkInDueOn,
        checkInId: sent.checkInId,
        episodeId: context.episodeId,
      })
    : null;
  const follows = whatFollows({ compiled, context, sent, judged, userId, now, step, open });
  const result = resultOf(judged, follows);
  const decided = { context, sent, judged, follows, result: keptResult(result, compiled), now, compiled };
  const row = submissionRow(deps, actor, decided);
  const parts = partsOf(decided, row);
  const { text, values } = submitStatement(parts);
  const written = { text, values: values(parametersOf(row)) };
  const turn = { districtId, householdId: context.deskHouseholdId, now };
  const changesTurn = parts.item !== 'none' || parts.again;
  const [, rows] = await trips.commit(
    ...(changesTurn ? [lockedTurn(turn)] : []),
    written,
    ...(changesTurn && !parts.endsTurn ? [refreshed(turn)] : []),
  );
  if (parts.endsTurn && rows?.[0]?.turns === 0)
    await inScope(deps.app, actor, (trx) => refreshHousehold(trx, districtId, turn.householdId, now));
  return { ...result, late: follows.late, repeated: false };
}

/** Check-in and household are locked in one order, a stop locks them in another: whoever loses a deadlock goes again. */
const deadlock = '40P01';
const tries = 3;

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await run();
    } catch (error) {
      // The same answers came twice at one instant: on the second look the first are found, unless they are of another check-in.
      const doubled = violatedUnique(error)?.startsWith('submission') === true;
      if (doubled && i === tries) throw new AppError('conflict');
      if (i === tries || !(doubled || (error as { code?: unknown }).code === deadlock)) throw error;
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
  const tried = attempts
    .filter(({ isThis }) => !isThis)
    .map((one) => ({ disposition: one.disposition as Disposition, at: one.at, contactPointRank: one.rank }));
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

function resultOf({ triage, refused }: Judged, follows: Follows): Meant {
  const { needs, escalation, next, disposition } = follows;
  const { level, reasons, undecided, remeasure, advice, isolation, secondHand, highRisk, dayOfIllness, news2, protocolVersion } =
    triage;
  return {
    ...{ level, reasons, undecided, remeasure, advice, isolation, secondHand, highRisk, dayOfIllness, news2, protocolVersion },
    ...{ needs, disposition, nextContact: next },
    ...(escalation && { escalation: { to: escalation.to, level: escalation.level, dueAt: escalation.dueAt } }),
    refused: refused.map(({ linkId, code, hint }) => ({ linkId, code, hint })),
  };
}

/** What the first send was answered with. */
function asBefore(
  compiled: CompiledProtocol,
  earlier: NonNullable<SubmitContext['earlier']>,
  sent: SubmittedAnswers,
): SubmittedResult {
  if (earlier.checkInId !== sent.checkInId) throw new AppError('conflict', { submissionId: sent.submissionId });
  return { ...restoredResult(earlier.triage, compiled), late: earlier.late, repeated: true };
}

const refreshStatement = repointText({
  district: '$1::int',
  households: 'array[$2::uuid]',
  now: '$3::timestamptz',
  release: 'false',
});

type TurnOf = { readonly districtId: number; readonly householdId: string; readonly now: Date };

/** Before what changes the household's turn, in a statement of its own: the next one then sees what others of it were doing. */
function lockedTurn({ districtId, householdId }: TurnOf): Statement {
  return { text: lockStatement, values: [districtId, householdId] };
}

const lockStatement = 'select from worklist_household where district_id = $1 and household_id = $2 for no key update';

/** The household's turn after its items have changed. */
function refreshed({ districtId, householdId, now }: TurnOf): Statement {
  return { text: refreshStatement, values: [districtId, householdId, now] };
}
