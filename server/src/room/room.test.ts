import * as room from '@kshem/contract/room.ts';
import { describe, expect, test } from 'vitest';
import { Refused } from '../../../web/src/api/client.ts';
import { givenCall, givenOnDesk } from '../calls/given-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { testDatabase } from '../testing/database.ts';
import { openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, programme, tenInTheMorning, testDeps } from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';

const db = await testDatabase();
await givenDistrict(db);
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const desk = await openDesk(db, deps);

describe('the control room', () => {
  test('shows who calls, who rests and why, and what came of it', async () => {
    await givenOnDesk(db, deps, await givenPerson(db), await givenPerson(db), await givenPerson(db));
    const supervisor = await desk.signedIn({ roles: ['supervisor'] });
    const [busy, resting] = [await desk.signedIn(), await desk.signedIn()];
    const { attemptId } = await givenCall(deps, busy.actor);
    await recordDisposition(deps, busy.actor, { attemptId, disposition: 'no-answer' });
    await claimNext(deps, busy.actor);
    await resting.client(room.startPause, { body: { code: 'hard-call' } });
    clock.now = new Date(tenInTheMorning.getTime() + 9 * 60_000);
    const seen = await supervisor.client(room.readRoom, {});
    expect(seen.calling).toBe(true);
    expect(seen.callers.find(({ userId }) => userId === busy.actor.userId)).toMatchObject({
      state: 'in-call',
      attempts: 1,
      reached: 0,
    });
    expect(seen.callers.find(({ userId }) => userId === resting.actor.userId)).toMatchObject({
      state: 'resting',
      pauseCode: 'hard-call',
      pausedMinutes: 9,
    });
    expect(seen.curve).toEqual([{ at: tenInTheMorning, attempts: 1, reached: 0 }]);
    expect(seen.forecast).toBeNull();
  });

  test('a pause that is over is remembered, and a second one counts beside it', async () => {
    const { client } = await desk.signedIn();
    await client(room.startPause, { body: { code: 'tea' } });
    clock.now = new Date(clock.now.getTime() + 5 * 60_000);
    await client(room.endPause);
    expect(await client(room.readPause)).toEqual({ pause: null });
    await client(room.startPause, { body: { code: 'meal' } });
    expect(await client(room.readPause)).toMatchObject({ pause: { code: 'meal' } });
    const history = await db.owner.selectFrom('pause_history').selectAll().execute();
    expect(history.filter(({ code }) => code === 'tea')).toHaveLength(1);
  });

  test('whoever looks at one ward sees that ward', async () => {
    const [ward, other] = place.wards;
    const { client } = await desk.signedIn({ roles: ['officer'] });
    const levels = async (areaId: number) => (await client(room.readRoom, { query: { areaId, programmeId: programme } })).levels;
    await givenPerson(db, { areaId: other, episode: { last_level: 'red' } });
    expect(await levels(ward)).toContainEqual({ level: 'red', people: 0 });
    expect(await levels(other)).toContainEqual({ level: 'red', people: 1 });
    expect(await levels(place.district)).toContainEqual({ level: 'red', people: 1 });
  });

  test('is not for callers', async () => {
    const { client } = await desk.signedIn({ roles: ['caller'] });
    await expect(client(room.readRoom, {})).rejects.toBeInstanceOf(Refused);
  });

  test('outlines of areas are there where they were given', async () => {
    const outline = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    await db.owner
      .insertInto('area_shape')
      .values({ area_id: place.wards[0] ?? 0, outline: JSON.stringify(outline) })
      .execute();
    const { client } = await desk.signedIn();
    expect(await client(room.listAreaShapes)).toEqual({ items: [{ areaId: place.wards[0], outline }] });
  });
});
