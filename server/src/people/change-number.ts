import { maskPhone } from '@kshem/domain/phone/mask-phone.ts';
import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { lockTurns } from '../worklist/lock-turns.ts';
import { householdOfNumbers } from './household-of-numbers.ts';
import { insertHousehold, setHousehold } from './household-queries.ts';
import { follow } from './join-households.ts';
import { lockVisiblePerson } from './lock-visible-person.ts';
import {
  belongsToHousehold,
  deleteNumberOfPerson,
  listNumbersOfPerson,
  type NumberOfPerson,
  putNumbers,
  putNumbersOfPerson,
  setRank,
} from './number-queries.ts';
import { insertPersonChange, type PersonRow } from './queries.ts';
import { readNumbers } from './read-numbers.ts';

export type NumberChange = {
  readonly personId: string;
  /** As typed; one number. */
  readonly number: string;
  /** The number it takes the place of; absent: it is added. */
  readonly replaces?: string;
  /** 1 is tried first. Absent: the place of the one replaced, else the last. */
  readonly rank?: number;
  readonly relation?: NumberOfPerson['relation'];
};

/**
 * Gives a person a telephone number, beside or instead of one they have. Who else is reached by it becomes of one household with them; a
 * person who shares nothing with the old household any more leaves it, unless a caller holds it just now.
 *
 * Runs over the whole district, because the number may reach people of other wards; of them nothing is answered.
 *
 * @throws AppError number-unreadable · not-found · being-called
 */
export async function changeNumber(
  deps: Deps,
  actor: Actor,
  change: NumberChange,
): Promise<{ contactPointId: string; householdId: string }> {
  const [phone, ...more] = readNumbers([change.number]);
  if (!phone || more.length > 0) throw new AppError('number-unreadable', { index: 0, problem: 'several' });
  return againOnDeadlock(() => deps.system.transaction().execute((trx) => write(deps, trx, actor, change, phone)));
}

async function write(deps: Deps, trx: Trx, actor: Actor, change: NumberChange, phone: Phone) {
  const { districtId } = actor;
  const at = deps.now();
  const [contactPointId] = (await putNumbers(trx, { districtId, phones: [phone], at, newId: deps.newId })) as [string];
  const person = await lockVisiblePerson(trx, actor, change.personId);
  const numbers = await listNumbersOfPerson(trx, districtId, person.personId);
  const replaced = numbers.find((one) => one.contactPointId === change.replaces);
  if (change.replaces !== undefined && !replaced) throw new AppError('not-found', { contactPointId: change.replaces });
  if (replaced) await deleteNumberOfPerson(trx, districtId, person.personId, replaced.contactPointId);
  const others = numbers.filter((one) => one !== replaced && one.contactPointId !== contactPointId);
  await rankNumbers(trx, person, districtId, others, {
    contactPointId,
    number: phone.e164,
    rank: change.rank ?? replaced?.rank ?? others.length + 1,
    relation: change.relation ?? replaced?.relation ?? 'self',
  });
  const own = replaced ? await leaveRoof(deps, trx, districtId, person) : person.householdId;
  const householdId = await householdOfNumbers(deps, trx, {
    districtId,
    own,
    contactPointIds: [contactPointId],
    personId: person.personId,
  });
  await record(deps, trx, actor, person, { replaced, phone, contactPointId, householdId });
  return { contactPointId, householdId };
}

/** Ranks are 1, 2, 3 … without gaps; the one that was given takes its place and pushes others back. */
async function rankNumbers(
  trx: Trx,
  { personId, areaId }: PersonRow,
  districtId: number,
  others: readonly NumberOfPerson[],
  given: NumberOfPerson,
): Promise<void> {
  const place = Math.min(Math.max(given.rank, 1), others.length + 1) - 1;
  const ordered = [...others.slice(0, place), given, ...others.slice(place)];
  for (const [index, { contactPointId, relation, rank }] of ordered.entries()) {
    const key = { district_id: districtId, person_id: personId, contact_point_id: contactPointId };
    const next = index + 1;
    if (contactPointId === given.contactPointId)
      await putNumbersOfPerson(trx, [{ ...key, area_id: areaId, rank: next, relation }]);
    else if (rank !== next) await setRank(trx, districtId, personId, contactPointId, next);
  }
}

/** @returns the household of the person from now on: one of their own when nothing joins them to the old one any more */
async function leaveRoof(deps: Deps, trx: Trx, districtId: number, { personId, householdId }: PersonRow): Promise<string> {
  if (await belongsToHousehold(trx, districtId, personId, householdId)) return householdId;
  const held = await lockTurns(trx, districtId, [householdId]);
  if (held.length > 0) return householdId;
  const now = deps.now();
  const to = deps.newId();
  await insertHousehold(trx, districtId, to, now);
  const personIds = await setHousehold(trx, { districtId, from: { personIds: [personId] }, to, now });
  await follow(deps, trx, { districtId, personIds, householdId: to });
  return to;
}

async function record(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  { personId, areaId }: PersonRow,
  to: { replaced: NumberOfPerson | undefined; phone: Phone; contactPointId: string; householdId: string },
): Promise<void> {
  const { replaced, phone, contactPointId, householdId } = to;
  await insertPersonChange(trx, {
    district_id: actor.districtId,
    id: deps.newId(),
    person_id: personId,
    area_id: areaId,
    changed_at: deps.now(),
    changed_by: actor.userId,
    field: 'phone',
    before: replaced ? maskPhone(replaced.number) : null,
    after: maskPhone(phone.e164),
  });
  await writeAudit(deps, trx, actor, {
    action: 'person.number-changed',
    subjectKind: 'person',
    subjectId: personId,
    detail: { contactPointId, householdId, ...(replaced && { replaced: replaced.contactPointId }) },
  });
}
