import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import type { SubmittedAnswers, SubmittedResult } from './submit-answers.ts';
import { type Outcome, type Submitting, submitBatch } from './submit-batch.ts';

type Submitter = Actor & { readonly userId: string };
type Waiting = Submitting & { readonly settle: (outcome: SubmittedResult | Promise<SubmittedResult>) => void };

/**
 * Submissions that arrive while others are being written go out together, in one transaction: most of what a statement costs is its
 * beginning. One that comes alone goes at once, so nobody waits for company. Each is judged and kept for itself; when a transaction of
 * several fails, each is tried alone, so that none fails for another's sake.
 */
export function submitTogether(deps: Deps, actor: Submitter, sent: SubmittedAnswers): Promise<SubmittedResult> {
  const desk = deskOf(deps);
  return new Promise((resolve) => {
    desk.waiting.push({ actor, sent, settle: resolve });
    next(deps, desk);
  });
}

/** Transactions of several at a time; more of them would only be smaller. */
const mostBatches = 6;
/** Submissions in one: beyond it the first waits longer than the rest save. */
const mostTogether = 12;
/** Those that wait for a check-in that somebody else is writing: each holds a connection, others need some too. */
const mostAlone = 3;

type Desk = { waiting: Waiting[]; batches: number; alone: Waiting[]; lone: number };

const desks = new WeakMap<Deps, Desk>();

function deskOf(deps: Deps): Desk {
  const known = desks.get(deps);
  if (known) return known;
  const made: Desk = { waiting: [], batches: 0, alone: [], lone: 0 };
  desks.set(deps, made);
  return made;
}

function next(deps: Deps, desk: Desk): void {
  while (desk.batches < mostBatches && desk.waiting.length > 0) {
    desk.batches++;
    const batch = takeBatch(desk);
    void runBatch(deps, desk, batch).finally(() => {
      desk.batches--;
      next(deps, desk);
    });
  }
  while (desk.lone < mostAlone) {
    const one = desk.alone.shift();
    if (!one) return;
    desk.lone++;
    one.settle(
      runAlone(deps, one).finally(() => {
        desk.lone--;
        next(deps, desk);
      }),
    );
  }
}

/** The first that waits with those that may go with it: of its district, day and kind of scope, and each check-in once. */
function takeBatch(desk: Desk): Waiting[] {
  const [first] = desk.waiting;
  const key = first && keyOf(first);
  const taken = new Map<string, Waiting>();
  const left: Waiting[] = [];
  for (const one of desk.waiting) {
    const fits = taken.size < mostTogether && keyOf(one) === key && !taken.has(one.sent.checkInId);
    if (fits) taken.set(one.sent.checkInId, one);
    else left.push(one);
  }
  desk.waiting = left;
  return [...taken.values()];
}

function keyOf({ actor, sent }: Submitting): string {
  return `${actor.districtId} ${sent.checkInDueOn} ${actor.areas === 'all'}`;
}

async function runBatch(deps: Deps, desk: Desk, batch: readonly Waiting[]): Promise<void> {
  const outcomes = await submitBatch(deps, batch, false).catch(() => null);
  for (const one of batch) {
    const outcome = outcomes?.get(one.sent.checkInId) ?? 'held';
    if (outcome === 'held') desk.alone.push(one);
    else one.settle(settled(outcome));
  }
}

function settled(outcome: Exclude<Outcome, 'held'>): SubmittedResult | Promise<SubmittedResult> {
  return outcome instanceof AppError ? Promise.reject(outcome) : outcome;
}

/** Check-in and household are locked in one order, a stop locks them in another: whoever loses a deadlock goes again. */
const deadlock = '40P01';
const tries = 3;

async function runAlone(deps: Deps, one: Submitting): Promise<SubmittedResult> {
  for (let i = 1; ; i++) {
    try {
      const outcome = (await submitBatch(deps, [one], true)).get(one.sent.checkInId) ?? 'held';
      if (outcome === 'held') throw new AppError('not-found', { checkInId: one.sent.checkInId });
      return await settled(outcome);
    } catch (error) {
      // The same answers came twice at one instant: on the second look the first are found, unless they are of another check-in.
      const doubled = violatedUnique(error)?.startsWith('submission') === true;
      if (doubled && i === tries) throw new AppError('conflict', { submissionId: one.sent.submissionId });
      if (i === tries || !(doubled || (error as { code?: unknown }).code === deadlock)) throw error;
    }
  }
}
