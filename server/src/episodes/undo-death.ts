import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { declineOpenOfKind } from '../needs/decline-need.ts';
import { lockVisiblePerson } from '../people/lock-visible-person.ts';
import type { PersonRow } from '../people/queries.ts';
import { clearDeceased, confirmUndo, findOpenUndo, insertUndo, reopenEndedByDeath } from './undo-queries.ts';

/**
 * Says that a death was told wrongly. Nothing changes until somebody else confirms it: a family must not be rung about somebody who died.
 *
 * @throws AppError not-found · not-dead · conflict (somebody has said so already)
 */
export function askUndoDeath(deps: Deps, actor: Actor, asked: { personId: string; reason: string }): Promise<void> {
  return overTheDistrict(deps, actor, async (trx, userId) => {
    const { personId, areaId } = await lockDead(trx, actor, asked.personId);
    const made = await insertUndo(trx, {
      ...{ district_id: actor.districtId, id: deps.newId(), person_id: personId, area_id: areaId },
      ...{ reason: asked.reason, asked_by: userId, asked_at: deps.now() },
    });
    if (!made) throw new AppError('conflict', { personId });
    await writeAudit(deps, trx, actor, { action: 'death.undo-asked', subjectKind: 'person', subjectId: personId });
  });
}

/**
 * Whether somebody says that a death was told wrongly.
 * @throws AppError not-found
 */
export function readUndoDeath(deps: Deps, actor: Actor, { personId }: { personId: string }) {
  return overTheDistrict(deps, actor, async (trx, userId) => {
    const person = await lockVisiblePerson(trx, actor, personId);
    const open = await findOpenUndo(trx, actor.districtId, person.personId);
    if (!open) return { asked: null };
    const { askedBy, askedAt: at, reason, byHi, byEn } = open;
    return { asked: { by: { hi: byHi, en: byEn }, at, reason, mine: askedBy === userId } };
  });
}

/**
 * Confirms, as the second person, that a death was told wrongly: the person may be called again and the follow-ups that it ended go on. The
 * others under the roof stay left alone until a supervisor resumes them, as they were told; who is enrolled there from now on is called.
 *
 * @throws AppError not-found · not-dead · needs-a-second (the same person asked for it) · conflict (nobody asked)
 */
export function confirmUndoDeath(deps: Deps, actor: Actor, { personId }: { personId: string }): Promise<{ reopened: string[] }> {
  return overTheDistrict(deps, actor, async (trx, userId) => {
    const { districtId } = actor;
    const person = await lockDead(trx, actor, personId);
    const open = await findOpenUndo(trx, districtId, person.personId);
    if (!open) throw new AppError('conflict', { personId });
    if (open.askedBy === userId) throw new AppError('needs-a-second', { personId });
    const now = deps.now();
    const reopened = await reopenEndedByDeath(trx, { districtId, personId: person.personId, since: person.deceasedAt, now });
    await confirmUndo(trx, districtId, open.id, userId, now);
    await clearDeceased(trx, districtId, person.personId, now);
    const mourning = { districtId, personId: person.personId, kind: 'bereavement', by: userId } as const;
    await declineOpenOfKind(trx, deps, { ...mourning, note: 'the death was told wrongly' });
    const subject = { subjectKind: 'person', subjectId: person.personId };
    await writeAudit(deps, trx, actor, { action: 'death.undone', ...subject, detail: { reopened, askedBy: open.askedBy } });
    return { reopened };
  });
}

/** A death and its end reach over wards: the family may live in several. */
function overTheDistrict<T>(
  deps: Deps,
  { districtId, userId }: Actor,
  work: (trx: Trx, userId: string) => Promise<T>,
): Promise<T> {
  if (userId === null) throw new AppError('not-allowed');
  return againOnDeadlock(() => inScope(deps.system, { districtId, areas: 'all' }, (trx) => work(trx, userId)));
}

async function lockDead(trx: Trx, actor: Actor, personId: string): Promise<PersonRow & { deceasedAt: Date }> {
  const person = await lockVisiblePerson(trx, actor, personId);
  const { deceasedAt } = person;
  if (!deceasedAt) throw new AppError('not-dead', { personId });
  return { ...person, deceasedAt };
}
