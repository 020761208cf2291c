import { type Disposition, dispositions } from '@kshem/domain/attempt/disposition.ts';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { at, clearDesk, givenCall } from '../calls/given-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { planDay } from '../check-ins/plan-day.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
} from '../testing/given.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { closeDay } from './close-day.ts';
import { closeDistrictDay } from './close-district-day.ts';
import { ledger } from './ledger.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const districtId = place.district;
const of = { day: testDay, programmeId: programme };
const evening = at('20:30');
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
  for (const table of ['day_ledger_row', 'day_ledger', 'submission'] as const) await db.owner.deleteFrom(table).execute();
  await db.owner.updateTable('episode').set({ status: 'paused' }).where('status', '=', 'active').execute();
});

async function givenPlanned(...people: GivenPerson[]): Promise<void> {
  await planDay(deps, { districtId, day: testDay });
  await fillDay(deps, { districtId, day: testDay });
  expect(people.length).toBeGreaterThan(0);
}

const supervisor = () => givenUser(db, { roles: ['supervisor'] });
const rowsOf = async () => (await ledger(deps, await supervisor(), of)).rows;

describe('closing a day', () => {
  test('everybody due has one row: reached, tried with why, or not attempted by the desk, each with what follows', async () => {
    const caller = await givenUser(db);
    const [answered, silent, forgotten] = [await givenPerson(db), await givenPerson(db), await givenPerson(db)];
    await givenPlanned(answered, silent, forgotten);
    await db.owner
      .updateTable('check_in')
      .set({ state: 'completed', level: 'green', completed_at: clock.now })
      .where('person_id', '=', answered.personId)
      .execute();
    await db.owner.updateTable('worklist_item').set({ state: 'done' }).where('person_id', '=', answered.personId).execute();
    await db.owner
      .updateTable('worklist_item')
      .set({ due_at: at('11:00') })
      .where('person_id', '=', forgotten.personId)
      .execute();
    await db.owner
      .updateTable('worklist_household')
      .set({ due_at: at('11:00') })
      .where('household_id', '=', forgotten.householdId)
      .execute();
    await db.owner
      .updateTable('worklist_household')
      .set({ state: 'idle' })
      .where('household_id', '=', answered.householdId)
      .execute();
    const { attemptId } = await givenCall(deps, caller);
    await recordDisposition(deps, caller, { attemptId, disposition: 'switched-off' });
    clock.now = evening;
    const { revision, totals } = await closeDay(deps, await supervisor(), of);
    expect(revision).toBe(1);
    expect(totals.due).toBe(3);
    const rows = await rowsOf();
    const byPerson = Object.fromEntries(rows.map((row) => [row.personId, `${row.status} ${row.why} ${row.nextStep}`]));
    expect(byPerson).toEqual({
      [answered.personId]: 'reached answered check-in',
      [silent.personId]: 'tried switched-off field-visit',
      [forgotten.personId]: 'not-attempted not-called field-visit',
    });
    const states = await db.owner.selectFrom('check_in').select(['person_id', 'state']).execute();
    expect(states.map((c) => c.state).sort()).toEqual(['completed', 'missed', 'missed']);
    expect(await db.owner.selectFrom('worklist_item').select('id').where('state', '=', 'open').execute()).toEqual([]);
    expect(await db.owner.selectFrom('worklist_household').select('state').where('state', '<>', 'idle').execute()).toEqual([]);
  });

  test('people silent for two days get one visit at home, however often the day is closed', async () => {
    await givenPlanned(await givenPerson(db));
    clock.now = evening;
    await closeDay(deps, await supervisor(), of);
    await closeDay(deps, await supervisor(), { ...of, reason: 'checking' });
    expect(await db.owner.selectFrom('need').select(['kind', 'cause']).execute()).toEqual([
      { kind: 'home-visit', cause: 'silence' },
    ]);
  });

  test('before the calling hours are over it is refused, unless somebody says why', async () => {
    await givenPlanned(await givenPerson(db));
    clock.now = at('20:29');
    await expect(closeDay(deps, await supervisor(), of)).rejects.toMatchObject({ code: 'day-still-open' });
    expect(await closeDay(deps, await supervisor(), { ...of, reason: 'power cut' })).toMatchObject({ revision: 1 });
    expect(await ledger(deps, await supervisor(), of)).toMatchObject({ reason: 'power cut', revisions: 1 });
  });

  test('a day that has not begun is never closed', async () => {
    const tomorrow = { ...of, day: '2021-05-11', reason: 'early' };
    await expect(closeDay(deps, await supervisor(), tomorrow)).rejects.toMatchObject({ code: 'day-not-begun' });
  });

  test('a second close is refused; with a reason it is a numbered revision, and the first stays as it was', async () => {
    const person = await givenPerson(db);
    await givenPlanned(person);
    clock.now = evening;
    await closeDay(deps, await supervisor(), of);
    await expect(closeDay(deps, await supervisor(), of)).rejects.toMatchObject({ code: 'day-already-closed' });
    await db.owner
      .updateTable('check_in')
      .set({ state: 'completed', level: 'amber', completed_at: clock.now })
      .where('person_id', '=', person.personId)
      .execute();
    expect(await closeDay(deps, await supervisor(), { ...of, reason: 'late answers' })).toMatchObject({ revision: 2 });
    const first = await ledger(deps, await supervisor(), { ...of, revision: 1 });
    expect(first).toMatchObject({ revision: 1, revisions: 2, rows: [{ status: 'not-attempted' }] });
    expect(await rowsOf()).toMatchObject([{ status: 'reached', level: 'amber' }]);
  });

  test('two who close at once make one first revision', async () => {
    await givenPlanned(await givenPerson(db));
    clock.now = evening;
    const who = await supervisor();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => closeDay(deps, who, of)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results) if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: 'day-already-closed' });
  });

  test('who was due and never planned is in the account, as the desk failure that it is', async () => {
    const person = await givenPerson(db);
    clock.now = evening;
    expect((await closeDay(deps, await supervisor(), of)).totals.due).toBe(1);
    expect(await rowsOf()).toMatchObject([{ personId: person.personId, status: 'not-attempted', why: 'not-called' }]);
  });

  test('a callback promised for tomorrow stays promised', async () => {
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    await givenPlanned(person);
    const { attemptId } = await givenCall(deps, caller);
    await recordDisposition(deps, caller, { attemptId, disposition: 'callback', callbackAt: at('09:15', '2021-05-11') });
    clock.now = evening;
    await closeDay(deps, await supervisor(), of);
    expect(await rowsOf()).toMatchObject([{ status: 'tried', why: 'callback', nextStep: 'callback', nextOn: '2021-05-11' }]);
    clock.now = at('06:00', '2021-05-11');
    await planDay(deps, { districtId, day: '2021-05-11' });
    await fillDay(deps, { districtId, day: '2021-05-11' });
    const open = await db.owner.selectFrom('worklist_item').selectAll().where('state', '=', 'open').execute();
    expect(open).toMatchObject([{ due_at: at('09:15', '2021-05-11'), band: 0, callback_for: caller.userId }]);
  });

  test('the timetable closes each programme once, and again when answers came late', async () => {
    const person = await givenPerson(db);
    await givenPlanned(person);
    clock.now = at('22:30');
    expect(await closeDistrictDay(deps, { districtId, day: testDay })).toMatchObject([{ revision: 1 }]);
    expect(await closeDistrictDay(deps, { districtId, day: testDay })).toEqual([]);
    clock.now = at('23:00');
    await givenLateAnswer(person);
    expect(await closeDistrictDay(deps, { districtId, day: testDay })).toMatchObject([{ revision: 2, programmeId: programme }]);
    expect(await closeDistrictDay(deps, { districtId, day: testDay })).toEqual([]);
  });

  test('pages follow one another without a gap, and filters hold', async () => {
    const people: GivenPerson[] = [];
    while (people.length < 5) people.push(await givenPerson(db));
    await givenPlanned(...people);
    clock.now = evening;
    await closeDay(deps, await supervisor(), of);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await ledger(deps, await supervisor(), { ...of, limit: 2, ...(after === null ? {} : { after }) });
      seen.push(...page.rows.map((row) => row.personId));
      after = page.next;
    } while (after !== null);
    expect(seen.sort()).toEqual(people.map((person) => person.personId).sort());
    expect((await ledger(deps, await supervisor(), { ...of, status: 'reached' })).rows).toEqual([]);
  });
});

async function givenLateAnswer(person: GivenPerson): Promise<void> {
  const checkIn = await db.owner
    .updateTable('check_in')
    .set({ state: 'completed', level: 'green', completed_at: clock.now })
    .where('person_id', '=', person.personId)
    .returning(['id', 'due_on'])
    .executeTakeFirstOrThrow();
  await db.owner
    .insertInto('submission')
    .values({
      district_id: districtId,
      day: testDay,
      id: newId(clock.now),
      check_in_due_on: checkIn.due_on,
      check_in_id: checkIn.id,
      episode_id: person.episodeId,
      person_id: person.personId,
      area_id: person.areaId,
      programme_id: programme,
      version: 'mohfw-2022-01',
      informant: 'self',
      answers: '{}',
      refused: '{}',
      complete: true,
      level: 'green',
      triage: '{}',
      submitted_by: person.personId,
      said_at: clock.now,
      submitted_at: clock.now,
      late: true,
    })
    .execute();
}

describe('whatever happened in the day', () => {
  const anyPerson = fc.record({
    completed: fc.boolean(),
    second: fc.boolean(),
    level: fc.constantFrom('red', 'amber', 'yellow', 'green'),
    episode: fc.constantFrom('active', 'active', 'active', 'paused', 'ended'),
    attempts: fc.array(fc.option(fc.constantFrom<Disposition>(...dispositions), { freq: 6 }), { maxLength: 4 }),
    late: fc.boolean(),
  });

  test('there is a row for each episode due, none unexplained, and the figures are the rows counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPerson, { minLength: 1, maxLength: 12 }), async (people) => {
        clock.now = tenInTheMorning;
        const given: GivenPerson[] = [];
        for (const about of people) given.push(await givenDay(about));
        clock.now = evening;
        const who = await supervisor();
        await checkAccount(await closeDay(deps, who, of), given);
        for (const [i, about] of people.entries()) if (about.late && given[i]) await givenLateAnswer(given[i]);
        await checkAccount(await closeDay(deps, who, { ...of, reason: 'late answers' }), given);
        await clearDesk(db);
        for (const table of ['day_ledger_row', 'day_ledger', 'submission'] as const) await db.owner.deleteFrom(table).execute();
        await db.owner.updateTable('episode').set({ status: 'paused' }).where('status', '=', 'active').execute();
      }),
      { numRuns: 25 },
    );
  });

  async function checkAccount(closed: Awaited<ReturnType<typeof closeDay>>, given: readonly GivenPerson[]): Promise<void> {
    const { rows, revision } = await ledger(deps, await supervisor(), { ...of, limit: 1000 });
    expect(revision).toBe(closed.revision);
    expect(rows.map((row) => row.episodeId).sort()).toEqual(given.map((person) => person.episodeId).sort());
    for (const row of rows) {
      expect(row.why).not.toBe('');
      expect(row.nextStep === 'ended' ? row.outcome !== null : row.nextOn !== null && row.nextOn > testDay).toBe(true);
      if (row.status === 'not-attempted') expect(row.attempts).toBe(0);
    }
    const figure = (name: string) => closed.totals.figures.find((one) => one.name === name);
    for (const status of ['reached', 'tried', 'not-attempted', 'stopped']) {
      expect(figure(status)).toMatchObject({
        numerator: rows.filter((row) => row.status === status).length,
        denominator: rows.length,
      });
    }
    expect(closed.totals.reasons.reduce((sum, reason) => sum + reason.rows, 0)).toBe(rows.length);
    const open = await db.owner.selectFrom('check_in').select('id').where('state', 'in', ['planned', 'due']).execute();
    expect(open).toEqual([]);
  }

  type About = {
    completed: boolean;
    second: boolean;
    level: string;
    episode: string;
    attempts: readonly (Disposition | null)[];
  };

  async function givenDay(about: About): Promise<GivenPerson> {
    const person = await givenPerson(db, {
      episode: about.episode === 'ended' ? { status: 'ended', outcome: 'moved', ended_at: clock.now } : { status: about.episode },
    });
    const state = about.completed ? { state: 'completed', level: about.level, completed_at: clock.now } : {};
    const { checkInId } = await givenCheckIn(db, person, state);
    if (about.second) await givenCheckIn(db, person, { slot: 1 });
    let live = false;
    for (const [i, disposition] of about.attempts.entries()) {
      if (disposition === null && live) continue;
      live ||= disposition === null;
      await givenAttempt(person, checkInId, disposition, i);
    }
    return person;
  }

  async function givenAttempt(person: GivenPerson, checkInId: string, disposition: Disposition | null, i: number): Promise<void> {
    const shared = {
      district_id: districtId,
      contact_point_id: person.contactPointId,
      caller_id: person.personId,
      requested_at: at(`11:0${i}`),
    };
    const phone_call_id = newId(clock.now);
    await db.owner
      .insertInto('phone_call')
      .values({
        ...shared,
        id: phone_call_id,
        household_id: person.householdId,
        fence: 1,
        channel: 'handset',
        state: 'ended',
        deadline_at: at('12:00'),
      })
      .execute();
    await db.owner
      .insertInto('call_attempt')
      .values({
        ...shared,
        id: newId(clock.now),
        phone_call_id,
        person_id: person.personId,
        episode_id: person.episodeId,
        check_in_due_on: testDay,
        check_in_id: checkInId,
        item_id: checkInId,
        area_id: person.areaId,
        disposition,
        disposed_at: disposition && at('11:10'),
        counts: disposition !== 'technical-failure',
        late: false,
        self_reported: true,
      })
      .execute();
  }
});
