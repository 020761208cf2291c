import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listClosed, listRevisions } from './ledger-queries.ts';

export type ClosedDaysAsked = { readonly programmeId?: string; readonly after?: string | undefined; readonly limit: number };

/** Closed days, latest first, each with its last revision. Counts of the whole district; nobody is named. */
export async function listClosedDays(deps: Deps, actor: Actor, { programmeId, after, limit }: ClosedDaysAsked) {
  const { districtId } = actor;
  const place = after === undefined ? null : readPlace(after);
  const items = await inScope(deps.app, actor, (trx) => listClosed(trx, { districtId, programmeId, after: place, limit }));
  const last = items.length === limit ? items.at(-1) : undefined;
  return { items, next: last ? `${last.day}~${last.programmeId}` : null };
}

function readPlace(written: string): { day: string; programmeId: string } {
  const [, day, programmeId] = /^(\d{4}-\d\d-\d\d)~(.{1,60})$/.exec(written) ?? [];
  if (!day || !programmeId) throw new AppError('bad-request', { fields: ['after'] });
  return { day, programmeId };
}

/** Every revision of a closed day, the first one first. @throws AppError not-found when it is not closed */
export async function readClosedDay(deps: Deps, actor: Actor, of: { day: string; programmeId: string }) {
  const items = await inScope(deps.app, actor, (trx) => listRevisions(trx, { ...of, districtId: actor.districtId }));
  if (items.length === 0) throw new AppError('not-found', of);
  return { items };
}
