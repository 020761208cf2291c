import type { Cause } from '@kshem/domain/attempt/cause.ts';
import { dispositionFromCause } from '@kshem/domain/attempt/disposition-from-cause.ts';
import { systemActor } from '../actor.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Deps } from '../deps.ts';
import type { LiveCall, Provider } from '../telephony/provider.ts';
import { deadlineFrom, telephones } from './channel.ts';
import { legIdOf, readLegId } from './leg-id.ts';
import { letLineGo } from './let-line-go.ts';
import { type Abandoned, type LiveRow, listAbandonedAttempts, listEnded, listLiveCalls } from './reconcile-queries.ts';
import { settleAttempt } from './settle-attempt.ts';
import { takeNews } from './take-news.ts';

export type Reconciled = {
  /** Calls that the telephone does not know, or of which nothing was heard in time. */
  readonly lost: number;
  /** Attempts whose caller is gone. */
  readonly closed: number;
};

/** A call younger than this may be between its row and its dialling in another process. */
const graceSeconds = 30;
/** A caller may write down the outcome for so long after the call; then the server does. */
const writeUpMinutes = 15;

/**
 * Repairs what a crash, a dead browser or a silent telephone left behind: calls nobody knows of are ended as lost, and attempts whose
 * caller is gone are closed by what the line said, else as our failure, and their people put back on the desk. Every minute, and at
 * start; repeating it changes nothing. Nobody is rung by it, and nobody stays locked after it.
 */
export async function reconcile(deps: Deps, districtId: number): Promise<Reconciled> {
  const lost = await endLostCalls(deps, districtId);
  const abandoned = await deps.system
    .transaction()
    .execute((trx) => listAbandonedAttempts(trx, { districtId, now: deps.now(), writtenUpBy: minutesAgo(deps, writeUpMinutes) }));
  for (const attempt of abandoned) await closeAbandoned(deps, districtId, attempt);
  if (lost + abandoned.length > 0) deps.log.info({ districtId, lost, closed: abandoned.length }, 'calls reconciled');
  return { lost, closed: abandoned.length };
}

async function endLostCalls(deps: Deps, districtId: number): Promise<number> {
  // The rows first: a call placed in between is then not missing from the telephones' answer.
  const rows = await deps.system.transaction().execute((trx) => listLiveCalls(trx, districtId, deps.now()));
  const known = new Map<string, Known>();
  for (const { channel, provider } of telephones(deps.telephony)) known.set(channel, await liveCallsOf(deps, provider));
  let lost = 0;
  for (const row of rows) {
    const legs = known.get(row.channel) ?? null;
    if (isLost(deps, districtId, row, legs)) lost += (await endAsLost(deps, districtId, row)) ? 1 : 0;
    else await catchUp(deps, districtId, row, legs);
  }
  for (const { channel, provider } of telephones(deps.telephony)) {
    await hangUpStrays(deps, districtId, provider, known.get(channel) ?? null);
  }
  return lost;
}

/** Legs that are up, by their ids; null where a missing leg proves nothing. */
type Known = ReadonlyMap<string, LiveCall> | null;

async function liveCallsOf(deps: Deps, provider: Provider): Promise<Known> {
  if (provider.capabilities.selfReported) return null;
  try {
    return new Map((await provider.liveCalls()).map((call) => [call.legId, call]));
  } catch {
    // The exchange is out of reach, or another server is in charge of it and does this.
    deps.log.debug({ provider: provider.name }, 'a telephone cannot be asked for its calls');
    return null;
  }
}

function isLost(deps: Deps, districtId: number, call: LiveRow, known: Known): boolean {
  const now = deps.now();
  if (call.deadlineAt <= now) return true;
  const isYoung = call.requestedAt > minutesAgo(deps, graceSeconds / 60);
  // Nothing but the caller tells of such a call, and the caller is gone.
  if (known === null) return call.channel === 'handset' && !call.claimHeld && !isYoung;
  return !isYoung && !call.waitsForCaller && !known.has(legIdOf({ districtId, phoneCallId: call.id }));
}

/** What happened while nobody listened is not told again; what is true now is. */
async function catchUp(deps: Deps, districtId: number, call: LiveRow, known: Known): Promise<void> {
  const legId = legIdOf({ districtId, phoneCallId: call.id });
  const found = known?.get(legId)?.state;
  if (found === call.state || (found !== 'ringing' && found !== 'answered')) return;
  const at = deps.now();
  await deps.system.transaction().execute((trx) =>
    takeNews(deps, trx, {
      districtId,
      phoneCallId: call.id,
      eventId: `${legId}:found-${found}`,
      kind: found,
      at,
      news: { type: found, at },
      deadlineAt: deadlineFrom(at, found === 'ringing' ? 'ringing' : 'talking'),
    }),
  );
}

/** A line that stands open though its call is over: its end was written as lost while the exchange was out of reach. */
async function hangUpStrays(deps: Deps, districtId: number, provider: Provider, known: Known): Promise<void> {
  const ours = [...(known?.keys() ?? [])].flatMap((legId) => {
    const leg = readLegId(legId);
    return leg?.districtId === districtId ? [leg.phoneCallId] : [];
  });
  if (ours.length === 0) return;
  const ended = await deps.system.transaction().execute((trx) => listEnded(trx, districtId, ours));
  for (const phoneCallId of ended) await provider.hangUp(legIdOf({ districtId, phoneCallId }));
}

async function endAsLost(deps: Deps, districtId: number, call: LiveRow): Promise<boolean> {
  const at = deps.now();
  const legId = legIdOf({ districtId, phoneCallId: call.id });
  // A leg that is up after all, but far past its time, is let go; one that is not there does not mind.
  await letLineGo(deps, { districtId, phoneCallId: call.id, channel: call.channel });
  return deps.system.transaction().execute(async (trx) => {
    const told = { districtId, phoneCallId: call.id, eventId: `${legId}:lost`, kind: 'lost', at };
    return (await takeNews(deps, trx, { ...told, news: { type: 'lost', at } })) !== null;
  });
}

/** What the line itself said of an unanswered call is the person's; all else is our failure and is not held against them. */
async function closeAbandoned(deps: Deps, districtId: number, { attemptId, cause, answered }: Abandoned): Promise<void> {
  const disposition = (cause === null ? null : dispositionFromCause(cause as Cause, answered)) ?? 'technical-failure';
  const outcome = { attemptId, disposition };
  await againOnDeadlock(() =>
    deps.system.transaction().execute((trx) => settleAttempt(deps, trx, systemActor(districtId), outcome)),
  );
}

function minutesAgo(deps: Deps, minutes: number): Date {
  return new Date(deps.now().getTime() - minutes * 60_000);
}
