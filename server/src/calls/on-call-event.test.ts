import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import type { CallEvent } from '../telephony/provider.ts';
import { createExchange, type Exchange, type RingPlan } from '../telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../telephony/simulated/provider.ts';
import { createRandom } from '../telephony/simulated/random.ts';
import { type Faults, makeUnreliable } from '../telephony/simulated/unreliable.ts';
import { createVirtualClock, type VirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { clearDesk, givenCall, givenOnDesk } from './given-call.ts';
import { legIdOf } from './leg-id.ts';
import { onCallEvent } from './on-call-event.ts';
import { reconcile } from './reconcile.ts';
import { recordDisposition } from './record-disposition.ts';
import { startTelephony } from './start-telephony.ts';
import { traceCall } from './trace-call.ts';

const db = await testDatabase();
const districtId = place.district;
beforeAll(() => givenDistrict(db));
afterEach(() => clearDesk(db));

/** A desk whose telephone is the virtual exchange, with one person on it who does as told. */
async function desk(plan: RingPlan, faults: Faults = {}) {
  const virtual = createVirtualClock(tenInTheMorning);
  const exchange = createExchange(virtual);
  const provider = makeUnreliable(createSimulatedProvider({ exchange, clock: virtual }), faults, {
    clock: virtual,
    random: createRandom('on-call-event'),
  });
  const plain = testDeps(db);
  const deps = { ...plain, now: () => virtual.now(), telephony: { ...plain.telephony, simulated: provider } };
  await startTelephony(deps);
  const caller = await givenUser(db);
  const person = await givenPerson(db);
  await connect(exchange, person, plan);
  await givenOnDesk(db, deps, person);
  return { deps, caller, person, exchange, virtual };
}

async function connect(exchange: Exchange, person: GivenPerson, plan: RingPlan): Promise<void> {
  const { number } = await db.owner
    .selectFrom('contact_point')
    .select('number')
    .where('id', '=', person.contactPointId)
    .executeTakeFirstOrThrow();
  exchange.connect({ number, ring: () => plan });
}

const answers: RingPlan = { ringsAfterMs: 2000, next: { kind: 'answers', afterMs: 4000 } };
const silent: RingPlan = { ringsAfterMs: 2000, next: { kind: 'nothing' } };
const callRow = () => db.owner.selectFrom('phone_call').selectAll().executeTakeFirstOrThrow();
const seconds = (virtual: VirtualClock, n: number) => virtual.advance(n * 1000);

describe('what a telephone tells', () => {
  test('a call is followed from ringing to its end, with its instants', async () => {
    const { deps, caller, virtual } = await desk(answers);
    const { phoneCallId, attemptId } = await givenCall(deps, caller);
    expect(await callRow()).toMatchObject({ state: 'dialling', channel: 'simulated' });
    await seconds(virtual, 3);
    expect(await callRow()).toMatchObject({ state: 'ringing' });
    await seconds(virtual, 10);
    expect(await callRow()).toMatchObject({ state: 'answered', answered_at: new Date(tenInTheMorning.getTime() + 4000) });
    await recordDisposition(deps, caller, { attemptId, disposition: 'refused' });
    await seconds(virtual, 1);
    expect(await callRow()).toMatchObject({ state: 'ended', cause: 'normal' });
    const trace = await traceCall(deps, caller, attemptId);
    expect(trace).toMatchObject({ phoneCallId, attemptIds: [attemptId], state: 'ended' });
    expect(trace.lines.map((line) => line.what)).toEqual([
      'call-requested',
      'attempt-written',
      'dialled',
      'ringing',
      'answered',
      'ended',
      'attempt-recorded',
    ]);
  });

  test('a call ended twice is ended once, and what comes after the end moves nothing', async () => {
    const { deps, caller, virtual } = await desk(silent);
    const { phoneCallId, attemptId } = await givenCall(deps, caller);
    await seconds(virtual, 60);
    const before = await callRow();
    expect(before).toMatchObject({ state: 'ended', cause: 'no-answer' });
    const legId = legIdOf({ districtId, phoneCallId });
    const late = (id: string, what: Pick<CallEvent, 'type'> & Record<string, unknown>) =>
      onCallEvent(deps, { id, attemptId, legId, at: new Date(virtual.now().getTime() - 40_000), ...what } as CallEvent);
    await late(`${legId}:90`, { type: 'ringing' });
    await late(`${legId}:91`, { type: 'ended', cause: 'normal' });
    await late(`${legId}:91`, { type: 'ended', cause: 'normal' });
    expect(await callRow()).toMatchObject({ state: 'ended', cause: 'no-answer', ended_at: before.ended_at });
    const events = await db.owner.selectFrom('attempt_event').select('kind').where('kind', '=', 'ended').execute();
    expect(events).toHaveLength(2);
  });

  test('twenty tellings of one event at once are one event', async () => {
    const { deps, caller, virtual } = await desk(silent);
    const { phoneCallId, attemptId } = await givenCall(deps, caller);
    const legId = legIdOf({ districtId, phoneCallId });
    const event: CallEvent = { id: `${legId}:7`, attemptId, legId, at: virtual.now(), type: 'ended', cause: 'busy' };
    await Promise.all(Array.from({ length: 20 }, () => onCallEvent(deps, event)));
    expect(await callRow()).toMatchObject({ state: 'ended', cause: 'busy' });
    expect(await db.owner.selectFrom('attempt_event').select('id').where('kind', '=', 'ended').execute()).toHaveLength(1);
  });

  test('a leg that is not of this desk is passed over', async () => {
    const deps = testDeps(db);
    const event: CallEvent = { id: 'x', attemptId: 'y', legId: 'somebody-elses', at: tenInTheMorning, type: 'answered' };
    await expect(onCallEvent(deps, event)).resolves.toBeUndefined();
  });

  test('a telephone that refuses to dial is our failure, and the person is due again', async () => {
    const { deps, caller, person } = await desk(silent);
    await deps.telephony.simulated?.stop('end');
    const placed = await givenCall(deps, caller);
    expect(placed.dial).toEqual({ kind: 'refused', refusal: 'not-started' });
    const attempt = await db.owner.selectFrom('call_attempt').selectAll().executeTakeFirstOrThrow();
    expect(attempt).toMatchObject({ disposition: 'technical-failure', counts: false, disposed_by: null });
    const item = await db.owner
      .selectFrom('worklist_item')
      .selectAll()
      .where('person_id', '=', person.personId)
      .executeTakeFirst();
    expect(item).toMatchObject({ state: 'open', attempts: 0 });
  });

  test('with news lost, late and doubled every call still comes to its end and nobody stays locked', async () => {
    const { deps, caller, virtual } = await desk(silent, { lose: 0.4, late: 0.4, lateByMs: 90_000, duplicate: 0.5 });
    const people = await Promise.all(Array.from({ length: 6 }, () => givenPerson(db)));
    await givenOnDesk(db, deps, ...people);
    for (let i = 0; i < 7; i++) await ringAndLeave(deps, caller, virtual);
    expect(await db.owner.selectFrom('phone_call').select('id').where('state', '<>', 'ended').execute()).toEqual([]);
    expect(await db.owner.selectFrom('call_attempt').select('id').where('disposition', 'is', null).execute()).toEqual([]);
  });
});

/** A caller whose browser dies after each call; the timetable sees to the rest. */
async function ringAndLeave(deps: Parameters<typeof givenCall>[0], caller: Actor, virtual: VirtualClock): Promise<void> {
  await givenCall(deps, caller);
  await seconds(virtual, 61 * 15);
  await reconcile(deps, districtId);
  await reconcile(deps, districtId);
}
