import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, testDeps } from '../testing/given.ts';
import { changeNumber } from './change-number.ts';

const db = await testDatabase();
const deps = testDeps(db);
const supervisor = () => givenUser(db, { roles: ['supervisor'] });
beforeAll(() => givenDistrict(db));

const numberOf = async ({ contactPointId }: GivenPerson) =>
  (await db.owner.selectFrom('contact_point').select('number').where('id', '=', contactPointId).executeTakeFirstOrThrow()).number;
const numbersOf = (personId: string) =>
  db.owner
    .selectFrom('person_contact_point as n')
    .innerJoin('contact_point as c', 'c.id', 'n.contact_point_id')
    .select(['c.number', 'n.rank', 'n.relation'])
    .where('n.person_id', '=', personId)
    .orderBy('n.rank')
    .execute();
const roofOf = async ({ personId }: GivenPerson) =>
  (await db.owner.selectFrom('person').select('household_id').where('id', '=', personId).executeTakeFirstOrThrow()).household_id;

describe('a person’s telephone number', () => {
  test('is added last, or where it is wanted, and the others make room', async () => {
    const person = await givenPerson(db);
    const actor = await supervisor();
    await changeNumber(deps, actor, { personId: person.personId, number: '+91 61000 09001', relation: 'family' });
    await changeNumber(deps, actor, { personId: person.personId, number: '०61000 09002'.replace('०', '0'), rank: 1 });
    expect(await numbersOf(person.personId)).toEqual([
      { number: '+916100009002', rank: 1, relation: 'self' },
      { number: await numberOf(person), rank: 2, relation: 'self' },
      { number: '+916100009001', rank: 3, relation: 'family' },
    ]);
    expect(await roofOf(person)).toBe(person.householdId);
  });

  test('makes one household with whoever is reached by it', async () => {
    const [a, b] = [await givenPerson(db), await givenPerson(db, { areaId: place.wards[2] })];
    const { householdId } = await changeNumber(deps, await supervisor(), { personId: b.personId, number: await numberOf(a) });
    expect([a.householdId, b.householdId]).toContain(householdId);
    expect([await roofOf(a), await roofOf(b)]).toEqual([householdId, householdId]);
  });

  test('that takes the place of a shared one takes the person out of that household', async () => {
    const first = await givenPerson(db);
    const second = await givenPerson(db, { householdWith: first });
    const change = { personId: second.personId, number: '61000 09011', replaces: first.contactPointId };
    const { householdId } = await changeNumber(deps, await supervisor(), change);
    expect(await roofOf(second)).toBe(householdId);
    expect(householdId).not.toBe(first.householdId);
    expect(await roofOf(first)).toBe(first.householdId);
    expect(await numbersOf(second.personId)).toEqual([{ number: '+916100009011', rank: 1, relation: 'self' }]);
  });

  test('of somebody who lives alone is replaced without leaving the household', async () => {
    const person = await givenPerson(db);
    await changeNumber(deps, await supervisor(), {
      personId: person.personId,
      number: '61000 09021',
      replaces: person.contactPointId,
    });
    expect(await roofOf(person)).toBe(person.householdId);
  });

  test('is usable again when it is given anew, also for whom it was wrong', async () => {
    const person = await givenPerson(db);
    await db.owner
      .updateTable('contact_point')
      .set({ state: 'not-in-service' })
      .where('id', '=', person.contactPointId)
      .execute();
    await db.owner
      .updateTable('person_contact_point')
      .set({ wrong_at: deps.now() })
      .where('person_id', '=', person.personId)
      .execute();
    await changeNumber(deps, await supervisor(), { personId: person.personId, number: await numberOf(person) });
    const row = await db.owner
      .selectFrom('person_contact_point as n')
      .innerJoin('contact_point as c', 'c.id', 'n.contact_point_id')
      .select(['n.wrong_at', 'c.state'])
      .where('n.person_id', '=', person.personId)
      .executeTakeFirst();
    expect(row).toEqual({ wrong_at: null, state: 'usable' });
  });

  test('is not another ward’s to change', async () => {
    const person = await givenPerson(db);
    const stranger = await givenUser(db, { roles: ['supervisor'], areas: [place.wards[1]] });
    const change = { personId: person.personId, number: '61000 09031' };
    await expect(changeNumber(deps, stranger, change)).rejects.toMatchObject({ code: 'not-found' });
    await expect(changeNumber(deps, await supervisor(), { ...change, replaces: deps.newId() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('given to twenty people at once: one contact point, one household', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => givenPerson(db)));
    const actor = await supervisor();
    const changes = await Promise.all(
      people.map(({ personId }) => changeNumber(deps, actor, { personId, number: '61000 09041' })),
    );
    expect(new Set(changes.map(({ contactPointId }) => contactPointId)).size).toBe(1);
    expect(new Set(await Promise.all(people.map(roofOf))).size).toBe(1);
  });

  test('leaves only its end in what is kept of the change, and nothing of it in the trail', async () => {
    const changes = await db.owner.selectFrom('person_change').select(['before', 'after']).execute();
    expect(changes.length).toBeGreaterThan(0);
    for (const { before, after } of changes) {
      for (const text of [before, after])
        expect((text ?? '').replace('+91', '').replace(/\D/g, '').length).toBeLessThanOrEqual(3);
    }
    const trail = await db.owner
      .selectFrom('audit_event')
      .select('detail')
      .where('action', '=', 'person.number-changed')
      .execute();
    expect(JSON.stringify(trail).replace(/[\da-f]{8}-[\da-f-]{27}/g, '')).not.toMatch(/\d{3}/);
  });
});
