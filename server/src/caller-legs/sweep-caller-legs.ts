import { callerLegIdOf, readCallerLegId } from '../calls/leg-id.ts';
import type { Deps } from '../deps.ts';
import type { LiveCall, Provider } from '../telephony/provider.ts';
import { bringTogether } from './bring-together.ts';
import { legDeadline } from './deadlines.ts';
import { forgetLegsBefore, type LiveCallerLeg, listCallersOnLine, listLiveLegs, saveAnswered, saveEnded } from './queries.ts';

/** What is over is of no use to anybody but a technician who looks into yesterday. */
const keptDays = 30;
/** A leg younger than this may be between its row and its dialling. */
const graceMs = 30_000;

/**
 * Repairs what a crash or lost news left behind on the callers' own legs of a district: answers and ends that nobody heard are written,
 * lines that nobody uses are hung up, and each caller is brought to whom they called. After every connect and each minute, by the server in
 * charge; repeating it changes nothing.
 */
export async function sweepCallerLegs(deps: Deps, provider: Provider, districtId: number): Promise<void> {
  // The rows first: a leg that is opened in between is then not taken for one that is missing.
  const rows = await deps.system.transaction().execute((trx) => listLiveLegs(trx, districtId));
  const live = new Map((await provider.liveCalls()).map((call) => [call.legId, call]));
  for (const row of rows)
    await repair(deps, provider, districtId, row, live.get(callerLegIdOf({ districtId, callerLegId: row.id })));
  // Also those whose own telephone is gone: the person they called is let go.
  const onLine = await deps.system.transaction().execute((trx) => listCallersOnLine(trx, districtId));
  for (const userId of new Set([...rows.map((row) => row.userId), ...onLine])) {
    await bringTogether(deps, provider, { districtId, userId });
  }
  await hangUpStrays(deps, provider, districtId, [...live.values()]);
  const forgotten = new Date(deps.now().getTime() - keptDays * 86_400_000);
  await deps.system.transaction().execute((trx) => forgetLegsBefore(trx, districtId, forgotten));
}

async function repair(
  deps: Deps,
  provider: Provider,
  districtId: number,
  { id, state, requestedAt, deadlineAt }: LiveCallerLeg,
  call: LiveCall | undefined,
): Promise<void> {
  const at = deps.now();
  const isGone = call === undefined && at.getTime() - requestedAt.getTime() > graceMs;
  if (call?.state === 'answered' && state === 'dialling') {
    const answered = { districtId, id, at, deadlineAt: legDeadline(at, 'idle') };
    await deps.system.transaction().execute((trx) => saveAnswered(trx, answered));
    deps.hints.changed(districtId, ['calls']);
  } else if (isGone) {
    await deps.system.transaction().execute((trx) => saveEnded(trx, { districtId, id, at, cause: 'lost' }));
    deps.hints.changed(districtId, ['calls']);
  } else if (deadlineAt <= at) {
    await provider.hangUp(callerLegIdOf({ districtId, callerLegId: id }));
  }
}

/** Lines that stand open though their row is over. */
async function hangUpStrays(deps: Deps, provider: Provider, districtId: number, live: readonly LiveCall[]): Promise<void> {
  const rows = await deps.system.transaction().execute((trx) => listLiveLegs(trx, districtId));
  const wanted = new Set(rows.map(({ id }) => callerLegIdOf({ districtId, callerLegId: id })));
  for (const { legId } of live) {
    if (readCallerLegId(legId)?.districtId === districtId && !wanted.has(legId)) await provider.hangUp(legId);
  }
}
