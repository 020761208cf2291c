import { nameKey } from '@kshem/domain/name/name-key.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { placeCall } from '../calls/place-call.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type Clock,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
} from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { enrolKnownPerson } from './enrol-known-person.ts';
import { enrolPerson, type PersonToEnrol } from './enrol-person.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const supervisor = () => givenUser(db, { roles: ['supervisor'] });

beforeAll(() => givenDistrict(db));

let made = 0;
const freshNumber = () => `61000 ${String(9000 + ++made).padStart(5, '0')}`;

function somebody(about: Partial<PersonToEnrol> = {}): PersonToEnrol {
  return {
    name: 'Kamla Bai',
    phones: [freshNumber()],
    ageYears: 62,
    sex: 'female',
    areaId: place.wards[0],
    identifiers: {},
    programmeId: programme,
    ...about,
  };
}

const personOf = (personId: string) =>
  db.owner.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow();
const needsOf = (personId: string) => db.owner.selectFrom('need').select('kind').where('person_id', '=', personId).execute();

describe('enrolling by hand', () => {
  test('makes person, number, episode and today’s check-in, and the desk rings them within the minute', async () => {
    const ward = place.wards[3];
    const enrolled = await enrolPerson(
      deps,
      await supervisor(),
      somebody({ name: '  Smt. कमला   बाई ', areaId: ward, sampleOn: '2021-05-09' }),
    );
    expect(enrolled).toMatchObject({ dueToday: 1, mergesProposed: 0, contactPointIds: [expect.any(String)] });
    expect(await personOf(enrolled.personId)).toMatchObject({
      name: 'Smt. कमला बाई',
      name_key: nameKey('Kamla Bai').key,
      language: 'hi',
      age_on: testDay,
      household_id: enrolled.householdId,
    });
    const caller = await givenUser(db, { areas: [ward] });
    const claim = await claimNext(deps, caller);
    if (claim.kind !== 'claimed') throw new Error('nothing to claim');
    expect(claim.items.map(({ personId }) => personId)).toEqual([enrolled.personId]);
    const { householdId, fence } = claim;
    expect(await placeCall(deps, caller, { householdId, fence })).toMatchObject({ contactPointId: enrolled.contactPointIds[0] });
  });

  test('puts who is old and ill in the high-risk tier before anybody has asked', async () => {
    const { highRisk, personId } = await enrolPerson(
      deps,
      await supervisor(),
      somebody({ name: 'Ganga Ram', ageYears: 71, conditions: ['diabetes'] }),
    );
    expect(highRisk).toBe(true);
    expect(await personOf(personId)).toMatchObject({ high_risk: true });
  });

  test('after the calling window nothing is due today; the next morning’s plan finds the episode', async () => {
    clock.now = new Date('2021-05-10T17:00:00Z');
    const enrolled = await enrolPerson(deps, await supervisor(), somebody({ name: 'Night Person' }));
    clock.now = tenInTheMorning;
    expect(enrolled.dueToday).toBe(0);
    expect(await db.owner.selectFrom('check_in').select('id').where('episode_id', '=', enrolled.episodeId).execute()).toEqual([]);
  });

  test('somebody without a telephone is enrolled, and somebody is asked to find a number', async () => {
    const { personId, dueToday } = await enrolPerson(deps, await supervisor(), somebody({ name: 'Phoneless', phones: [] }));
    expect(await needsOf(personId)).toEqual([{ kind: 'trace-number' }]);
    expect(dueToday).toBe(1);
    expect(await db.owner.selectFrom('worklist_item').select('id').where('person_id', '=', personId).execute()).toEqual([]);
  });

  test('a number that is none goes back, without the number in the error', async () => {
    const actor = await supervisor();
    for (const phone of ['9999999999', '98261', '9.8261E+09', 'none']) {
      const refused = await enrolPerson(deps, actor, somebody({ phones: [phone] })).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'number-unreadable', detail: { index: 0 } });
      expect(JSON.stringify(refused)).not.toContain(phone);
    }
  });

  test('a date that has not come, an area that is no ward, a programme that does not run are refused', async () => {
    const actor = await supervisor();
    await expect(enrolPerson(deps, actor, somebody({ name: 'Nobody Yet', onsetOn: '2021-05-11' }))).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(enrolPerson(deps, actor, somebody({ areaId: place.block }))).rejects.toMatchObject({ code: 'not-found' });
    await expect(enrolPerson(deps, actor, somebody({ name: 'Nobody Yet', programmeId: 'cholera' }))).rejects.toMatchObject({
      code: 'programme-not-running',
    });
    const elsewhere = await givenUser(db, { roles: ['supervisor'], areas: [place.wards[1]] });
    await expect(enrolPerson(deps, elsewhere, somebody())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('somebody who may be on record already', () => {
  test('is named by id before anything is written; enrolled all the same by force, with a merge proposed', async () => {
    const actor = await supervisor();
    const phone = freshNumber();
    const first = await enrolPerson(deps, actor, somebody({ name: 'Durgesh Sahu', phones: [phone], ageYears: 35, sex: 'male' }));
    const again = somebody({ name: 'दुर्गेश साहू', phones: [phone], ageYears: 36, sex: 'male' });
    const refused = await enrolPerson(deps, actor, again).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'may-be-known',
      detail: { people: [{ personId: first.personId, verdict: 'likely' }] },
    });
    expect(JSON.stringify(refused)).not.toMatch(/Durgesh|दुर्गेश|6100/);
    const forced = await enrolPerson(deps, actor, { ...again, force: true });
    expect(forced).toMatchObject({ mergesProposed: 1, householdId: first.householdId });
    const pair = [first.personId, forced.personId].sort();
    const proposals = await db.owner.selectFrom('merge_proposal').select(['person_a', 'person_b', 'status']).execute();
    expect(proposals).toContainEqual({ person_a: pair[0], person_b: pair[1], status: 'proposed' });
  });

  test('is not told of when they live in another ward; the merge is proposed to whoever sees both', async () => {
    const phone = freshNumber();
    const theirs = await enrolPerson(
      deps,
      await supervisor(),
      somebody({ name: 'Hari Lal', phones: [phone], areaId: place.wards[1] }),
    );
    const ward = await givenUser(db, { roles: ['supervisor'], areas: [place.wards[0]] });
    const enrolled = await enrolPerson(deps, ward, somebody({ name: 'Harilal', phones: [phone] }));
    expect(enrolled).toMatchObject({ mergesProposed: 1, householdId: theirs.householdId });
  });

  test('is enrolled in a second programme or again, but not twice in one', async () => {
    const actor = await supervisor();
    const { personId, episodeId } = await givenPerson(db);
    await expect(enrolKnownPerson(deps, actor, { personId, programmeId: programme })).rejects.toMatchObject({
      code: 'already-enrolled',
      detail: { episodeId },
    });
    const ended = await givenPerson(db, { episode: { status: 'ended', outcome: 'recovered', ended_at: tenInTheMorning } });
    const again = await enrolKnownPerson(deps, actor, { personId: ended.personId, programmeId: programme });
    expect(again).toMatchObject({ personId: ended.personId, dueToday: 1 });
    const dead = await givenPerson(db, { person: { deceased_at: tenInTheMorning } });
    await expect(enrolKnownPerson(deps, actor, { personId: dead.personId, programmeId: programme })).rejects.toMatchObject({
      code: 'not-called-any-more',
    });
  });
});

describe('twenty at once', () => {
  test('of one family under one new number: one household, one contact point, twenty people on one turn', async () => {
    const actor = await supervisor();
    const phone = freshNumber();
    const given = ['Asha', 'Bhola', 'Chandan', 'Dinesh', 'Ekta', 'Fagu', 'Gopal', 'Hemlal', 'Indra', 'Jyoti'];
    const names = [...given, ...given.map((name) => `${name} the younger`)];
    const enrolled = await Promise.all(
      names.map((name) => enrolPerson(deps, actor, somebody({ name, phones: [phone], force: true }))),
    );
    expect(new Set(enrolled.map(({ householdId }) => householdId)).size).toBe(1);
    expect(new Set(enrolled.flatMap(({ contactPointIds }) => contactPointIds)).size).toBe(1);
    const [first] = enrolled;
    const turns = await db.owner
      .selectFrom('worklist_item')
      .select('id')
      .where('household_id', '=', first?.householdId ?? '')
      .execute();
    expect(turns).toHaveLength(20);
    const households = await db.owner
      .selectFrom('household as h')
      .leftJoin('person as p', 'p.household_id', 'h.id')
      .select('h.id')
      .where('p.id', 'is', null)
      .execute();
    expect(households).toEqual([]);
  });

  test('of one person: one is enrolled, nineteen are told who it may be', async () => {
    const actor = await supervisor();
    const wanted = somebody({ name: 'Savitri Netam', ageYears: 44 });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => enrolPerson(deps, actor, wanted)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []));
    expect(new Set(refusals)).toEqual(new Set(['may-be-known']));
  });

  test('into one programme: one episode', async () => {
    const actor = await supervisor();
    const { personId } = await givenPerson(db, { episode: { status: 'ended', outcome: 'recovered', ended_at: tenInTheMorning } });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => enrolKnownPerson(deps, actor, { personId, programmeId: programme })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []));
    expect(new Set(codes)).toEqual(new Set(['already-enrolled']));
  });
});

test('the trail holds no name and no digit of a number', async () => {
  const rows = await db.owner.selectFrom('audit_event').select(['action', 'detail']).execute();
  expect(rows.some(({ action }) => action === 'person.enrolled')).toBe(true);
  const withoutIds = JSON.stringify(rows).replace(/[\da-f]{8}-[\da-f-]{27}/g, '');
  expect(withoutIds).not.toMatch(/61000|Kamla|Sahu|कमला/);
});
