import { addMinutes } from '@kshem/domain/time/instant.ts';
import { describe, expect, test } from 'vitest';
import { callByHandset } from '../calls/call-by-handset.ts';
import { at } from '../calls/given-call.ts';
import { hangUpCall } from '../calls/hang-up-call.ts';
import type { PlacedCall } from '../calls/place-call.ts';
import { reconcile } from '../calls/reconcile.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { wellAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import type { Provider } from '../telephony/provider.ts';
import { givenPerson, givenUser, place, testDeps } from '../testing/given.ts';
import { expireClaims } from '../worklist/expire-claims.ts';
import { givenExchange, ownNumber, soon, voices } from './given-exchange.ts';
import { closeCallerLeg, openCallerLeg } from './open-caller-leg.ts';
import { readOwnPhone, saveOwnPhone } from './own-phone.ts';
import { sweepCallerLegs } from './sweep-caller-legs.ts';

/** The caller's own phone first, then the person's, over a real exchange and phones that speak. */
const room = await givenExchange();
const { db, clock, phones, given, inConversation, hears, callRow, attemptRow, legRow } = room;
const districtId = place.district;

describe('the caller’s own phone first', () => {
  test('the person is rung when the caller is there, and then each hears the other', async () => {
    let rungTooEarly = 0;
    const { user, number, call } = await given();
    phones.caller = async (phone) => {
      phone.ring();
      await phone.wait(600);
      rungTooEarly = room.lab.farm.timesRung(number);
      await phone.answer();
      phone.talk(voices.caller);
    };
    expect(await openCallerLeg(room.deps, user)).toBe('dialling');
    const placed = await call();
    expect(placed.dial).toEqual({ kind: 'accepted' });
    expect(await callRow(placed)).toMatchObject({ state: 'requested', dialled_at: null });
    await expect.poll(() => [hears(ownNumber), hears(number)], soon).toEqual([[voices.person], [voices.caller]]);
    expect([rungTooEarly, room.lab.farm.timesRung(number)]).toEqual([0, 1]);
    expect(await callRow(placed)).toMatchObject({ state: 'answered', channel: 'asterisk' });
  });

  test('when the person hangs up the caller stays connected, and the next person is rung at once', async () => {
    const { number, user, placed } = await inConversation();
    const rung = room.lab.farm.timesRung(ownNumber);
    room.lab.farm.inCall(number)?.hangUp();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'normal' });
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');

    const [attempt] = placed.attempts;
    const said = { disposition: 'callback', callbackAt: at('16:00') } as const;
    await recordDisposition(room.deps, user, { attemptId: attempt?.attemptId ?? '', ...said });
    const { call } = await room.nextOf(user, await givenPerson(db));
    await call();
    await expect.poll(() => hears(ownNumber), soon).toEqual([voices.person]);
    expect(room.lab.farm.timesRung(ownNumber)).toBe(rung);
  });

  test('a caller who ends the call lets the person go and stays connected', async () => {
    const { number, user, placed } = await inConversation();
    expect(await hangUpCall(room.deps, user, placed.phoneCallId)).toEqual({ ended: true });
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
    expect(await hangUpCall(room.deps, user, placed.phoneCallId)).toEqual({ ended: false });
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
    const other = await givenUser(db);
    await expect(hangUpCall(room.deps, other, placed.phoneCallId)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a caller who does not answer: nobody is rung, and it is not held against the person', async () => {
    phones.caller = async (phone) => {
      phone.ring();
      await phone.wait(600);
      phone.refuse(486);
    };
    const { user, number, call } = await given();
    await openCallerLeg(room.deps, user);
    const placed = await call();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', dialled_at: null, cause: 'provider-failure' });
    expect(await legRow()).toMatchObject({ state: 'ended' });
    expect(await attemptRow()).toMatchObject({ disposition: null });
    // They leave it at that.
    clock.now = at('10:30');
    await expireClaims(room.deps, districtId);
    await reconcile(room.deps, districtId);
    expect(await attemptRow()).toMatchObject({ disposition: 'technical-failure', counts: false });
    expect(room.lab.farm.timesRung(number)).toBe(0);
  });

  test('a call that is given up while the own phone rings is never dialled', async () => {
    phones.caller = async (phone) => {
      phone.ring();
      await phone.wait(800);
      await phone.answer();
    };
    const { user, number, call } = await given();
    await openCallerLeg(room.deps, user);
    const placed = await call();
    await hangUpCall(room.deps, user, placed.phoneCallId);
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
    expect(await callRow(placed)).toMatchObject({ state: 'ended', dialled_at: null });
    expect(room.lab.farm.timesRung(number)).toBe(0);
  });

  test('the last outcome of a call lets the person go, and the caller waits for the next', async () => {
    const { number, user, placed } = await inConversation();
    const [attempt] = placed.attempts;
    await recordDisposition(room.deps, user, { attemptId: attempt?.attemptId ?? '', disposition: 'refused' });
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
  });

  test('the last answers of a call let the person go too', async () => {
    const { number, user, placed } = await inConversation();
    const [attempt] = placed.attempts;
    if (!attempt) throw new Error('nobody was called');
    const { checkInId, checkInDueOn, attemptId } = attempt;
    const about = { submissionId: room.deps.newId(), informant: { kind: 'self' as const }, saidAt: clock.now };
    await submitAnswers(room.deps, user, { ...about, checkInId, checkInDueOn, attemptId, answers: wellAnswers });
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
  });

  test('an own phone that calls nobody is let go after a quarter of an hour, however often it is looked at', async () => {
    const { user } = await given();
    await openCallerLeg(room.deps, user);
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
    const exchange = room.deps.telephony.asterisk as Provider;
    for (let minute = 1; minute <= 16; minute++) {
      clock.now = addMinutes(clock.now, 1);
      await sweepCallerLegs(room.deps, exchange, districtId);
    }
    await expect.poll(() => room.lab.farm.inCall(ownNumber), soon).toBeUndefined();
  });

  test('a person whose caller’s end was written but not acted upon is let go by the next look', async () => {
    const { number } = await inConversation();
    await db.owner
      .updateTable('caller_leg')
      .set({ state: 'ended', ended_at: clock.now, cause: 'normal' })
      .where('district_id', '=', districtId)
      .execute();
    await sweepCallerLegs(room.deps, room.deps.telephony.asterisk as Provider, districtId);
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
  });

  test('a caller whose phone drops out of the conversation: the person is let go', async () => {
    const { number, user, placed } = await inConversation();
    room.lab.farm.inCall(ownNumber)?.hangUp();
    await expect.poll(() => room.lab.farm.inCall(number), soon).toBeUndefined();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended' });
    expect((await readOwnPhone(room.deps, user)).state).toBe('none');
  });

  test('who hangs the own phone up lets the person go', async () => {
    const { number, user } = await inConversation();
    await closeCallerLeg(room.deps, user);
    await expect
      .poll(() => [room.lab.farm.inCall(ownNumber), room.lab.farm.inCall(number)], soon)
      .toEqual([undefined, undefined]);
  });

  test('asked for twice at once, the own phone rings once', async () => {
    const { user } = await given();
    const rung = room.lab.farm.timesRung(ownNumber);
    await Promise.all(Array.from({ length: 10 }, () => openCallerLeg(room.deps, user)));
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
    expect(room.lab.farm.timesRung(ownNumber) - rung).toBe(1);
  });

  test('without the own phone nobody is rung and nothing is written', async () => {
    const { call, number } = await given();
    await expect(call()).rejects.toMatchObject({ code: 'own-phone-not-connected' });
    expect(await db.owner.selectFrom('phone_call').selectAll().execute()).toEqual([]);
    expect(room.lab.farm.timesRung(number)).toBe(0);
  });
});

describe('what the caller’s screen is told', () => {
  test('every step of both telephones, and the number to its owner alone', async () => {
    const { number, user, call } = await given();
    const state = async (callId?: string) => readOwnPhone(room.deps, user, callId);
    expect(await state()).toEqual({ exchange: 'ready', number: ownNumber, state: 'none', call: null });
    await openCallerLeg(room.deps, user);
    const { phoneCallId: callId } = await call();
    await expect.poll(() => state(callId), soon).toMatchObject({ state: 'answered', call: { callId, state: 'answered' } });
    room.lab.farm.inCall(number)?.hangUp();
    await expect.poll(() => state(callId), soon).toMatchObject({ state: 'answered', call: { state: 'ended', cause: 'normal' } });
    const other = await givenUser(db);
    expect(await readOwnPhone(room.deps, other, callId)).toMatchObject({ number: null, state: 'none', call: null });
  });

  test('without an exchange there is none, and the own number is kept all the same', async () => {
    const without = testDeps(db, clock);
    const user = await givenUser(db);
    expect(await saveOwnPhone(without, user, '61000 09998')).toMatchObject({ exchange: 'none', number: '+916100009998' });
    await expect(openCallerLeg(without, user)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await saveOwnPhone(without, user, null)).toMatchObject({ number: null });
  });

  test('a number of another country, or no number, is not taken', async () => {
    const user = await givenUser(db);
    for (const typed of ['+1 900 555 0100', '12', 'my phone']) {
      await expect(saveOwnPhone(room.deps, user, typed)).rejects.toMatchObject({ code: 'number-unreadable' });
    }
    await expect(openCallerLeg(room.deps, user)).rejects.toMatchObject({ code: 'no-own-number' });
  });
});

describe('the caller goes on by handset', () => {
  const byHand = async (user: Parameters<typeof callByHandset>[1], { phoneCallId, attempts }: PlacedCall, number: string) => {
    const moved = await callByHandset(room.deps, user, phoneCallId);
    expect(moved).toMatchObject({
      channel: 'handset',
      attempts,
      dial: { kind: 'accepted', handover: { link: `tel:${number}` } },
    });
    expect(moved.phoneCallId).not.toBe(phoneCallId);
    expect(await attemptRow()).toMatchObject({ phone_call_id: moved.phoneCallId, disposition: null, self_reported: true });
    const [attempt] = attempts;
    const said = { attemptId: attempt?.attemptId ?? '', disposition: 'busy' } as const;
    expect(await recordDisposition(room.deps, user, said)).toMatchObject({ late: false, repeated: false });
    expect(await callRow(moved)).toMatchObject({ state: 'ended', channel: 'handset' });
  };

  test('in the middle of a conversation: its line ends, the attempt goes on under a new call', async () => {
    const { number, user, placed } = await inConversation();
    await byHand(user, placed, number);
    // Their own telephone is free to dial with.
    const inCall = () => [room.lab.farm.inCall(number), room.lab.farm.inCall(ownNumber)];
    await expect.poll(inCall, soon).toEqual([undefined, undefined]);
    expect(await callRow(placed)).toMatchObject({ state: 'ended', cause: 'normal' });
    await expect(callByHandset(room.deps, user, placed.phoneCallId)).rejects.toMatchObject({ code: 'attempt-closed' });
  });

  test('while the own phone still rings: the person is not rung by the exchange', async () => {
    phones.caller = (phone) => phone.ring();
    const { number, user, call } = await given();
    await openCallerLeg(room.deps, user);
    await byHand(user, await call(), number);
    expect(room.lab.farm.timesRung(number)).toBe(0);
  });

  test('after the exchange has gone', async () => {
    const { number, user, placed } = await inConversation();
    await room.lab.asterisk.kill();
    await byHand(user, placed, number);
    await room.lab.asterisk.restart();
    await expect.poll(() => room.deps.telephony.asterisk?.whyNotDialling(), soon).toBeNull();
  });

  test('not with a call of somebody else', async () => {
    const { placed } = await inConversation();
    await expect(callByHandset(room.deps, await givenUser(db), placed.phoneCallId)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('when lines fail', () => {
  test('the person’s phone dies without a farewell: the line is ended when no sound comes, and the caller stays', async () => {
    const { number, user, placed } = await inConversation();
    room.lab.farm.inCall(number)?.vanish();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'provider-failure' });
    expect((await readOwnPhone(room.deps, user)).state).toBe('answered');
  });

  test('the exchange dies in mid-call: the call ends as lost, the caller writes what was said, and the next call goes on', async () => {
    const { placed, user } = await inConversation();
    await room.lab.asterisk.kill();
    await expect.poll(() => room.deps.telephony.asterisk?.whyNotDialling(), soon).toBe('not-connected');
    await expect(openCallerLeg(room.deps, user)).rejects.toMatchObject({ code: 'unavailable' });
    await room.lab.asterisk.restart();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'lost' });
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('none');
    // Somebody was on the line: only what was said decides.
    expect(await attemptRow()).toMatchObject({ disposition: null });
    await reconcile(room.deps, districtId);
    expect(await attemptRow()).toMatchObject({ disposition: null });
    await openCallerLeg(room.deps, user);
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
  });

  test('the operator refuses while the person is to be rung: our failure, not theirs', async () => {
    const { user, call } = await given();
    await openCallerLeg(room.deps, user);
    await expect.poll(async () => (await readOwnPhone(room.deps, user)).state, soon).toBe('answered');
    room.lab.farm.trunk(403);
    const placed = await call();
    await expect.poll(() => callRow(placed), soon).toMatchObject({ state: 'ended', cause: 'provider-failure' });
  });
});
