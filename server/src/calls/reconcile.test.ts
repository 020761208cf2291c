import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createExchange } from '../telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../telephony/simulated/provider.ts';
import { createVirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { expireClaims } from '../worklist/expire-claims.ts';
import type { Orders } from './dies-while-dialling.ts';
import { at, clearDesk, givenCall, givenOnDesk, mustClaim } from './given-call.ts';
import { placeCall } from './place-call.ts';
import { reconcile } from './reconcile.ts';
import { recordDisposition } from './record-disposition.ts';
import { startTelephony } from './start-telephony.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const districtId = place.district;
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
});

const attemptRow = () => db.owner.selectFrom('call_attempt').selectAll().executeTakeFirstOrThrow();
const itemRow = () => db.owner.selectFrom('worklist_item').selectAll().executeTakeFirstOrThrow();

async function numberOf({ contactPointId }: { contactPointId: string }): Promise<string> {
  const point = db.owner.selectFrom('contact_point').select('number').where('id', '=', contactPointId);
  return (await point.executeTakeFirstOrThrow()).number;
}

function runUntilKilled(orders: Orders): Promise<NodeJS.Signals | null> {
  const script = join(import.meta.dirname, 'dies-while-dialling.ts');
  return new Promise((resolve) => {
    spawn(process.execPath, [script, JSON.stringify(orders)], { stdio: 'inherit' }).on('exit', (_code, signal) =>
      resolve(signal),
    );
  });
}

describe('repairing what a crash left behind', () => {
  test('a server killed between the row and the dial: the call is found lost, nobody is rung twice, nobody stays locked', async () => {
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    const { householdId, fence } = await mustClaim(deps, caller);
    const orders = { url: db.url, caller, householdId, fence, now: clock.now.toISOString() };
    expect(await runUntilKilled(orders)).toBe('SIGKILL');
    expect(await attemptRow()).toMatchObject({ disposition: null });

    // The next server, whose exchange knows of no such call.
    const virtual = createVirtualClock(clock.now);
    const exchange = createExchange(virtual);
    const number = await numberOf(person);
    exchange.connect({ number, ring: () => ({ ringsAfterMs: 1000, next: { kind: 'nothing' } }) });
    const simulated = createSimulatedProvider({ exchange, clock: virtual });
    await simulated.start(() => undefined);
    const next = { ...deps, telephony: { ...deps.telephony, simulated } };
    await expect(placeCall(next, caller, { householdId, fence })).rejects.toMatchObject({ code: 'already-being-called' });
    expect(await reconcile(next, districtId)).toEqual({ lost: 0, closed: 0 });

    clock.now = at('10:01');
    expect(await reconcile(next, districtId)).toEqual({ lost: 1, closed: 1 });
    expect(await reconcile(next, districtId)).toEqual({ lost: 0, closed: 0 });
    expect(await attemptRow()).toMatchObject({ disposition: 'technical-failure', counts: false });
    // Perhaps it did ring: the gap passes before the second try.
    expect(await itemRow()).toMatchObject({ state: 'open', due_at: at('10:10'), attempts: 0 });
    expect(await claimNext(next, caller)).toMatchObject({ kind: 'nothing' });
    clock.now = at('10:10');
    expect((await givenCall(next, caller)).dial).toEqual({ kind: 'accepted' });
    await virtual.advance(5000);
    expect(exchange.timesRung(number)).toBe(1);
  });

  test('a caller who vanished during a call on their own phone: the person is due again after the claim', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    await givenCall(deps, caller);
    clock.now = at('10:05');
    expect(await reconcile(deps, districtId)).toEqual({ lost: 0, closed: 0 });
    clock.now = at('10:11');
    await expireClaims(deps, districtId);
    expect(await reconcile(deps, districtId)).toEqual({ lost: 1, closed: 1 });
    expect(await attemptRow()).toMatchObject({ disposition: 'technical-failure', disposed_by: null });
    expect(await mustClaim(deps, await givenUser(db))).toMatchObject({ fence: 2 });
  });

  test('the word of a caller who comes back later replaces what the server supposed, and is marked late', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { attemptId } = await givenCall(deps, caller);
    clock.now = at('10:11');
    await reconcile(deps, districtId);
    const settled = await recordDisposition(deps, caller, { attemptId, disposition: 'callback', callbackAt: at('16:00') });
    expect(settled).toMatchObject({ late: true, repeated: false });
    expect(await attemptRow()).toMatchObject({ disposition: 'callback', counts: true, late: true, disposed_by: caller.userId });
    expect(await itemRow()).toMatchObject({ due_at: at('16:00'), callback_for: caller.userId });
    const counted = await db.owner.selectFrom('day_counter').select('n').where('name', '=', 'attempts').executeTakeFirst();
    expect(counted?.n).toBe(1);
  });

  test('two servers that reconcile at once close an attempt once', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    await givenCall(deps, caller);
    clock.now = at('10:11');
    const all = await Promise.all(Array.from({ length: 8 }, () => reconcile(deps, districtId)));
    expect(all.reduce((sum, { lost }) => sum + lost, 0)).toBe(1);
    expect(await itemRow()).toMatchObject({ state: 'open', attempts: 0 });
    const counted = await db.owner.selectFrom('day_counter').select('n').where('name', '=', 'attempts').executeTakeFirst();
    expect(counted?.n).toBe(0);
  });

  test('an unanswered call whose caller is gone counts as what the line said', async () => {
    const virtual = createVirtualClock(clock.now);
    const exchange = createExchange(virtual);
    const simulated = createSimulatedProvider({ exchange, clock: virtual });
    const seen = { ...deps, now: () => virtual.now(), telephony: { ...deps.telephony, simulated } };
    await startTelephony(seen);
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    const number = await numberOf(person);
    exchange.connect({
      number,
      ring: () => ({ ringsAfterMs: null, next: { kind: 'ends', cause: 'switched-off', afterMs: 3000 } }),
    });
    await givenOnDesk(db, seen, person);
    await givenCall(seen, caller);
    await virtual.advance(11 * 60_000);
    await expireClaims(seen, districtId);
    expect(await reconcile(seen, districtId)).toEqual({ lost: 0, closed: 1 });
    expect(await attemptRow()).toMatchObject({ disposition: 'switched-off', counts: true });
  });
});
