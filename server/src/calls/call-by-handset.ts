import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inTurn } from '../caller-legs/in-turn.ts';
import { closeCallerLeg } from '../caller-legs/open-caller-leg.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { deadlineFrom, ringSeconds } from './channel.ts';
import { dialWritten, writeDial } from './dial-and-record.ts';
import { legIdOf } from './leg-id.ts';
import { letLineGo } from './let-line-go.ts';
import type { PlacedCall } from './place-call.ts';
import { findOwnCall, insertCall, moveOpenAttempts } from './queries.ts';
import { takeNews } from './take-news.ts';

/**
 * Goes on by the caller's own handset with a call that the exchange was to carry, whatever has become of that: its line is let go, and the
 * attempts that have no outcome move to a new call. They stay the same attempts: the person was tried once, and what was said stands. The
 * caller's own telephone is put down too: it is usually the one they dial with now.
 *
 * @throws AppError not-found (no such call of this caller through the exchange) · attempt-closed (everybody on it has an outcome) ·
 * already-being-called
 */
export async function callByHandset(deps: Deps, actor: Actor, phoneCallId: string): Promise<PlacedCall> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const caller = { ...actor, userId };
  // Not while the exchange is just being told to ring them.
  const moved = await inTurn({ districtId, userId }, async () => {
    const moved = await againOnDeadlock(() => inScope(deps.app, actor, (trx) => move(deps, trx, caller, phoneCallId))).catch(
      refuseDouble,
    );
    await letLineGo(deps, { districtId, phoneCallId, channel: 'asterisk' });
    return moved;
  });
  await closeCallerLeg(deps, actor).catch((error: unknown) =>
    deps.log.warn({ phoneCallId, err: error }, 'the own telephone stays up'),
  );
  const { attempts, number, ...call } = moved;
  const attemptIds = attempts.map(({ attemptId }) => attemptId);
  const toDial = { districtId, phoneCallId: call.phoneCallId, attemptIds, to: number, timeoutSeconds: ringSeconds };
  const dial = await dialWritten(deps.telephony.handset, toDial);
  await inScope(deps.app, actor, (trx) => writeDial(deps, trx, toDial, dial));
  return { ...call, attempts, channel: 'handset', dial };
}

type Moved = Omit<PlacedCall, 'dial' | 'channel'> & { readonly number: string };

async function move(deps: Deps, trx: Trx, actor: Actor & { userId: string }, from: string): Promise<Moved> {
  const { districtId, userId } = actor;
  const old = await findOwnCall(trx, districtId, userId, from);
  if (old?.channel !== 'asterisk') throw new AppError('not-found', { phoneCallId: from });
  const at = deps.now();
  const eventId = `${legIdOf({ districtId, phoneCallId: from })}:by-handset`;
  const news = { type: 'ended', at, cause: 'normal' } as const;
  await takeNews(deps, trx, { districtId, phoneCallId: from, eventId, kind: 'by-handset', at, news });
  const { householdId, contactPointId, number, fence } = old;
  const phoneCallId = deps.newId();
  await insertCall(
    trx,
    {
      ...{ id: phoneCallId, district_id: districtId, household_id: householdId, contact_point_id: contactPointId, fence },
      ...{ caller_id: userId, channel: 'handset', state: 'requested', requested_at: at, deadline_at: deadlineFrom(at, 'unseen') },
    },
    [],
  );
  const attempts = await moveOpenAttempts(trx, districtId, from, phoneCallId);
  if (attempts.length === 0) throw new AppError('attempt-closed', { phoneCallId: from });
  await writeAudit(deps, trx, actor, {
    action: 'call.by-handset',
    subjectKind: 'phone-call',
    subjectId: phoneCallId,
    detail: { householdId, from, attemptIds: attempts.map(({ attemptId }) => attemptId) },
  });
  return { phoneCallId, contactPointId, number, attempts };
}

/** Another call to this number was placed in the meantime. */
function refuseDouble(error: unknown): never {
  if (violatedUnique(error) === 'phone_call_one_live') throw new AppError('already-being-called');
  throw error;
}
