import * as calls from '@kshem/contract/calls.ts';
import * as worklist from '@kshem/contract/worklist.ts';
import { bands } from '@kshem/domain/worklist/urgency-band.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, clearDesk, givenOnDesk, mustClaim } from '../calls/given-call.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
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

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;
let supervisor: Desk['anyone'];

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  supervisor = (await desk.signedIn({ roles: ['supervisor'] })).client;
});
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
  await db.owner.deleteFrom('episode').execute();
});

const turnOf = async (householdId: string, query: object = {}) =>
  (await supervisor(worklist.listWorklist, { query })).items.find((turn) => turn.householdId === householdId);

describe('the desk as a supervisor sees it', () => {
  test('names who lives under each roof and says what each waits for', async () => {
    const [mother, son] = [await givenPerson(db), await givenPerson(db, { areaId: place.wards[1] })];
    const guest = await givenPerson(db, { householdWith: mother });
    await givenOnDesk(db, deps, mother, son);
    expect(await turnOf(mother.householdId)).toMatchObject({
      area: { en: 'Ward 1' },
      waits: 'in-line',
      people: [
        { personId: mother.personId, name: expect.stringContaining('Test Person'), due: true, attempts: 0 },
        { personId: guest.personId, due: false },
      ],
    });
    const caller = await desk.signedIn({ areas: [place.wards[0]] });
    const claim = await caller.client(worklist.claimNext);
    if (claim.kind !== 'claimed') throw new Error('nothing to claim');
    const { householdId, fence } = claim;
    expect(await turnOf(mother.householdId)).toMatchObject({ waits: 'held', claimedBy: caller.actor.userId, fence });
    const { attempts } = await caller.client(calls.placeCall, { body: { householdId, fence } });
    const params = { attemptId: attempts[0]?.attemptId as string };
    await caller.client(calls.recordDisposition, { params, body: { disposition: 'busy' } });
    expect(await turnOf(mother.householdId)).toMatchObject({
      waits: 'retry',
      people: [{ attempts: 1, lastDisposition: 'busy' }, {}],
    });
    expect((await supervisor(worklist.listWorklist, { query: { areaId: place.block } })).items).toHaveLength(2);
    expect((await supervisor(worklist.listWorklist, { query: { areaId: place.wards[1] } })).items).toHaveLength(1);
    clock.now = at('20:59');
    expect(await turnOf(son.householdId)).toMatchObject({ waits: 'window-over' });
  });

  test('counts the households of each band by where they stand', async () => {
    const people = [await givenPerson(db), await givenPerson(db), await givenPerson(db)];
    await givenOnDesk(db, deps, ...people);
    await mustClaim(deps, await givenUser(db));
    const { items } = await supervisor(worklist.countWorklist, { query: { programmeId: programme } });
    expect(items).toEqual([{ band: bands.new, inLine: 2, later: 0, held: 1, windowOver: 0, idle: 0 }]);
    expect((await supervisor(worklist.countWorklist, { query: { language: 'gon' } })).items).toEqual([]);
  });
});

describe('a claim of somebody who is away', () => {
  test('is taken back once, and the household is offered again', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    const { householdId, fence } = await mustClaim(deps, await givenUser(db));
    const take = () =>
      supervisor(worklist.takeBackClaim, { params: { householdId }, body: { fence, reason: 'left for the day' } });
    await take();
    await expect(take()).rejects.toMatchObject({ code: 'conflict' });
    expect(await mustClaim(deps, await givenUser(db))).toMatchObject({ householdId, fence: fence + 1 });
    const trail = await db.owner.selectFrom('audit_event').select('detail').where('action', '=', 'worklist.taken-back').execute();
    expect(trail).toMatchObject([{ detail: { reason: 'left for the day', from: expect.any(String) } }]);
  });

  test('is left alone while they are on the telephone', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    const caller = await desk.signedIn();
    const { householdId, fence } = await mustClaim(deps, caller.actor);
    await caller.client(calls.placeCall, { body: { householdId, fence } });
    const take = supervisor(worklist.takeBackClaim, { params: { householdId }, body: { fence, reason: 'away' } });
    await expect(take).rejects.toMatchObject({ code: 'being-called' });
  });
});

describe('a household that waits', () => {
  const steer = (householdId: string, body: object) =>
    supervisor(worklist.steerHousehold, { params: { householdId }, body: { reason: 'they rang us', ...body } as never });

  test('is offered first of its band, and no band is changed', async () => {
    const [first, second] = [await givenPerson(db), await givenPerson(db)];
    await givenOnDesk(db, deps, first, second);
    const [head] = (await supervisor(worklist.listWorklist)).items;
    const last = [first, second].find(({ householdId }) => householdId !== head?.householdId)?.householdId as string;
    const before = await turnOf(last);
    expect(await steer(last, { action: 'hurry' })).toEqual({ people: 1 });
    expect((await supervisor(worklist.listWorklist)).items[0]).toMatchObject({ householdId: last, band: before?.band });
  });

  test('is given to those who speak another language, or to one caller first', async () => {
    const { householdId } = await givenPerson(db).then(async (person) => {
      await givenOnDesk(db, deps, person);
      return person;
    });
    await steer(householdId, { action: 'language', language: 'gon' });
    expect(await turnOf(householdId)).toMatchObject({ language: 'gon' });
    const hindi = await givenUser(db);
    const wrong = steer(householdId, { action: 'caller', callerId: hindi.userId });
    await expect(wrong).rejects.toMatchObject({ code: 'assignee-not-possible' });
    const gondi = await givenUser(db, { languages: ['gon'] });
    await steer(householdId, { action: 'caller', callerId: gondi.userId });
    expect(await turnOf(householdId)).toMatchObject({ callbackFor: gondi.userId });
    expect(await mustClaim(deps, gondi)).toMatchObject({ householdId });
    await expect(steer(householdId, { action: 'hurry' })).rejects.toMatchObject({ code: 'being-called' });
  });

  test('is neither steered nor taken back by a caller or an officer', async () => {
    for (const role of ['caller', 'officer'] as const) {
      const { client } = await desk.signedIn({ roles: [role] });
      const params = { householdId: deps.newId() };
      await expect(client(worklist.steerHousehold, { params, body: { action: 'hurry', reason: 'x' } })).rejects.toMatchObject({
        code: 'not-allowed',
      });
      await expect(client(worklist.takeBackClaim, { params, body: { fence: 1, reason: 'x' } })).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    await expect((await desk.signedIn()).client(worklist.countWorklist)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
