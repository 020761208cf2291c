import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type ExchangeState, exchangeState } from '../calls/channel.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { readNumbers } from '../people/read-numbers.ts';
import type { CallerLegState } from './open-caller-leg.ts';
import { type CallStanding, findCallStanding, findLiveLeg, findOwnNumber, forgetOwnNumber, keepOwnNumber } from './queries.ts';

export type OwnPhone = {
  readonly exchange: ExchangeState;
  /** E.164; for its owner's eyes only. */
  readonly number: string | null;
  readonly state: CallerLegState;
  /** Null unless one of the caller's own goes through the exchange. */
  readonly call: CallStanding | null;
};

/** The caller's own telephone, and how a call they placed through the exchange stands. */
export async function readOwnPhone(deps: Deps, actor: Actor, callId?: string): Promise<OwnPhone> {
  const { districtId } = actor;
  const userId = mustBeSomebody(actor);
  const exchange = exchangeState(deps.telephony);
  return inScope(deps.app, actor, async (trx) => ({
    exchange,
    number: await findOwnNumber(trx, userId),
    state: (await findLiveLeg(trx, districtId, userId))?.state ?? 'none',
    call: callId === undefined ? null : await findCallStanding(trx, districtId, userId, callId),
  }));
}

/**
 * Keeps where the caller is rung. Only what the country's own numbering plan knows: whoever can have any number of the world rung can
 * run up a bill.
 *
 * @param number as typed; null forgets it
 * @throws AppError number-unreadable
 */
export async function saveOwnPhone(deps: Deps, actor: Actor, number: string | null): Promise<OwnPhone> {
  const userId = mustBeSomebody(actor);
  const read = number === null ? null : domestic(number);
  await inScope(deps.app, actor, async (trx) => {
    if (read === null) await forgetOwnNumber(trx, userId);
    else await keepOwnNumber(trx, userId, read, deps.now());
    const action = read === null ? 'own-phone.forgotten' : 'own-phone.set';
    await writeAudit(deps, trx, actor, { action, subjectKind: 'user', subjectId: userId });
  });
  return readOwnPhone(deps, actor);
}

function domestic(typed: string): string {
  const [phone, ...more] = readNumbers([typed]);
  if (!phone || more.length > 0 || phone.warnings.includes('foreign')) {
    throw new AppError('number-unreadable', { index: 0, problem: 'invalid' });
  }
  return phone.e164;
}

function mustBeSomebody({ userId }: Actor): string {
  if (userId === null) throw new AppError('not-allowed');
  return userId;
}
