import * as history from '@kshem/contract/history.ts';
import * as people from '@kshem/contract/people.ts';
import { beforeAll, expect, test } from 'vitest';
import { givenAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, givenUser, place, testDeps } from '../testing/given.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';

const db = await testDatabase();
const clock = { now: new Date('2021-05-10T04:30:00Z') };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

const later = (minutes: number) => new Date(clock.now.getTime() + minutes * 60_000);

/** Somebody who was red, was given another number, and was merged with a record that had been missed the day before. */
async function givenStory() {
  const person = await givenPerson(db);
  const other = await givenPerson(db);
  const checkIn = await givenCheckIn(db, person);
  const caller = await givenUser(db);
  await submitAnswers(deps, caller, givenAnswers(checkIn, { answers: { spo2: 88 }, saidAt: clock.now }));
  const { client, actor } = await desk.signedIn({ roles: ['supervisor'] });
  clock.now = later(10);
  await client(people.changeNumber, { params: { personId: person.personId }, body: { number: '61000 09998' } });
  clock.now = later(10);
  const missedIn = await givenCheckIn(db, other);
  await db.owner
    .updateTable('check_in')
    .set({ state: 'missed', deadline_at: later(-60) })
    .where('id', '=', missedIn.checkInId)
    .execute();
  const pair = [person.personId, other.personId].toSorted();
  await db.owner
    .insertInto('merge_proposal')
    .values({
      district_id: place.district,
      id: deps.newId(),
      person_a: pair[0] as string,
      person_b: pair[1] as string,
      evidence: '[]',
      score: 10,
      status: 'merged',
      proposed_at: clock.now,
      decided_at: clock.now,
      decided_by: actor.userId,
    })
    .execute();
  await db.owner.updateTable('person').set({ merged_into: person.personId }).where('id', '=', other.personId).execute();
  return { person, other, client };
}

test('a history tells answers with their reasons, the number changed, the day missed and the merge, latest first', async () => {
  const { person, other, client } = await givenStory();
  const { items, next } = await client(history.readHistory, { params: { personId: person.personId } });
  expect(next).toBeNull();
  expect(items.map(({ at }) => at.getTime())).toEqual(items.map(({ at }) => at.getTime()).toSorted((a, b) => b - a));
  expect(items[0]).toMatchObject({ kind: 'merged', personIds: expect.arrayContaining([person.personId, other.personId]) });
  expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['missed', 'escalation', 'answers', 'change']));
  expect(items.find(({ kind }) => kind === 'change')).toMatchObject({
    field: 'phone',
    after: expect.stringMatching(/^[^0-9]*.*98$/),
  });
  const answers = items.find((item) => item.kind === 'answers');
  expect(answers).toMatchObject({ level: 'red', version: 'mohfw-2022-01' });
  expect(answers?.said).toContainEqual(
    expect.objectContaining({ linkId: 'spo2', said: { kind: 'number', value: 88, unit: '%' } }),
  );
  expect(answers?.reasons[0]).toMatchObject({ level: 'red', source: expect.arrayContaining([expect.any(String)]) });
});

test('pages hold every entry once', async () => {
  const { person, client } = await givenStory();
  const params = { personId: person.personId };
  const whole = await client(history.readHistory, { params });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: typeof whole = await client(history.readHistory, { params, query: { limit: 1, ...(after && { after }) } });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(seen).toEqual(whole.items.map(({ id }) => id));
});

test('a merged record answers with the history of the one it became', async () => {
  const { person, other, client } = await givenStory();
  const ids = async (personId: string) => (await client(history.readHistory, { params: { personId } })).items.map(({ id }) => id);
  expect(await ids(other.personId)).toEqual(await ids(person.personId));
});

test('who looked at a history is in the trail', async () => {
  const { personId } = await givenPerson(db);
  const { client, actor } = await desk.signedIn();
  await client(history.readHistory, { params: { personId } });
  const rows = await db.owner
    .selectFrom('audit_event')
    .select(['action', 'actor_id'])
    .where('subject_id', '=', personId)
    .execute();
  expect(rows).toEqual([{ action: 'person.history-viewed', actor_id: actor.userId }]);
});

test('a history of another ward is not found, and an administrator may not read any', async () => {
  const { personId } = await givenPerson(db, { areaId: place.wards[1] });
  const params = { personId };
  const caller = await desk.signedIn({ areas: [place.wards[0]] });
  await expect(caller.client(history.readHistory, { params })).rejects.toMatchObject({ code: 'not-found' });
  const administrator = await desk.signedIn({ roles: ['administrator'] });
  await expect(administrator.client(history.readHistory, { params })).rejects.toMatchObject({ code: 'not-allowed' });
});
