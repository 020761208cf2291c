import { listUsers } from '../access/list-users.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listEventsOfActor, listEventsOfSubject, seesPerson, type TrailEvent } from './queries.ts';
import { writeAudit } from './write-audit.ts';

export type Trail = { items: TrailEvent[]; next: string | null };
type Page = { after?: string; limit: number };

/**
 * Who saw or changed a subject in the actor's district. The look is itself written down.
 * @throws AppError not-found for a person outside the actor's areas.
 */
export function whoSaw(deps: Deps, actor: Actor, { subjectId, ...page }: Page & { subjectId: string }): Promise<Trail> {
  return inScope(deps.app, actor, async (trx) => {
    const rows = await listEventsOfSubject(trx, { ...bounds(actor, page), subjectId });
    const ofPerson = rows.some(({ subjectKind }) => subjectKind === 'person');
    if (ofPerson && !(await seesPerson(trx, actor.districtId, subjectId))) throw new AppError('not-found', { subjectId });
    await writeAudit(deps, trx, actor, { action: 'trail.viewed', subjectKind: 'trail', subjectId });
    return trailOf(rows, page.limit);
  });
}

/** What an account did on a day (UTC). @throws AppError not-found for an account outside the actor's areas. */
export async function whatDid(deps: Deps, actor: Actor, asked: Page & { userId: string; day: string }): Promise<Trail> {
  const { userId, day, ...page } = asked;
  const accounts = await listUsers(deps, actor);
  if (!accounts.some((account) => account.userId === userId)) throw new AppError('not-found', { userId });
  return inScope(deps.app, actor, async (trx) => {
    const rows = await listEventsOfActor(trx, { ...bounds(actor, page), actorId: userId, day });
    await writeAudit(deps, trx, actor, { action: 'trail.viewed', subjectKind: 'user', subjectId: userId, detail: { day } });
    return trailOf(rows, page.limit);
  });
}

function bounds({ districtId }: Actor, { after, limit }: Page) {
  return { districtId, after: after ?? null, limit: limit + 1 };
}

function trailOf(rows: TrailEvent[], limit: number): Trail {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
