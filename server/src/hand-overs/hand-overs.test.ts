import * as consultations from '@kshem/contract/consultations.ts';
import { addHours, addMinutes } from '@kshem/domain/time/instant.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { moveEscalation } from '../escalations/move-escalation.ts';
import { raiseEscalation } from '../escalations/raise-escalation.ts';
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
import { listHandOvers } from './list-hand-overs.ts';
import { listDuty, setDuty } from './set-duty.ts';
import { takeHandOver } from './take-hand-over.ts';
import { writeHandOver } from './write-hand-over.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

const aDoctor = (areas?: readonly number[]) => givenUser(db, { roles: ['doctor'], ...(areas && { areas }) });

/** Somebody's red, in the doctor's name. */
async function givenHeld(doctor: Awaited<ReturnType<typeof aDoctor>>, ward: number = place.wards[0]) {
  const { personId, episodeId, areaId } = await givenPerson(db, { areaId: ward });
  const of = { districtId: place.district, personId, episodeId, areaId, programmeId: programme, by: null };
  const wanted = { ...of, level: 'red', ruleIds: ['D1'], ownerUnit: 'doctor', dueAt: addMinutes(clock.now, 15) } as const;
  const { escalationId } = await db.system.transaction().execute((trx) => raiseEscalation(trx, deps, wanted));
  await moveEscalation(deps, doctor, { escalationId, action: 'acknowledge' });
  return escalationId;
}
const holder = async (escalationId: string) => {
  const row = await db.owner.selectFrom('escalation').select('acknowledged_by').where('id', '=', escalationId).executeTakeFirst();
  return row?.acknowledged_by;
};

describe('the end of a doctor’s shift', () => {
  test('leaves what was held in their name until the next one takes over, and then in theirs', async () => {
    const [off, on] = [await aDoctor(), await aDoctor()];
    const [held, closed] = [await givenHeld(off), await givenHeld(off)];
    const handOverId = deps.newId();
    await writeHandOver(deps, off, { handOverId, toUserId: null, note: 'Bed 4 waits for a call at two' });
    expect(await holder(held)).toBe(off.userId);
    await moveEscalation(deps, off, { escalationId: closed, action: 'resolve', resolution: 'stayed at home' });
    const { items } = await listHandOvers(deps, on);
    expect(items).toMatchObject([{ handOverId, mine: false, escalations: 2, takenBy: null }]);
    expect(await takeHandOver(deps, on, { handOverId })).toEqual({ escalations: 1 });
    expect([await holder(held), await holder(closed)]).toEqual([on.userId, off.userId]);
  });

  test('is taken over by one of twenty', async () => {
    const off = await aDoctor();
    const held = await givenHeld(off);
    const handOverId = deps.newId();
    await writeHandOver(deps, off, { handOverId, toUserId: null, note: 'one waits' });
    const doctors = await Promise.all(Array.from({ length: 20 }, () => aDoctor()));
    const tries = await Promise.allSettled(doctors.map((one) => takeHandOver(deps, one, { handOverId })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await holder(held)).toBe(doctors[tries.findIndex(({ status }) => status === 'fulfilled')]?.userId);
  });

  test('written twice is there once; nobody takes over from themselves', async () => {
    const off = await aDoctor();
    const note = { handOverId: deps.newId(), toUserId: null, note: 'nothing open' };
    await writeHandOver(deps, off, note);
    await writeHandOver(deps, off, note);
    const { items } = await listHandOvers(deps, off);
    expect(items.filter(({ handOverId }) => handOverId === note.handOverId)).toMatchObject([{ mine: true }]);
    await expect(takeHandOver(deps, off, note)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is read by those who serve all its wards, or by the one it is meant for', async () => {
    const [one, two] = place.wards;
    const off = await aDoctor([one, two]);
    await givenHeld(off, one);
    await givenHeld(off, two);
    const handOverId = deps.newId();
    await writeHandOver(deps, off, { handOverId, toUserId: null, note: 'two wait' });
    const reads = async (doctor: Awaited<ReturnType<typeof aDoctor>>) => {
      const { items } = await listHandOvers(deps, doctor);
      return items.some((item) => item.handOverId === handOverId);
    };
    expect([await reads(await aDoctor([one])), await reads(await aDoctor([one, two])), await reads(await aDoctor())]).toEqual([
      false,
      true,
      true,
    ]);
    const wrong = takeHandOver(deps, await aDoctor([one]), { handOverId });
    await expect(wrong).rejects.toMatchObject({ code: 'not-found' });
    const caller = await givenUser(db);
    const toCaller = writeHandOver(deps, off, { handOverId: deps.newId(), toUserId: caller.userId, note: 'x' });
    await expect(toCaller).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('who is on duty', () => {
  test('is told by themselves, with an end, and ends with the hand-over', async () => {
    const doctor = await aDoctor();
    await setDuty(deps, doctor, { untilAt: addHours(clock.now, 6) });
    await givenHeld(doctor);
    const mine = async () => (await listDuty(deps, doctor)).items.filter(({ me }) => me);
    expect(await mine()).toMatchObject([{ untilAt: addHours(clock.now, 6), holds: 1 }]);
    await expect(setDuty(deps, doctor, { untilAt: addHours(clock.now, -1) })).rejects.toMatchObject({ code: 'bad-request' });
    await writeHandOver(deps, doctor, { handOverId: deps.newId(), toUserId: null, note: 'off' });
    expect(await mine()).toEqual([]);
  });
});

test('over HTTP hand-overs and duty are the doctors’', async () => {
  const doctor = await desk.signedIn({ roles: ['doctor'] });
  await doctor.client(consultations.setDuty, { body: { untilAt: addHours(clock.now, 3).toISOString() } });
  expect((await doctor.client(consultations.listDuty)).items.filter(({ me }) => me)).toHaveLength(1);
  const handOverId = deps.newId();
  await doctor.client(consultations.writeHandOver, { body: { handOverId, note: 'all quiet' } });
  const next = await desk.signedIn({ roles: ['doctor'] });
  await next.client(consultations.takeHandOver, { params: { handOverId } });
  const supervisor = await desk.signedIn({ roles: ['supervisor'] });
  await expect(supervisor.client(consultations.listHandOvers)).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await supervisor.client(consultations.listDuty)).items).not.toBeNull();
  const caller = await desk.signedIn();
  await expect(caller.client(consultations.listDuty)).rejects.toMatchObject({ code: 'not-allowed' });
});
