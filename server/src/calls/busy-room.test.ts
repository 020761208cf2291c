import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { givenAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { newId } from '../ids.ts';
import { closeDay } from '../reports/close-day.ts';
import { createExchange } from '../telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../telephony/simulated/provider.ts';
import { createRandom } from '../telephony/simulated/random.ts';
import { createVirtualClock } from '../telephony/simulated/virtual-clock.ts';
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
import { claimNext } from '../worklist/claim-next.ts';
import { expireClaims } from '../worklist/expire-claims.ts';
import { at, givenOnDesk } from './given-call.ts';
import { type PlacedAttempt, placeCall } from './place-call.ts';
import { reconcile } from './reconcile.ts';
import { recordDisposition } from './record-disposition.ts';
import { startTelephony } from './start-telephony.ts';

const db = await testDatabase();
const districtId = place.district;
beforeAll(() => givenDistrict(db));

test('twenty callers who work at once, some of whom vanish: no phone rung twice at once, nobody locked, all accounted for', async () => {
  const clock = createVirtualClock(tenInTheMorning);
  const exchange = createExchange(clock);
  const plain = testDeps(db);
  const simulated = createSimulatedProvider({ exchange, clock });
  const deps = { ...plain, now: () => clock.now(), telephony: { ...plain.telephony, simulated } };
  await startTelephony(deps);
  const random = createRandom('busy room');
  const people = await givenTown();
  await givenOnDesk(db, deps, ...people);
  const numbers = await db.owner.selectFrom('contact_point').select('number').execute();
  for (const { number } of numbers)
    exchange.connect({ number, ring: () => ({ ringsAfterMs: 1000, next: { kind: 'answers', afterMs: 2000 } }) });
  const callers = await Promise.all(Array.from({ length: 20 }, () => givenUser(db)));

  const dispositions: readonly Disposition[] = [
    'no-answer',
    'busy',
    'refused',
    'wrong-person',
    'invalid-number',
    'callback',
    'died',
    'opt-out',
  ];
  const say = async (caller: Actor, { attemptId, checkInId, checkInDueOn }: PlacedAttempt) => {
    const roll = random.whole(0, 9);
    if (roll === 0) return;
    if (roll < 5) {
      const sent = givenAnswers(
        { checkInId, dueOn: checkInDueOn },
        { submissionId: newId(clock.now()), attemptId, saidAt: clock.now() },
      );
      await Promise.all([submitAnswers(deps, caller, sent), submitAnswers(deps, caller, sent)]);
      return;
    }
    const disposition = dispositions[random.whole(0, dispositions.length - 1)] ?? 'busy';
    const outcome = { attemptId, disposition };
    await Promise.all([recordDisposition(deps, caller, outcome), recordDisposition(deps, caller, outcome)]);
  };
  const turn = async (caller: Actor) => {
    const claim = await claimNext(deps, caller);
    if (claim.kind === 'nothing') return;
    const placed = await placeCall(deps, caller, claim).catch(refusedHonestly);
    if (placed) await Promise.all(placed.attempts.map((attempt) => say(caller, attempt)));
  };

  for (let round = 0; round < 8; round++) {
    await Promise.all([...callers.map(turn), expireClaims(deps, districtId), reconcile(deps, districtId)]);
    await clock.advance(11 * 60_000);
  }
  await clock.runUntil(at('20:30'));
  await expireClaims(deps, districtId);
  await reconcile(deps, districtId);
  await reconcile(deps, districtId);
  const attempts = await db.owner.selectFrom('call_attempt').select('disposition').execute();
  expect(attempts.length).toBeGreaterThan(people.length / 2);
  expect(exchange.calledWhileInUse()).toBe(0);
  expect(await db.owner.selectFrom('phone_call').select('id').where('state', '<>', 'ended').execute()).toEqual([]);
  expect(await db.owner.selectFrom('call_attempt').select('id').where('disposition', 'is', null).execute()).toEqual([]);
  expect(await db.owner.selectFrom('worklist_household').select('household_id').where('state', '=', 'claimed').execute()).toEqual(
    [],
  );
  const supervisor = await givenUser(db, { roles: ['supervisor'] });
  const { totals } = await closeDay(deps, supervisor, { day: testDay, programmeId: programme });
  expect(totals.due).toBe(people.length);
}, 60_000);

/** Sixty people, every third under a neighbour's phone. */
async function givenTown(): Promise<GivenPerson[]> {
  const people: GivenPerson[] = [];
  while (people.length < 60) {
    const before = people.at(-1);
    people.push(await givenPerson(db, people.length % 3 === 2 && before ? { householdWith: before } : {}));
  }
  return people;
}

const honest: readonly string[] = ['already-being-called', 'nobody-to-call', 'no-usable-number', 'claim-lost'];

function refusedHonestly(error: unknown): null {
  if (error instanceof AppError && honest.includes(error.code)) return null;
  throw error;
}
