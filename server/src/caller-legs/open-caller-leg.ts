import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { exchangeOf } from '../calls/channel.ts';
import { callerLegIdOf } from '../calls/leg-id.ts';
import { inScope } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { legDeadline, longestShiftSeconds, ownPhoneRingsSeconds } from './deadlines.ts';
import { onCallerLegEvent } from './on-caller-leg-event.ts';
import { findLiveLeg, findOwnNumber, insertLeg } from './queries.ts';

export type CallerLegState = 'none' | 'dialling' | 'answered';

/**
 * Rings the caller's own telephone, which then stays connected: the people called are brought to it one after the other. The row is
 * committed before anything is dialled. A caller who is connected already is left as they are.
 *
 * @throws AppError no-own-number · unavailable (no exchange, or it cannot dial now)
 */
export async function openCallerLeg(deps: Deps, actor: Actor): Promise<CallerLegState> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const provider = exchangeOf(deps.telephony);
  const written = await writeLeg(deps, { ...actor, userId });
  if (written.kind === 'there') return written.state;
  const { id, number } = written;
  const legId = callerLegIdOf({ districtId, callerLegId: id });
  const wish = { side: 'caller' as const, timeoutSeconds: ownPhoneRingsSeconds, longestSeconds: longestShiftSeconds };
  const dial = await provider.dial({ attemptId: id, legId, to: number, ...wish });
  if (dial.kind === 'accepted') return 'dialling';
  const refused = { type: 'ended', cause: 'provider-failure' } as const;
  const about = { id: `${legId}:refused`, attemptId: id, legId, at: deps.now() };
  await onCallerLegEvent(deps, { districtId, callerLegId: id }, { ...about, ...refused });
  throw new AppError('unavailable', { refusal: dial.refusal });
}

type Written = { kind: 'there'; state: CallerLegState } | { kind: 'written'; id: string; number: string };

async function writeLeg(deps: Deps, actor: Actor & { userId: string }): Promise<Written> {
  const { districtId, userId } = actor;
  const there = async (): Promise<Written | null> => {
    const live = await inScope(deps.app, actor, (trx) => findLiveLeg(trx, districtId, userId));
    return live && { kind: 'there', state: live.state };
  };
  const found = await there();
  if (found) return found;
  const id = deps.newId();
  try {
    return await inScope(deps.app, actor, async (trx) => {
      const number = await findOwnNumber(trx, userId);
      if (number === null) throw new AppError('no-own-number');
      const at = deps.now();
      const row = { district_id: districtId, id, user_id: userId, state: 'dialling', requested_at: at };
      await insertLeg(trx, { ...row, deadline_at: legDeadline(at, 'ringing') });
      await writeAudit(deps, trx, actor, { action: 'own-phone.rung', subjectKind: 'caller-leg', subjectId: id });
      return { kind: 'written', id, number };
    });
  } catch (error) {
    // Twice at once, in two tabs: the other one rings.
    if (violatedUnique(error) !== 'caller_leg_one_live') throw error;
    return (await there()) ?? { kind: 'there', state: 'none' };
  }
}

/** Hangs the caller's own telephone up; a person on the line is let go too. */
export async function closeCallerLeg(deps: Deps, actor: Actor): Promise<void> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const leg = await inScope(deps.app, actor, (trx) => findLiveLeg(trx, districtId, userId));
  if (leg) await deps.telephony.asterisk?.hangUp(callerLegIdOf({ districtId, callerLegId: leg.id }));
}
