import * as transfers from '@kshem/contract/transfers.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { tellDeath } from '../episodes/tell-death.ts';
import { reportBeds } from '../registry/report-beds.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { type Clock, givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { bedsOf, givenAmbulance, givenHospital } from '../testing/given-beds.ts';
import { callOutLate } from './call-out-late.ts';
import { countTransfers, listTransfers, readTransfer } from './list-transfers.ts';
import { moveTransfer, type TransferMove, tellFamily } from './move-transfer.ts';
import { requestTransfer } from './open-transfer.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const { newId } = deps;
let desk: Desk;
let room: Actor & { userId: string };

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  room = await givenUser(db, { roles: ['supervisor'] });
});
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await db.owner.deleteFrom('transfer_event').execute();
  await db.owner.deleteFrom('transfer').execute();
  await db.owner.updateTable('facility_bed').set({ held: 0 }).execute();
});

async function givenRequest() {
  const person = await givenPerson(db);
  const { transferId } = await requestTransfer(deps, room, { episodeId: person.episodeId, bedKind: 'oxygen', reason: 'SpO2 88' });
  return { ...person, transferId };
}
/** Each step a second after the one before. */
const step = (move: TransferMove) => {
  clock.now = new Date(clock.now.getTime() + 1000);
  return moveTransfer(deps, room, move);
};
const row = (id: string) => db.owner.selectFrom('transfer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const episode = (id: string) => db.owner.selectFrom('episode').select('status').where('id', '=', id).executeTakeFirstOrThrow();

/** On the way to a hospital, the ambulance sent. */
async function givenSent() {
  const request = await givenRequest();
  const [facilityId, ambulanceId] = [await givenHospital(db, newId), await givenAmbulance(db, newId)];
  const { transferId } = request;
  await step({ transferId, action: 'hold-bed', from: 'requested', facilityId });
  const etaAt = addMinutes(clock.now, 30);
  await step({ transferId, action: 'send-ambulance', from: 'bed-held', ambulanceId, etaAt, handedTo: 'Santosh' });
  return { ...request, facilityId, ambulanceId, etaAt };
}

describe('somebody ill at home', () => {
  test('is brought to a bed, each hand-over by name, stays in hospital’s follow-up and comes back', async () => {
    const { transferId, episodeId, facilityId } = await givenSent();
    await step({ transferId, action: 'confirm-bed', from: 'ambulance-sent', handedTo: 'Sister Rosamma' });
    expect(await bedsOf(db, facilityId)).toEqual({ free: 5, held: 1, open: 4 });
    await step({ transferId, action: 'pick-up', from: 'ambulance-sent', handedTo: 'Santosh' });
    await step({ transferId, action: 'admit', from: 'picked-up', handedTo: 'Sister Rosamma' });
    expect(await bedsOf(db, facilityId)).toEqual({ free: 4, held: 0, open: 4 });
    expect(await episode(episodeId)).toEqual({ status: 'paused' });
    expect((await listTransfers(deps, room, { show: 'in-hospital' })).items).toMatchObject([
      { transferId, receivedBy: 'Sister Rosamma' },
    ]);
    await step({ transferId, action: 'hear', from: 'admitted', note: 'On four litres, stable' });
    await step({ transferId, action: 'discharge', from: 'admitted', note: 'Walks' });
    expect(await episode(episodeId)).toEqual({ status: 'active' });
    const { events } = await readTransfer(deps, room, { transferId });
    expect(events.map(({ action, handedTo }) => [action, handedTo])).toEqual([
      ['transfer-requested', null],
      ['bed-held', null],
      ['ambulance-sent', 'Santosh'],
      ['bed-confirmed', 'Sister Rosamma'],
      ['picked-up', 'Santosh'],
      ['admitted', 'Sister Rosamma'],
      ['heard-from-hospital', null],
      ['discharged', null],
    ]);
  });

  test('comes home to a house in mourning and is left alone until a supervisor has decided', async () => {
    const sent = await givenSent();
    const { transferId, episodeId } = sent;
    await step({ transferId, action: 'pick-up', from: 'ambulance-sent', handedTo: 'Santosh' });
    await step({ transferId, action: 'admit', from: 'picked-up', handedTo: 'Sister Rosamma' });
    const died = await givenPerson(db, { householdWith: sent });
    await tellDeath(deps, room, { personId: died.personId });
    await step({ transferId, action: 'discharge', from: 'admitted', note: 'Walks' });
    expect(await episode(episodeId)).toEqual({ status: 'paused' });
  });

  test('has one live request however many ask at once', async () => {
    const { episodeId } = await givenPerson(db);
    const ask = () => requestTransfer(deps, room, { episodeId, bedKind: 'icu', reason: 'breathless' });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, ask));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['transfer-live']));
  });

  test('can be asked for again once the first request is cancelled', async () => {
    const { transferId, episodeId } = await givenRequest();
    await step({ transferId, action: 'cancel', from: 'requested', note: 'family refuses' });
    const again = await requestTransfer(deps, room, { episodeId, bedKind: 'icu', reason: 'worse' });
    expect(again.transferId).not.toBe(transferId);
  });
});

describe('the last bed', () => {
  test('asked for by twenty at once goes to one', async () => {
    const facilityId = await givenHospital(db, newId, { total: 10, free: 1 });
    const requests = await Promise.all(Array.from({ length: 20 }, () => givenRequest()));
    const holds = await Promise.allSettled(
      requests.map(({ transferId }) => step({ transferId, action: 'hold-bed', from: 'requested', facilityId })),
    );
    expect(holds.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = holds.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['no-bed-left']));
    expect(await bedsOf(db, facilityId)).toEqual({ free: 1, held: 1, open: 0 });
  });

  test('is not promised beyond the house’s beds, whatever a statement says', async () => {
    const facilityId = await givenHospital(db, newId, { total: 1, free: 1 });
    const oversell = sql`update facility_bed set held = 2 where district_id = ${place.district} and facility_id = ${facilityId}`;
    await expect(oversell.execute(db.system)).rejects.toThrow(/facility_bed_counts/);
  });

  test('given back late frees nobody else’s', async () => {
    const facilityId = await givenHospital(db, newId, { total: 10, free: 1 });
    const [first, second] = [await givenRequest(), await givenRequest()];
    await step({ transferId: first.transferId, action: 'hold-bed', from: 'requested', facilityId });
    clock.now = addMinutes(clock.now, 61);
    expect(await callOutLate(deps, place.district)).toBe(2);
    expect(await row(first.transferId)).toMatchObject({ status: 'requested', holds: false, facility_id: null });
    await step({ transferId: second.transferId, action: 'hold-bed', from: 'requested', facilityId });
    // The first one's desk had not noticed and gives "its" bed back now.
    const late = step({ transferId: first.transferId, action: 'release-bed', from: 'bed-held', note: 'not needed' });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect(await bedsOf(db, facilityId)).toEqual({ free: 1, held: 1, open: 0 });
  });

  test('given back by twenty at once is given back once', async () => {
    const facilityId = await givenHospital(db, newId);
    const { transferId } = await givenRequest();
    await step({ transferId, action: 'hold-bed', from: 'requested', facilityId });
    const release = () => step({ transferId, action: 'release-bed', from: 'bed-held', note: 'stays at home' });
    const released = await Promise.allSettled(Array.from({ length: 20 }, release));
    expect(released.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await bedsOf(db, facilityId)).toMatchObject({ held: 0 });
  });

  test('that the hospital gave to somebody else marks those who were promised one', async () => {
    const { transferId, facilityId } = await givenSent();
    await reportBeds(deps, room, { facilityId, beds: [{ kind: 'oxygen', free: 0 }] });
    const { items } = await listTransfers(deps, room, { show: 'on-the-way' });
    expect(items.find((one) => one.transferId === transferId)).toMatchObject({ short: true });
    const other = await givenHospital(db, newId);
    await step({ transferId, action: 'change-bed', from: 'ambulance-sent', facilityId: other, note: 'bed was given away' });
    expect([await bedsOf(db, facilityId), await bedsOf(db, other)]).toMatchObject([{ held: 0 }, { held: 1 }]);
  });
});

describe('an ambulance', () => {
  test('brings one at a time, also when twenty send it at once', async () => {
    const [facilityId, ambulanceId] = [await givenHospital(db, newId, { total: 30, free: 25 }), await givenAmbulance(db, newId)];
    const requests = await Promise.all(Array.from({ length: 20 }, () => givenRequest()));
    for (const { transferId } of requests) await step({ transferId, action: 'hold-bed', from: 'requested', facilityId });
    const etaAt = addMinutes(clock.now, 20);
    const sent = await Promise.allSettled(
      requests.map(({ transferId }) =>
        step({ transferId, action: 'send-ambulance', from: 'bed-held', ambulanceId, etaAt, handedTo: 'Santosh' }),
      ),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const rows = await db.owner.selectFrom('transfer').select('id').where('ambulance_id', '=', ambulanceId).execute();
    expect(rows).toHaveLength(1);
  });

  test('is free again when it is called back', async () => {
    const { transferId, ambulanceId } = await givenSent();
    await step({ transferId, action: 'recall', from: 'ambulance-sent', note: 'puncture' });
    expect(await row(transferId)).toMatchObject({ status: 'bed-held', ambulance_id: null });
    const etaAt = addMinutes(clock.now, 20);
    await step({ transferId, action: 'send-ambulance', from: 'bed-held', ambulanceId, etaAt, handedTo: 'Santosh' });
  });
});

describe('a step', () => {
  test('says what it lacks', async () => {
    const { transferId } = await givenRequest();
    const bare = step({ transferId, action: 'hold-bed', from: 'requested' });
    await expect(bare).rejects.toMatchObject({ code: 'step-incomplete', detail: { fields: ['facilityId'] } });
    const cancel = step({ transferId, action: 'cancel', from: 'requested', note: ' ' });
    await expect(cancel).rejects.toMatchObject({ code: 'step-incomplete' });
  });

  test('that somebody else has taken is a conflict', async () => {
    const { transferId } = await givenRequest();
    const facilityId = await givenHospital(db, newId);
    await step({ transferId, action: 'hold-bed', from: 'requested', facilityId });
    await expect(step({ transferId, action: 'hold-bed', from: 'requested', facilityId })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('that is late calls the desk out again and again, and is quiet once it is taken', async () => {
    const { transferId } = await givenRequest();
    for (const [minute, calledOut] of [
      [14, 0],
      [16, 1],
      [17, 0],
      [27, 1],
    ] as const) {
      clock.now = addMinutes(tenInTheMorning, minute);
      expect(await callOutLate(deps, place.district), `minute ${minute}`).toBe(calledOut);
    }
    expect(await countTransfers(deps, room)).toEqual({ onTheWay: 1, late: 1, calledOut: 1, inHospital: 0 });
    const facilityId = await givenHospital(db, newId);
    await step({ transferId, action: 'hold-bed', from: 'requested', facilityId });
    expect(await countTransfers(deps, room)).toEqual({ onTheWay: 1, late: 0, calledOut: 0, inHospital: 0 });
  });

  test('is told to the family in their words, anew after each', async () => {
    const { transferId } = await givenSent();
    await tellFamily(deps, room, { transferId });
    const told = async () => (await readTransfer(deps, room, { transferId })).transfer;
    expect(await told()).toMatchObject({ familyToldAt: clock.now, tell: { en: expect.stringContaining('10:30') } });
    await step({ transferId, action: 'pick-up', from: 'ambulance-sent', handedTo: 'Santosh' });
    expect(await told()).toMatchObject({ familyToldAt: null });
  });
});

test('a death on the way ends the transfer and gives the bed back', async () => {
  const { transferId, personId, facilityId } = await givenSent();
  await tellDeath(deps, room, { personId });
  expect(await row(transferId)).toMatchObject({ status: 'cancelled', ending: 'died', holds: false });
  expect(await bedsOf(db, facilityId)).toMatchObject({ held: 0 });
});

test('over HTTP transfers are moved by doctors and supervisors, read by officers, and nobody else’s', async () => {
  const { transferId, episodeId } = await givenRequest();
  const facilityId = await givenHospital(db, newId);
  const params = { transferId };
  const doctor = await desk.signedIn({ roles: ['doctor'] });
  const held = await doctor.client(transfers.moveTransfer, {
    params,
    body: { action: 'hold-bed', from: 'requested', facilityId },
  });
  expect(held).toMatchObject({ status: 'bed-held', holdUntil: addMinutes(clock.now, 60) });
  await doctor.client(transfers.tellFamily, { params });
  const officer = await desk.signedIn({ roles: ['officer'] });
  expect((await officer.client(transfers.listTransfers)).items).toMatchObject([{ transferId }]);
  expect(await officer.client(transfers.countTransfers)).toMatchObject({ onTheWay: 1 });
  const body = { action: 'release-bed', from: 'bed-held', note: 'x' } as const;
  await expect(officer.client(transfers.moveTransfer, { params, body })).rejects.toMatchObject({ code: 'not-allowed' });
  const caller = await desk.signedIn();
  await expect(caller.client(transfers.readTransfer, { params })).rejects.toMatchObject({ code: 'not-allowed' });
  const ask = caller.client(transfers.requestTransfer, { body: { episodeId, bedKind: 'icu', reason: 'x' } });
  await expect(ask).rejects.toMatchObject({ code: 'not-allowed' });
});
