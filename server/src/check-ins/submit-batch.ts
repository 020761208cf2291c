import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { byKeyOnly, inTrips, type Statement, type Trips } from '../db/in-trips.ts';
import type { Scope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { repointText } from '../worklist/repoint-statement.ts';
import { type Judged, judgeAnswers } from './judge-answers.ts';
import { keptResult, restoredResult } from './kept-result.ts';
import { type Decided, submissionOf } from './submission-row.ts';
import type { Meant, SubmittedAnswers, SubmittedResult } from './submit-answers.ts';
import { readSubmitContexts, readSurroundings, type SubmitContext } from './submit-context.ts';
import { submitStatement } from './submit-statement.ts';
import { asksForMore, type Follows, whatFollows } from './what-follows.ts';

export type Submitting = { readonly actor: Actor & { readonly userId: string }; readonly sent: SubmittedAnswers };

/** `held`: another submission of the same person goes first, or somebody else is writing the check-in: to be tried again by itself. */
export type Outcome = SubmittedResult | AppError | 'held';

/**
 * Submits answers to different check-ins of one district and local day in one transaction of two round trips (three when more than the
 * routine follows from any). Its scope is that of all who submit; each is tested for the areas of its own submitter here.
 *
 * @param wait for check-ins that somebody else is writing; otherwise they are left as 'held'
 * @returns by check-in
 */
export function submitBatch(deps: Deps, batch: readonly Submitting[], wait: boolean): Promise<Map<string, Outcome>> {
  const work = async (trips: Trips) => {
    const [first] = batch;
    if (!first) return new Map();
    const { districtId } = first.actor;
    const dueOn = first.sent.checkInDueOn;
    const contexts = await readSubmitContexts(trips, { districtId, dueOn, sent: batch.map(({ sent }) => sent), wait });
    const outcomes = new Map<string, Outcome>();
    const judged = await judgeAll(deps, batch, contexts, outcomes, wait);
    const decided = await decideAll(trips, { districtId, dueOn, now: deps.now() }, judged);
    if (decided.length > 0) await write(deps, trips, { districtId, dueOn }, decided);
    for (const { sent, meant, follows } of decided)
      outcomes.set(sent.checkInId, { ...meant, late: follows.late, repeated: false });
    return outcomes;
  };
  return inTrips(deps.appPool, scopeOf(batch), work, byKeyOnly);
}

function scopeOf(batch: readonly Submitting[]): Scope {
  const districtId = batch[0]?.actor.districtId ?? 0;
  const areas = new Set<number>();
  for (const { actor } of batch) {
    if (actor.areas === 'all') return { districtId, areas: 'all' };
    for (const area of actor.areas) areas.add(area);
  }
  return { districtId, areas: [...areas] };
}

type JudgedOne = Submitting & { readonly context: SubmitContext; readonly compiled: CompiledProtocol; readonly judged: Judged };

/** Judges each that is to be written; what becomes of the others is put among the outcomes. */
async function judgeAll(
  deps: Deps,
  batch: readonly Submitting[],
  contexts: ReadonlyMap<string, SubmitContext>,
  outcomes: Map<string, Outcome>,
  wait: boolean,
): Promise<JudgedOne[]> {
  const judged: JudgedOne[] = [];
  const episodes = new Set<string>();
  for (const { actor, sent } of batch) {
    const context = contexts.get(sent.checkInId);
    if (context === undefined || !mayReach(actor, context)) {
      // Held or not there cannot be told apart without waiting.
      outcomes.set(
        sent.checkInId,
        context === undefined && !wait ? 'held' : new AppError('not-found', { checkInId: sent.checkInId }),
      );
      continue;
    }
    const compiled = await deps.protocols.get(context.programmeId, context.version);
    if (context.earlier !== null) outcomes.set(sent.checkInId, asBefore(compiled, context.earlier, sent));
    else if (episodes.has(context.episodeId)) outcomes.set(sent.checkInId, 'held');
    else judged.push({ actor, sent, context, compiled, judged: judgeAnswers(compiled, context, sent, deps.now()) });
    episodes.add(context.episodeId);
  }
  return judged;
}

function mayReach({ areas }: Actor, { areaIds }: SubmitContext): boolean {
  return areas === 'all' || areaIds.every((area) => areas.includes(area));
}

/** What the first send was answered with. */
function asBefore(
  compiled: CompiledProtocol,
  { checkInId, late, triage }: NonNullable<SubmitContext['earlier']>,
  sent: SubmittedAnswers,
): Outcome {
  if (checkInId !== sent.checkInId) return new AppError('conflict', { submissionId: sent.submissionId });
  return { ...restoredResult(triage, compiled), late, repeated: true };
}

type DecidedOne = Decided & Pick<Submitting, 'actor'> & { readonly meant: Meant };

async function decideAll(
  trips: Trips,
  of: { districtId: number; dueOn: string; now: Date },
  judged: readonly JudgedOne[],
): Promise<DecidedOne[]> {
  const zone = judged[0]?.context.zone ?? 'UTC';
  const midnight = instantAt(localDate(of.now, zone), '00:00', zone);
  const more = judged.filter(asksForMore).map(({ sent, context }) => ({ checkInId: sent.checkInId, ...context }));
  const aroundOf = await readSurroundings(trips, { ...of, midnight }, more);
  return judged.map((one) => {
    const { actor, sent, context, compiled, judged: judgement } = one;
    const facts = {
      context,
      sent,
      compiled,
      judged: judgement,
      userId: actor.userId,
      now: of.now,
      around: aroundOf(sent.checkInId),
    };
    const follows = whatFollows(facts);
    const meant = meantBy(judgement, follows);
    return { ...one, follows, meant, result: keptResult(meant, compiled) };
  });
}

function meantBy({ triage, refused }: Judged, follows: Follows): Meant {
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

async function write(
  deps: Deps,
  trips: Trips,
  of: { districtId: number; dueOn: string },
  decided: readonly DecidedOne[],
): Promise<void> {
  const now = deps.now();
  const submissions = decided.map((one) => submissionOf(deps, one.actor.userId, one));
  const households = [...new Set(decided.map(({ context }) => context.deskHouseholdId))].sort();
  await trips.commit(
    lockTurns(of.districtId, households),
    submitStatement({ ...of, now, submissions }),
    refresh(of.districtId, households, now),
  );
}

/** Before what changes the households' turns, in a statement of its own: the refresh then sees what others of them were doing. */
function lockTurns(districtId: number, households: readonly string[]): Statement {
  return { text: lockStatement, values: [districtId, households] };
}

const lockStatement = `
select from worklist_household where district_id = $1 and household_id = any ($2::uuid[]) order by household_id for no key update`;

/** The households' turns, now that items of theirs are done, put off or added. */
function refresh(districtId: number, households: readonly string[], now: Date): Statement {
  return { text: refreshStatement, values: [districtId, households, now] };
}

const refreshStatement = repointText({
  district: '$1::int',
  households: '$2::uuid[]',
  now: '$3::timestamptz',
  release: 'false',
});
