import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import { cadenceOf } from '@kshem/domain/schedule/due-check-ins.ts';
import { silentDays } from '@kshem/domain/schedule/silence.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { band, dueFrom } from '@kshem/domain/worklist/urgency-band.ts';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadProtocol } from '../../../protocols/load.ts';
import { testDatabase } from '../testing/database.ts';
import {
  givenDistrict,
  givenPerson,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
  version,
  zone,
} from '../testing/given.ts';
import { fillDay } from './fill-day.ts';
import { givenCheckIn } from './given-check-in.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const today = { districtId: place.district, day: testDay };
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  for (const table of ['worklist_item', 'worklist_household', 'check_in'] as const) await db.owner.deleteFrom(table).execute();
});

const items = () => db.owner.selectFrom('worklist_item').selectAll().orderBy('due_at').execute();
const turns = () => db.owner.selectFrom('worklist_household').selectAll().execute();

describe('filling the day', () => {
  test('each planned check-in becomes one item, and each household one turn with its most urgent item leading', async () => {
    const mother = await givenPerson(db, { episode: { last_level: 'green', last_answered_at: at('09T05:00') } });
    const son = await givenPerson(db, {
      householdWith: mother,
      episode: { last_level: 'red', last_answered_at: at('09T06:00') },
    });
    await givenCheckIn(db, mother);
    await givenCheckIn(db, son);

    expect(await fillDay(deps, today)).toEqual({ items: 2, households: 1 });
    expect(await turns()).toMatchObject([
      { household_id: mother.householdId, state: 'ready', band: 1, due_at: at('09T06:00'), fence: 0, spans_areas: false },
    ]);
    expect((await items()).map((item) => [item.person_id, item.band])).toEqual([
      [mother.personId, 5],
      [son.personId, 1],
    ]);
  });

  test('filling again adds nothing twice, and only what was planned since', async () => {
    const early = await givenPerson(db);
    await givenCheckIn(db, early);
    await fillDay(deps, today);
    expect(await fillDay(deps, today)).toEqual({ items: 0, households: 0 });

    await givenCheckIn(db, await givenPerson(db));
    await givenCheckIn(db, await givenPerson(db, { householdWith: early, episode: { last_level: 'red' } }));
    expect(await fillDay(deps, today)).toEqual({ items: 2, households: 2 });
    expect(await turns()).toContainEqual(expect.objectContaining({ household_id: early.householdId, band: 1 }));
  });

  test('two servers that fill at once put each check-in up once', async () => {
    for (let i = 0; i < 30; i++) await givenCheckIn(db, await givenPerson(db));
    const made = await Promise.all(Array.from({ length: 4 }, () => fillDay(deps, today)));
    expect(made.reduce((sum, { items: n }) => sum + n, 0)).toBe(30);
    expect(await items()).toHaveLength(30);
    expect(await turns()).toHaveLength(30);
  });

  test('a check-in whose item was dropped today is not put up again', async () => {
    await givenCheckIn(db, await givenPerson(db));
    await fillDay(deps, today);
    await db.owner.updateTable('worklist_item').set({ state: 'dropped', close_reason: 'day-limit' }).execute();
    expect(await fillDay(deps, today)).toEqual({ items: 0, households: 0 });
  });

  test('nobody is put up who died, asked not to be called, was merged, or whose episode is paused or ended', async () => {
    await givenCheckIn(db, await givenPerson(db, { person: { deceased_at: tenInTheMorning } }));
    await givenCheckIn(db, await givenPerson(db, { person: { do_not_call_at: tenInTheMorning } }));
    await givenCheckIn(db, await givenPerson(db, { person: { merged_into: '00000000-0000-7000-8000-000000000001' } }));
    await givenCheckIn(db, await givenPerson(db, { episode: { status: 'paused' } }));
    await givenCheckIn(
      db,
      await givenPerson(db, { episode: { status: 'ended', outcome: 'recovered', ended_at: tenInTheMorning } }),
    );
    await givenCheckIn(db, await givenPerson(db), { state: 'cancelled' });
    expect(await fillDay(deps, today)).toEqual({ items: 0, households: 0 });
  });

  test('the second check-in of a day waits for its time and the household is looked at again when it leads', async () => {
    const person = await givenPerson(db, { episode: { last_level: 'green', last_answered_at: at('09T05:00') } });
    const silent = await givenPerson(db, { householdWith: person, episode: { last_level: 'red' } });
    await givenCheckIn(db, person);
    await givenCheckIn(db, silent, { slot: 1, due_at: at('10T09:00') });
    await fillDay(deps, today);
    expect(await turns()).toMatchObject([{ band: 5, due_at: at('09T05:00'), look_again_at: at('10T09:00') }]);
  });

  test('a household whose people live in two wards is marked, so that the sweep looks at it again', async () => {
    const here = await givenPerson(db, { areaId: place.wards[0] });
    const there = await givenPerson(db, { areaId: place.wards[1], householdWith: here });
    await givenCheckIn(db, here);
    await givenCheckIn(db, there);
    await fillDay(deps, today);
    expect(await turns()).toMatchObject([{ spans_areas: true }]);
  });

  test("what yesterday left open is dropped, and a callback promised for today goes over to today's item", async () => {
    const person = await givenPerson(db);
    const caller = '00000000-0000-7000-8000-0000000000aa';
    clock.now = new Date('2021-05-09T05:00:00Z');
    await givenCheckIn(db, person, { due_on: '2021-05-09' });
    await fillDay(deps, { ...today, day: '2021-05-09' });
    await db.owner
      .updateTable('worklist_item')
      .set({ due_at: at('10T10:00'), closes_at: at('10T15:00'), band: 0, callback_for: caller, last_disposition: 'callback' })
      .execute();
    clock.now = tenInTheMorning;
    await givenCheckIn(db, person);

    expect(await fillDay(deps, today)).toEqual({ items: 1, households: 1 });
    expect(await items()).toMatchObject(
      [
        { state: 'dropped', close_reason: 'day-passed' },
        { state: 'open', band: 0, due_at: at('10T10:00'), callback_for: caller, check_in_due_on: testDay },
      ].sort((a) => (a.state === 'dropped' ? -1 : 1)),
    );
    expect(await turns()).toMatchObject([{ state: 'ready', band: 0, due_at: at('10T10:00'), callback_for: caller }]);
  });

  test('the fence goes on growing from one day to the next', async () => {
    const person = await givenPerson(db);
    clock.now = new Date('2021-05-09T05:00:00Z');
    await givenCheckIn(db, person, { due_on: '2021-05-09' });
    await fillDay(deps, { ...today, day: '2021-05-09' });
    await db.owner.updateTable('worklist_household').set({ fence: 7, state: 'idle' }).execute();
    await db.owner.updateTable('worklist_item').set({ state: 'done' }).execute();
    clock.now = tenInTheMorning;
    await givenCheckIn(db, person);
    await fillDay(deps, today);
    expect(await turns()).toMatchObject([{ state: 'ready', fence: 7 }]);
  });

  test('a day that has not begun is refused, and after the calling window there is nothing to put up', async () => {
    await givenCheckIn(db, await givenPerson(db));
    await expect(fillDay(deps, { ...today, day: '2021-05-11' })).rejects.toMatchObject({ code: 'bad-request' });
    clock.now = at('10T16:00');
    expect(await fillDay(deps, today)).toEqual({ items: 0, households: 0 });
  });

  test('band and order are those of the rule, whoever the person is', async () => {
    const { schedule } = loadProtocol(programme, version);
    const day = 24 * 60;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            level: fc.constantFrom<Level | null>(...levels, null),
            highRisk: fc.boolean(),
            openedMinutesAgo: fc.integer({ min: 0, max: 9 * day }),
            answeredMinutesAgo: fc.integer({ min: 0, max: 6 * day }),
            slot: fc.constantFrom(0, 1),
          }),
          { minLength: 5, maxLength: 12 },
        ),
        async (people) => {
          const wanted = new Map<string, { band: number; due: Date }>();
          for (const about of people) {
            const openedAt = minutesAgo(Math.max(about.openedMinutesAgo, about.answeredMinutesAgo));
            const lastAnsweredAt = about.level === null ? null : minutesAgo(about.answeredMinutesAgo);
            const person = await givenPerson(db, {
              episode: {
                opened_at: openedAt,
                opened_on: localDate(openedAt, zone),
                last_level: about.level,
                last_answered_at: lastAnsweredAt,
                high_risk: about.highRisk,
              },
            });
            const dueAt = at(about.slot === 0 ? '10T02:30' : '10T08:45');
            const { checkInId } = await givenCheckIn(db, person, { slot: about.slot, due_at: dueAt });
            const { everyDays } = cadenceOf(schedule, { lastLevel: about.level, highRisk: about.highRisk });
            const silent = silentDays(
              lastAnsweredAt && localDate(lastAnsweredAt, zone),
              localDate(openedAt, zone),
              addDays(testDay, -1),
              everyDays,
            );
            wanted.set(checkInId, {
              band: band({ promisedAt: null, lastLevel: about.level, highRisk: about.highRisk, silentDays: silent }),
              due: dueFrom({ promisedAt: null, notBefore: about.slot === 0 ? null : dueAt, lastAnsweredAt, openedAt }),
            });
          }
          await fillDay(deps, today);
          const found = (await items()).filter((item) => wanted.has(item.id));
          expect(new Map(found.map((item) => [item.id, { band: item.band, due: item.due_at }]))).toEqual(wanted);
        },
      ),
      { numRuns: 15 },
    );
  });
});

/** `10T09:00` = the 10th of the test month, 09:00 UTC. */
function at(text: string): Date {
  return new Date(`2021-05-${text}:00Z`);
}

function minutesAgo(minutes: number): Date {
  return new Date(tenInTheMorning.getTime() - minutes * 60_000);
}
