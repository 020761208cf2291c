import { afterEach, beforeAll, describe, expect, test } from 'vitest';
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
import { claimNext } from './claim-next.ts';
import { closeItems } from './close-items.ts';
import { deferItem } from './defer-item.ts';
import { fillDay } from './fill-day.ts';
import { givenCheckIn } from './given-check-in.ts';
import { listWorklist } from './list-worklist.ts';
import { whyNotCalled } from './why-not-called.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const districtId = place.district;
const supervisor = { userId: null, districtId, areas: 'all', roles: ['supervisor'], languages: [] } as const;
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  for (const table of ['worklist_item', 'worklist_household', 'check_in', 'user_area'] as const)
    await db.owner.deleteFrom(table).execute();
});

const why = (person: GivenPerson) => whyNotCalled(deps, supervisor, person.personId);
const fill = () => fillDay(deps, { districtId, day: testDay });

describe('why a person is not being called', () => {
  test('what stops every call is told first', async () => {
    expect(await why(await givenPerson(db, { person: { deceased_at: tenInTheMorning } }))).toEqual([
      { why: 'deceased', since: tenInTheMorning },
    ]);
    expect(await why(await givenPerson(db, { person: { do_not_call_at: tenInTheMorning } }))).toMatchObject([
      { why: 'do-not-call' },
    ]);
    expect(
      await why(await givenPerson(db, { episode: { status: 'ended', outcome: 'recovered', ended_at: tenInTheMorning } })),
    ).toEqual([{ why: 'no-open-episode' }]);
    const numberless = await givenPerson(db);
    await db.owner
      .updateTable('person_contact_point')
      .set({ wrong_at: tenInTheMorning })
      .where('person_id', '=', numberless.personId)
      .execute();
    expect(await why(numberless)).toEqual([{ why: 'no-usable-number' }]);
    expect(await why(await givenPerson(db, { episode: { status: 'paused' } }))).toEqual([
      { programmeId: programme, why: 'episode-paused' },
    ]);
  });

  test('the person is followed from plan to desk to the line before them', async () => {
    const first = await givenPerson(db, { episode: { last_level: 'red' } });
    const person = await givenPerson(db);
    expect(await why(person)).toMatchObject([{ why: 'nothing-due-today' }]);
    await givenCheckIn(db, first);
    await givenCheckIn(db, person);
    expect(await why(person)).toMatchObject([{ why: 'not-on-desk' }]);
    await fill();
    expect(await why(person)).toMatchObject([{ why: 'nobody-for-area-and-language', language: 'hi' }]);
    const caller = await givenUser(db, { areas: [place.wards[0]] });
    expect(await why(person)).toMatchObject([{ why: 'in-line', ahead: 1, band: 2 }]);
    await claimNext(deps, caller);
    expect(await why(first)).toMatchObject([{ why: 'held', by: caller.userId }]);
    clock.now = new Date('2021-05-10T16:00:00Z');
    expect(await why(person)).toMatchObject([{ why: 'window-over' }]);
  });

  test('a retry that waits says until when and after what, a dropped item why', async () => {
    const person = await givenPerson(db);
    const { checkInId } = await givenCheckIn(db, person);
    await fill();
    const later = new Date('2021-05-10T07:00:00Z');
    await db.system.transaction().execute((trx) =>
      deferItem(trx, {
        districtId,
        itemId: checkInId,
        dueAt: later,
        band: 2,
        disposition: 'busy',
        nextContactPointId: null,
        callbackFor: null,
        closesAt: new Date('2021-05-10T15:00:00Z'),
        now: clock.now,
      }),
    );
    expect(await why(person)).toMatchObject([{ why: 'waits', until: later, lastDisposition: 'busy' }]);
    await db.system
      .transaction()
      .execute((trx) =>
        closeItems(trx, { districtId, checkInIds: [checkInId], state: 'dropped', reason: 'day-limit', now: clock.now }),
      );
    expect(await why(person)).toMatchObject([{ why: 'taken-off-desk', reason: 'day-limit', lastDisposition: 'busy' }]);
  });

  test('a person outside the asker’s wards is not found', async () => {
    const person = await givenPerson(db, { areaId: place.wards[1] });
    await expect(whyNotCalled(deps, { ...supervisor, areas: [place.wards[0]] }, person.personId)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the supervisor’s list', () => {
  test('shows households in the order of claims, page by page, and by filter', async () => {
    const people = [
      await givenPerson(db, { episode: { last_level: 'red' } }),
      await givenPerson(db, { areaId: place.wards[1] }),
      await givenPerson(db, { episode: { last_level: 'green', last_answered_at: tenInTheMorning } }),
    ];
    for (const person of people) await givenCheckIn(db, person);
    await fill();
    const [first, ...rest] = await listWorklist(deps, supervisor, { limit: 1 });
    expect(first).toMatchObject({ householdId: people[0]?.householdId, band: 1, state: 'ready' });
    expect(rest).toEqual([]);
    const next = await listWorklist(deps, supervisor, { ...(first && { after: first }) });
    expect(next.map((row) => row.householdId)).toEqual([people[1]?.householdId, people[2]?.householdId]);
    expect(await listWorklist(deps, supervisor, { areaId: place.wards[1] })).toHaveLength(1);
    expect(await listWorklist(deps, { ...supervisor, areas: [place.wards[0]] }, {})).toHaveLength(2);
    expect(await listWorklist(deps, supervisor, { state: 'claimed' })).toEqual([]);
  });
});
