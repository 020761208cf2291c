import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { at } from '../calls/given-call.ts';
import { hangUpCall } from '../calls/hang-up-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { startTelephony, stopTelephony } from '../calls/start-telephony.ts';
import type { Deps } from '../deps.ts';
import { startCutLine } from '../telephony/lab/cut-line.ts';
import { givenExchange, ownNumber, soon, speaks, timing, voices } from './given-exchange.ts';
import { openCallerLeg } from './open-caller-leg.ts';
import { readOwnPhone } from './own-phone.ts';
import type { Orders } from './runs-until-killed.ts';

/** Servers, lines and clocks that fail in the middle of a call, on the real thing. */
const room = await givenExchange();
const { db, clock, phones, given, hears, talking, callRow, attemptRow } = room;
const isInCharge = (deps: Deps) => expect.poll(() => deps.telephony.asterisk?.whyNotDialling(), soon).toBeNull();

let other: ChildProcess | undefined;
afterEach(() => {
  other?.kill('SIGKILL');
  other = undefined;
});

/** The server in charge is another process, and has placed a call. */
async function placedByAnother() {
  const all = await given();
  await stopTelephony(room.deps);
  const { user: caller, householdId, fence } = all;
  const asterisk = { ...room.lab.settings, timing };
  const orders: Orders = { url: db.url, asterisk, caller, householdId, fence, now: clock.now.toISOString() };
  const script = join(import.meta.dirname, 'runs-until-killed.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  other = child;
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const die = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { ...all, child, die, placed: { phoneCallId: said.toString().trim() } };
}

describe('the server is killed', () => {
  test('in the middle of a conversation: they talk on, the next server takes it over and can end it; nobody is rung again', async () => {
    const rungBefore = room.lab.farm.timesRung(ownNumber);
    const { number, user, placed, die } = await placedByAnother();
    await talking(number);
    await die();
    await pause(300);
    expect([hears(ownNumber), hears(number)]).toEqual([[voices.person], [voices.caller]]);
    await startTelephony(room.deps);
    await isInCharge(room.deps);
    await talking(number);
    expect(await callRow(placed)).toMatchObject({ state: 'answered' });
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
    expect(await hangUpCall(room.deps, user, placed.phoneCallId)).toEqual({ ended: true });
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'normal' });
    expect(await attemptRow()).toMatchObject({ disposition: null });
    expect([room.lab.farm.timesRung(ownNumber) - rungBefore, room.lab.farm.timesRung(number)]).toEqual([1, 1]);
  });

  test('while the person’s phone rings: it rings once, and the next server brings the two together', async () => {
    phones.person = speaks(voices.person, 2500);
    const { number, die } = await placedByAnother();
    await expect.poll(() => room.lab.farm.timesRung(number), soon).toBe(1);
    await die();
    await startTelephony(room.deps);
    await talking(number);
    expect(room.lab.farm.timesRung(number)).toBe(1);
  });

  test('while the caller’s own phone rings: the next server rings the person, once', async () => {
    phones.caller = speaks(voices.caller, 2000);
    const rungBefore = room.lab.farm.timesRung(ownNumber);
    const { number, placed, die } = await placedByAnother();
    expect(await callRow(placed)).toMatchObject({ state: 'requested' });
    await die();
    await startTelephony(room.deps);
    await talking(number);
    expect([room.lab.farm.timesRung(ownNumber) - rungBefore, room.lab.farm.timesRung(number)]).toEqual([1, 1]);
  });

  test('and the person hangs up while nobody listens: what was said is still taken, and nobody stays locked', async () => {
    const { number, user, placed, die } = await placedByAnother();
    await talking(number);
    await die();
    room.lab.farm.inCall(number)?.hangUp();
    clock.now = at('10:02');
    await startTelephony(room.deps);
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'lost' });
    const { id: attemptId, disposition } = await attemptRow();
    expect(disposition).toBeNull();
    const said = { attemptId, disposition: 'callback', callbackAt: at('16:00') } as const;
    expect(await recordDisposition(room.deps, user, said)).toMatchObject({ late: false });
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
  });

  test('for a moment only, and wakes: it has lost the exchange and does nothing more', async () => {
    const { number, user, placed, child } = await placedByAnother();
    await talking(number);
    child.kill('SIGSTOP');
    await startTelephony(room.deps);
    await isInCharge(room.deps);
    child.kill('SIGCONT');
    await pause(timing.beatMs * 6);
    expect(room.deps.telephony.asterisk?.whyNotDialling()).toBeNull();
    await talking(number);
    expect(await hangUpCall(room.deps, user, placed.phoneCallId)).toEqual({ ended: true });
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'normal' });
  });
});

describe('two servers', () => {
  test('share one exchange: the second stands by, and takes over when the first goes', async () => {
    const second = room.server();
    await startTelephony(second);
    expect(second.telephony.asterisk?.whyNotDialling()).toBe('not-connected');
    const { number, user, placed } = await room.inConversation();
    await expect(openCallerLeg(second, user)).rejects.toMatchObject({ code: 'unavailable' });
    await stopTelephony(room.deps);
    await isInCharge(second);
    await talking(number);
    expect(await hangUpCall(second, user, placed.phoneCallId)).toEqual({ ended: true });
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
    await second.telephony.asterisk?.stop('end');
    await stopTelephony(second);
  });
});

describe('the line to the exchange is cut', () => {
  test('in a conversation: they talk on, nothing is dialled meanwhile, and an end that was missed is found when it is mended', async () => {
    await stopTelephony(room.deps);
    const cut = await startCutLine(room.lab.asterisk.url);
    const server = room.server({ url: cut.url });
    await startTelephony(server);
    await isInCharge(server);
    const { number, user, placed } = await room.inConversation(server);
    cut.cut();
    await expect.poll(() => server.telephony.asterisk?.whyNotDialling(), soon).toBe('not-connected');
    await expect(openCallerLeg(server, user)).rejects.toMatchObject({ code: 'unavailable' });
    expect([hears(ownNumber), hears(number)]).toEqual([[voices.person], [voices.caller]]);
    room.lab.farm.inCall(number)?.hangUp();
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
    cut.mend();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'lost' });
    expect(await attemptRow()).toMatchObject({ disposition: null });
    expect((await readOwnPhone(server, user)).state).toBe('answered');
    await server.telephony.asterisk?.stop('end');
    await stopTelephony(server);
    await cut.close();
  });
});

describe('the operator’s line is dead', () => {
  for (const fault of [403, 503, 'silence'] as const) {
    test(`(${fault}): calls pause, nobody is held to have been called, and it goes on by itself`, async () => {
      const { user } = await given();
      await openCallerLeg(room.deps, user);
      await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
      room.lab.farm.trunk(fault);
      const { asterisk } = room.deps.telephony;
      const dial = (n: number) =>
        asterisk?.dial({ attemptId: `a${fault}${n}`, legId: `trunk-${fault}-${n}`, to: `+91610000070${n}`, timeoutSeconds: 20 });
      for (let n = 0; n < 5; n++) await dial(n);
      await expect.poll(() => asterisk?.whyNotDialling(), soon).toBe('trunk-down');
      await expect(openCallerLeg(room.deps, user)).rejects.toMatchObject({ code: 'unavailable', detail: { why: 'trunk-down' } });
      // Whoever is connected stays so.
      expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
      room.lab.farm.trunk(null);
      await expect.poll(() => asterisk?.whyNotDialling(), soon).toBeNull();
      expect(await dial(6)).toEqual({ kind: 'accepted' });
      await expect.poll(() => room.lab.farm.inCall('+916100000706'), soon).toBeDefined();
    });
  }

  test('when a person is to be rung: our failure, not theirs, and they may be called again at once', async () => {
    const { user, call } = await given();
    await openCallerLeg(room.deps, user);
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
    room.lab.farm.trunk(503);
    const placed = await call();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'congestion', answered_at: null });
    const { id: attemptId } = await attemptRow();
    await recordDisposition(room.deps, user, { attemptId, disposition: 'technical-failure' });
    expect(await attemptRow()).toMatchObject({ disposition: 'technical-failure', counts: false });
  });
});
