/**
 * The path of one phone call, from the plan of the day to its closed ledger, in the order of docs/life-of-a-call.md. Everything is
 * real but the telephone: the exchange is simulated, its clock the application's.
 */
import { beforeAll, expect, test } from 'vitest';
import { readBoard } from '../boards/read-board.ts';
import { at } from '../calls/given-call.ts';
import { legIdOf } from '../calls/leg-id.ts';
import { placeCall } from '../calls/place-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { startTelephony } from '../calls/start-telephony.ts';
import { traceCall } from '../calls/trace-call.ts';
import { wellAnswers } from '../check-ins/given-answers.ts';
import { planDay } from '../check-ins/plan-day.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { newId } from '../ids.ts';
import { closeDay } from '../reports/close-day.ts';
import { ledger } from '../reports/ledger.ts';
import { sweepHistory } from '../reports/sweep-history.ts';
import { createExchange, type Exchange, type RingPlan } from '../telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../telephony/simulated/provider.ts';
import { createVirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { testDatabase } from './database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, programme, testDay, testDeps } from './given.ts';

const db = await testDatabase();
const districtId = place.district;
const today = { districtId, day: testDay };
beforeAll(() => givenDistrict(db));

const answers: RingPlan = { ringsAfterMs: 2000, next: { kind: 'answers', afterMs: 6000 } };
const busyThenAnswers = (): (() => RingPlan) => {
  let rung = 0;
  return () => (rung++ === 0 ? { ringsAfterMs: null, next: { kind: 'ends', cause: 'busy', afterMs: 1000 } } : answers);
};

test('the life of a call: planned, put on the desk, claimed, dialled, answered, triaged, tried again, accounted for', async () => {
  const clock = createVirtualClock(at('07:00'));
  const exchange = createExchange(clock);
  const plain = testDeps(db);
  const simulated = createSimulatedProvider({ exchange, clock });
  const deps = {
    ...plain,
    now: () => clock.now(),
    newId: () => newId(clock.now()),
    telephony: { ...plain.telephony, simulated },
  };
  await startTelephony(deps);
  const asha = await givenPerson(db, { episode: { last_level: 'green', last_answered_at: at('10:00', '2021-05-09') } });
  const ravi = await givenPerson(db, {
    householdWith: asha,
    episode: { last_level: 'green', last_answered_at: at('10:00', '2021-05-09') },
  });
  const meena = await givenPerson(db, { episode: { last_level: 'green', last_answered_at: at('11:00', '2021-05-09') } });
  await connect(exchange, asha, () => answers);
  await connect(exchange, meena, busyThenAnswers());
  const caller = await givenUser(db);
  const supervisor = await givenUser(db, { roles: ['supervisor'] });

  // 1, 2. The morning: who is due, and the desk.
  expect(await planDay(deps, today)).toEqual({ planned: 3 });
  expect(await fillDay(deps, today)).toEqual({ items: 3, households: 2 });
  expect(await claimNext(deps, caller)).toMatchObject({ kind: 'nothing', why: 'outside-window', opensAt: at('08:00') });

  // 3. The caller takes what is next: the household that was heard longest ago.
  await clock.runUntil(at('09:00'));
  const household = await mustClaim(deps, caller);
  expect(household.householdId).toBe(asha.householdId);

  // 4, 5. Rows before the dial; then the exchange tells.
  const call = await placeCall(deps, caller, household);
  expect(call.dial).toEqual({ kind: 'accepted' });
  expect(call.attempts).toHaveLength(2);
  await clock.advance(10_000);
  expect(await callState(call.phoneCallId)).toBe('answered');

  // 6, 7. Both are asked, each with answers of their own: Asha is well, Ravi has become confused.
  await clock.advance(240_000);
  await simulated.hangUp(legIdOf({ districtId, phoneCallId: call.phoneCallId }));
  await clock.advance(20_000);
  const told = async (person: GivenPerson, confusion: boolean) => {
    const attempt = call.attempts.find(({ personId }) => personId === person.personId);
    if (!attempt) throw new Error('not asked on this call');
    return submitAnswers(deps, caller, {
      submissionId: deps.newId(),
      ...attempt,
      fence: household.fence,
      informant: { kind: 'self' },
      saidAt: clock.now(),
      answers: { ...wellAnswers, confusion },
    });
  };
  expect(await told(asha, false)).toMatchObject({ level: 'green', late: false });
  const ill = await told(ravi, true);
  expect(ill).toMatchObject({ level: 'red', escalation: { to: 'doctor', level: 'red' } });

  // 3 to 7'. The next one is busy: nobody was reached, and she comes back later the same morning.
  await clock.advance(60_000);
  const next = await mustClaim(deps, caller);
  expect(next.householdId).toBe(meena.householdId);
  const busy = await placeCall(deps, caller, next);
  await clock.advance(5000);
  const recorded = await recordDisposition(deps, caller, { attemptId: busy.attempts[0]?.attemptId ?? '', disposition: 'busy' });
  expect(recorded.nextStep).toMatchObject({ next: 'retry', reason: 'wait' });
  const back = recorded.nextStep.next === 'retry' ? recorded.nextStep.notBefore : at('20:00');
  await clock.runUntil(new Date(back.getTime() - 60_000));
  expect(await claimableHouseholds(deps, caller)).not.toContain(meena.householdId);
  await clock.runUntil(back);
  const again = await mustClaim(deps, caller);
  expect(again.householdId).toBe(meena.householdId);
  const second = await placeCall(deps, caller, again);
  await clock.advance(10_000);
  const refused = await recordDisposition(deps, caller, {
    attemptId: second.attempts[0]?.attemptId ?? '',
    disposition: 'refused',
  });
  expect(refused.nextStep).toMatchObject({ next: 'officer-call' });

  // 8. The board moved with it.
  const board = await readBoard(deps, supervisor, { day: testDay, by: 'district' });
  expect(board.lines).toMatchObject([{ counts: { attempts: 4, reached: 2, green: 1, red: 1, 'escalations-raised': 1 } }]);

  // 9. Night: everybody accounted for, and the desk swept for tomorrow.
  await clock.runUntil(at('21:00'));
  const { totals } = await closeDay(deps, supervisor, { day: testDay, programmeId: programme });
  expect(totals.due).toBe(3);
  const { rows } = await ledger(deps, supervisor, { day: testDay, programmeId: programme });
  const account = Object.fromEntries(rows.map((row) => [row.personId, `${row.status} ${row.why} ${row.attempts} ${row.level}`]));
  expect(account).toEqual({
    [asha.personId]: 'reached answered-complete 1 green',
    [ravi.personId]: 'reached answered-complete 1 red',
    [meena.personId]: 'tried refused 2 null',
  });
  const tomorrow = '2021-05-11';
  await clock.runUntil(at('01:30', tomorrow));
  expect(await sweepHistory(deps, { districtId, before: tomorrow })).toMatchObject({ attempts: 4, calls: 3 });

  // And the story of each call can still be told.
  const story = await traceCall(deps, supervisor, call.phoneCallId);
  expect(story.lines.map(({ what }) => what)).toEqual([
    'call-requested',
    'attempt-written',
    'attempt-written',
    'dialled',
    'ringing',
    'answered',
    'ended',
    'attempt-recorded',
    'attempt-recorded',
    'answers-submitted',
    'answers-submitted',
  ]);
  expect(exchange.calledWhileInUse()).toBe(0);
  expect((await planDay(deps, { districtId, day: tomorrow })).planned).toBeGreaterThanOrEqual(3);
});

type AnyDeps = Parameters<typeof claimNext>[0];
type AnyActor = Parameters<typeof claimNext>[1];

async function mustClaim(deps: AnyDeps, actor: AnyActor) {
  const got = await claimNext(deps, actor);
  if (got.kind === 'nothing') throw new Error(`nothing to claim: ${got.why}`);
  return got;
}

async function claimableHouseholds(deps: AnyDeps, actor: AnyActor): Promise<readonly string[]> {
  const got = await claimNext(deps, actor);
  return got.kind === 'claimed' ? [got.householdId] : [];
}

async function callState(id: string): Promise<string> {
  return (await db.owner.selectFrom('phone_call').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
}

async function connect(exchange: Exchange, person: GivenPerson, ring: () => RingPlan): Promise<void> {
  const point = db.owner.selectFrom('contact_point').select('number').where('id', '=', person.contactPointId);
  exchange.connect({ number: (await point.executeTakeFirstOrThrow()).number, ring });
}
