import { beforeAll, describe, expect, test } from 'vitest';
import { givenOnDesk } from '../calls/given-call.ts';
import { givenAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type Clock,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDeps,
} from '../testing/given.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { personCard } from './person-card.ts';
import { revealNumber } from './reveal-number.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
beforeAll(() => givenDistrict(db));

const trailOf = (subjectId: string) =>
  db.owner
    .selectFrom('audit_event')
    .select(['action', 'actor_id', 'detail'])
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .execute();

describe('a person’s card', () => {
  test('says who they are today, where, since when they are ill, and who else is under their telephone and due', async () => {
    const asha = await givenPerson(db, {
      areaId: place.wards[1],
      person: { age_years: 40, age_on: '2019-05-10', conditions: ['diabetes'] },
      episode: { onset_on: '2021-05-06' },
    });
    const ravi = await givenPerson(db, { householdWith: asha, areaId: place.wards[1], person: { age_years: 8 } });
    await givenOnDesk(db, deps, asha, ravi);
    const card = await personCard(deps, await givenUser(db), { personId: asha.personId });
    expect(card).toMatchObject({
      personId: asha.personId,
      area: { en: 'Ward 2', hi: 'वार्ड 2' },
      conditions: ['diabetes'],
      household: [
        { personId: asha.personId, open: [{ programmeId: programme, checkInDueOn: '2021-05-10' }] },
        { personId: ravi.personId, open: [{ programmeId: programme }] },
      ],
      episodes: [{ episodeId: asha.episodeId, dayOfIllness: 4, status: 'active' }],
      lastAnswers: [],
      vitals: [],
    });
    expect(card.ageYears).toBeCloseTo(42, 1);
    expect(card.numbers.map(({ personId }) => personId)).toEqual([asha.personId, ravi.personId]);
  });

  test('shows the last answers with their reasons, vitals of two weeks, open needs and escalations', async () => {
    const person = await givenPerson(db, { areaId: place.wards[2] });
    const caller = await givenUser(db);
    clock.now = new Date('2021-04-20T04:30:00Z');
    const old = await givenCheckIn(db, person, { due_on: '2021-04-20' });
    await submitAnswers(deps, caller, givenAnswers(old, { saidAt: clock.now, answers: { spo2: 95 } }));
    clock.now = tenInTheMorning;
    const checkIn = await givenCheckIn(db, person);
    await submitAnswers(deps, caller, givenAnswers(checkIn, { answers: { spo2: 88, needs: ['food'] } }));
    const card = await personCard(deps, caller, { personId: person.personId });
    expect(card).toMatchObject({
      lastAnswers: [{ level: 'red', answers: { spo2: { value: 88 } } }],
      escalations: [{ level: 'red', status: 'raised' }],
    });
    expect(card.needs.map(({ kind }) => kind)).toContain('food');
    expect(card.lastAnswers[0]?.reasons[0]).toMatchObject({ level: 'red', text: { hi: expect.any(String) } });
    expect(card.vitals.find(({ linkId }) => linkId === 'spo2')).toMatchObject({ unit: '%', points: [{ value: 88 }] });
  });

  test('keeps a doctor’s advice from a caller', async () => {
    const person = await givenPerson(db, { areaId: place.wards[2] });
    const checkIn = await givenCheckIn(db, person);
    await submitAnswers(deps, await givenUser(db), givenAnswers(checkIn));
    const advice = async (role: 'caller' | 'doctor') =>
      (await personCard(deps, await givenUser(db, { roles: [role] }), { personId: person.personId })).lastAnswers.flatMap(
        (one) => one.advice,
      );
    expect((await advice('caller')).every(({ readableBy }) => readableBy !== 'doctor')).toBe(true);
    expect((await advice('doctor')).length).toBeGreaterThanOrEqual((await advice('caller')).length);
  });

  test('of another ward is not found, and nobody of it is shown in the household; no look is written down', async () => {
    const here = await givenPerson(db, { areaId: place.wards[0] });
    const there = await givenPerson(db, { householdWith: here, areaId: place.wards[1] });
    const caller = await givenUser(db, { areas: [place.wards[0]] });
    await expect(personCard(deps, caller, { personId: there.personId })).rejects.toMatchObject({ code: 'not-found' });
    const card = await personCard(deps, caller, { personId: here.personId });
    expect(card.household.map(({ personId }) => personId)).toEqual([here.personId]);
    expect(card.numbers.map(({ personId }) => personId)).toEqual([here.personId]);
    expect(await trailOf(there.personId)).toEqual([]);
  });

  test('shows a caller the end of a number, and all of it to who must act; the look is written down without it', async () => {
    const person = await givenPerson(db);
    const caller = await givenUser(db);
    const { numbers } = await personCard(deps, caller, { personId: person.personId });
    expect(numbers[0]).toMatchObject({ masked: true, number: expect.stringMatching(/^\+91 ••••• ••\d{3}$/) });
    const doctor = await givenUser(db, { roles: ['doctor'] });
    expect((await personCard(deps, doctor, { personId: person.personId })).numbers[0]).toMatchObject({
      masked: false,
      number: expect.stringMatching(/^\+916100\d{6}$/),
    });
    const seen = await trailOf(person.personId);
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(
      expect.arrayContaining([
        { action: 'person.viewed', actor_id: caller.userId, detail: { householdId: person.householdId, numbers: 'with-reason' } },
        { action: 'person.viewed', actor_id: doctor.userId, detail: { householdId: person.householdId, numbers: 'clear' } },
      ]),
    );
  });
});

describe('the whole of a number', () => {
  test('is shown to a caller for a reason, which is written down, and to nobody of another ward', async () => {
    const { personId, contactPointId } = await givenPerson(db);
    const caller = await givenUser(db);
    await expect(revealNumber(deps, caller, { personId, contactPointId })).rejects.toMatchObject({ code: 'reason-needed' });
    const { number } = await revealNumber(deps, caller, { personId, contactPointId, reason: 'dial-by-hand' });
    expect(number).toMatch(/^\+916100/);
    expect(await trailOf(personId)).toEqual([
      { action: 'person.number-revealed', actor_id: caller.userId, detail: { contactPointId, reason: 'dial-by-hand' } },
    ]);
    const stranger = await givenUser(db, { areas: [place.wards[3]] });
    const asked = { personId, contactPointId, reason: 'dial-by-hand' } as const;
    await expect(revealNumber(deps, stranger, asked)).rejects.toMatchObject({ code: 'not-found' });
    const administrator = await givenUser(db, { roles: ['administrator'] });
    await expect(revealNumber(deps, administrator, asked)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
