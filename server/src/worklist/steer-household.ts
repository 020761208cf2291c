import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { lockTurn } from './queries.ts';
import { repoint } from './repoint-statement.ts';
import { findFirstDue, findWhetherOffered, type Steering, steerItems } from './watch-queries.ts';

export type Steer =
  /** Offered first of its band: the family rang and asked. What a protocol forbids (too soon after a try) is still refused when dialling. */
  | { readonly action: 'hurry' }
  /** For today's calls; the person's own language is changed on their page. */
  | { readonly action: 'language'; readonly language: string }
  /** Due at once, and that caller's alone for a promise's few minutes; then anybody's. */
  | { readonly action: 'caller'; readonly callerId: string };

/**
 * Moves a household's turn inside its band, to another language or to one caller first. Bands are clinical: nobody moves a person across
 * them. A household that somebody holds is theirs.
 *
 * @returns how many items were moved
 * @throws AppError not-found · being-called · nobody-to-call (nothing is open) · assignee-not-possible
 */
export async function steerHousehold(
  deps: Deps,
  actor: Actor,
  { householdId, reason, ...steer }: Steer & { readonly householdId: string; readonly reason: string },
): Promise<number> {
  const { districtId } = actor;
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const turn = await lockTurn(trx, districtId, householdId);
    if (!turn) throw new AppError('not-found', { householdId });
    if (turn.state !== 'ready' && turn.state !== 'idle') throw new AppError('being-called', { householdId });
    await checkCaller(trx, districtId, householdId, steer);
    const moved = await steerItems(trx, {
      districtId,
      householdId,
      now,
      ...(await changeBy(trx, districtId, steer, turn.band, now)),
    });
    if (moved === 0) throw new AppError('nobody-to-call', { householdId });
    await repoint(trx, { districtId, householdIds: [householdId], now, release: false });
    const subject = { subjectKind: 'household', subjectId: householdId };
    await writeAudit(deps, trx, actor, { action: 'worklist.steered', ...subject, detail: { ...steer, reason } });
    return moved;
  });
}

async function checkCaller(trx: Trx, districtId: number, householdId: string, steer: Steer): Promise<void> {
  if (steer.action !== 'caller') return;
  const offered = await findWhetherOffered(trx, districtId, householdId, steer.callerId);
  if (!offered) throw new AppError('assignee-not-possible', { callerId: steer.callerId });
}

/** An item's instant orders it inside its band, so whoever is to be first comes a moment before the first. */
async function changeBy(
  trx: Trx,
  districtId: number,
  steer: Steer,
  band: number,
  now: Date,
): Promise<Pick<Steering, 'dueAt' | 'language' | 'callbackFor'>> {
  if (steer.action === 'language') return { language: steer.language };
  if (steer.action === 'caller') return { dueAt: now, callbackFor: steer.callerId };
  const first = await findFirstDue(trx, districtId, band);
  return { dueAt: new Date(Math.min(now.getTime(), (first ?? now).getTime()) - 1000) };
}
