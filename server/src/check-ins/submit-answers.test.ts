import { addMinutes } from '@kshem/domain/time/instant.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { at, clearDesk, givenCall, givenOnDesk } from '../calls/given-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type Clock,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  tenInTheMorning,
  testDay,
  testDeps,
} from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { expireClaims } from '../worklist/expire-claims.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { givenAnswers } from './given-answers.ts';
import { markMissed } from './mark-missed.ts';
import { type SubmittedAnswers, submitAnswers } from './submit-answers.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
let deps: Deps;
let caller: Actor & { userId: string };

beforeAll(async () => {
  await givenDistrict(db);
  deps = testDeps(db, clock);
});
beforeEach(async () => {
  clock.now = tenInTheMorning;
  for (const table of ['escalation_event', 'escalation', 'observation', 'submission', 'audit_event'] as const) {
    await db.owner.deleteFrom(table).execute();
  }
  await clearDesk(db);
  caller = await givenUser(db);
});

const submit = (sent: SubmittedAnswers, by: Actor = caller) => submitAnswers(deps, by, sent);
const rows = (table: 'submission' | 'check_in' | 'worklist_item' | 'call_attempt' | 'need' | 'escalation' | 'observation') =>
  db.owner.selectFrom(table).selectAll().where('district_id', '=', place.district).execute();
const episodeOf = ({ episodeId }: { episodeId: string }) =>
  db.owner.selectFrom('episode').selectAll().where('id', '=', episodeId).executeTakeFirstOrThrow();
const turnOf = ({ householdId }: { householdId: string }) =>
  db.owner.selectFrom('worklist_household').selectAll().where('household_id', '=', householdId).executeTakeFirstOrThrow();
const counters = async () => {
  const counted = await db.owner.selectFrom('day_counter').select(['name', 'n']).where('n', '<>', 0).execute();
  return Object.fromEntries(counted.map(({ name, n }) => [name, n]));
};

/** A person on the desk who is on the line with the caller. */
async function givenOnTheLine(about: Parameters<typeof givenPerson>[1] = {}) {
  const person = await givenPerson(db, about);
  await givenOnDesk(db, deps, person);
  const call = await givenCall(deps, caller);
  const [attempt] = call.attempts;
  if (!attempt) throw new Error('nobody was asked');
  const sent = (more: Partial<SubmittedAnswers> = {}) =>
    givenAnswers(
      { checkInId: attempt.checkInId, dueOn: attempt.checkInDueOn },
      { attemptId: attempt.attemptId, fence: call.fence, ...more },
    );
  return { person, call, attempt, sent };
}

describe('answers of somebody well', () => {
  test('settle everything of the check-in at once', async () => {
    const { person, sent } = await givenOnTheLine();
    clock.now = at('10:04');
    const result = await submit(sent({ saidAt: at('10:03') }));
    expect(result).toMatchObject({ level: 'green', disposition: 'answered-complete', late: false, repeated: false, needs: [] });
    expect(result.nextContact).toMatchObject({ on: '2021-05-11', why: 'by-cadence' });
    expect(await rows('submission')).toMatchObject([
      { level: 'green', complete: true, submitted_by: caller.userId, late: false },
    ]);
    expect(await rows('check_in')).toMatchObject([{ state: 'completed', level: 'green', completed_at: at('10:04') }]);
    expect(await rows('worklist_item')).toMatchObject([{ state: 'done', close_reason: 'answered', closed_at: at('10:04') }]);
    expect(await rows('call_attempt')).toMatchObject([
      { disposition: 'answered-complete', disposed_by: caller.userId, late: false },
    ]);
    expect(await episodeOf(person)).toMatchObject({ last_level: 'green', last_answered_at: at('10:03'), may_end: false });
    expect(await turnOf(person)).toMatchObject({ state: 'idle', claimed_by: null });
    expect(await counters()).toMatchObject({ reached: 1, green: 1, attempts: 1 });
  });

  test('keep each measured value with its unit', async () => {
    const { sent } = await givenOnTheLine();
    await submit(sent());
    const measured = (await rows('observation')).map(({ link_id, value, unit }) => `${link_id} ${value} ${unit}`);
    expect(measured.toSorted()).toEqual(['pulse 82 /min', 'spo2 97 %', 'temperature-f 98.2 °F']);
  });

  test('free the caller for the next household', async () => {
    const { sent } = await givenOnTheLine();
    const other = await givenPerson(db);
    await givenOnDesk(db, deps, other);
    await submit(sent());
    expect(await claimNext(deps, caller)).toMatchObject({ kind: 'claimed', householdId: other.householdId });
  });

  test('leave the household claimed while somebody else of it is to be asked on the call', async () => {
    const first = await givenPerson(db);
    const second = await givenPerson(db, { householdWith: first });
    await givenOnDesk(db, deps, first, second);
    const call = await givenCall(deps, caller);
    const [a, b] = call.attempts;
    if (!a || !b) throw new Error('two were to be asked');
    await submit(givenAnswers({ checkInId: a.checkInId, dueOn: testDay }, { attemptId: a.attemptId, fence: call.fence }));
    expect(await turnOf(first)).toMatchObject({ state: 'claimed', fence: call.fence });
    const last = await submit(
      givenAnswers({ checkInId: b.checkInId, dueOn: testDay }, { attemptId: b.attemptId, fence: call.fence }),
    );
    expect(last.late).toBe(false);
    expect(await turnOf(first)).toMatchObject({ state: 'idle' });
  });

  test('given by somebody else are a proxy’s', async () => {
    const { sent } = await givenOnTheLine();
    const result = await submit(sent({ informant: { kind: 'family', name: 'a daughter' } }));
    expect(result.disposition).toBe('proxy');
    expect(await rows('submission')).toMatchObject([{ informant: 'family' }]);
  });

  test('may come from a visit, without any call', async () => {
    const person = await givenPerson(db);
    const checkIn = await givenCheckIn(db, person);
    const result = await submit(givenAnswers(checkIn), await givenUser(db, { roles: ['field'] }));
    expect(result).toMatchObject({ late: false, level: 'green' });
    expect(await rows('check_in')).toMatchObject([{ state: 'completed' }]);
  });
});

describe('answers of somebody ill', () => {
  const breathless = { breathless: true, spo2: 91, 'respiratory-rate': 26 };

  test('call the doctor, raise what is needed and take the person back onto today’s desk', async () => {
    const { person, sent } = await givenOnTheLine();
    const result = await submit(sent({ answers: { ...breathless, needs: ['oximeter'] } }));
    expect(result.level).toBe('red');
    expect(result.reasons[0]).toMatchObject({ level: 'red' });
    expect(result.escalation).toEqual({ to: 'doctor', level: 'red', dueAt: addMinutes(tenInTheMorning, 15) });
    expect(result.needs.map(({ kind, cause }) => [kind, cause])).toEqual(
      expect.arrayContaining([
        ['oximeter', 'person'],
        ['ambulance', 'answers'],
      ]),
    );
    expect((await rows('need')).map((need) => need.kind).toSorted()).toEqual(result.needs.map(({ kind }) => kind).toSorted());
    expect(await rows('escalation')).toMatchObject([{ level: 'red', status: 'raised', episode_id: person.episodeId }]);
    expect(await db.owner.selectFrom('escalation_event').selectAll().execute()).toMatchObject([{ action: 'escalation-raised' }]);
    expect(await counters()).toMatchObject({ red: 1, 'escalations-raised': 1, 'needs-raised': result.needs.length, due: 1 });
    const again = (await rows('check_in')).find(({ state }) => state === 'due');
    expect(again?.due_at).toEqual(result.nextContact?.at);
    expect(await turnOf(person)).toMatchObject({ state: 'ready', due_at: result.nextContact?.at });
  });

  test('a second red joins the open escalation, which keeps its deadline', async () => {
    const { person, sent } = await givenOnTheLine();
    await submit(sent({ answers: breathless }));
    clock.now = addMinutes(tenInTheMorning, 10);
    const second = await givenCheckIn(db, person, { slot: 7 });
    const result = await submit(givenAnswers(second, { answers: { 'chest-pain': true }, saidAt: clock.now }));
    expect(result.escalation?.dueAt).toEqual(addMinutes(tenInTheMorning, 15));
    expect(await rows('escalation')).toMatchObject([{ level: 'red', due_at: addMinutes(tenInTheMorning, 15) }]);
    const events = await db.owner.selectFrom('escalation_event').select('action').orderBy('id').execute();
    expect(events.map(({ action }) => action)).toEqual(['escalation-raised', 'escalation-raised-again']);
  });

  test('an acknowledged escalation that becomes worse is raised anew', async () => {
    const person = await givenPerson(db);
    const first = await submit(givenAnswers(await givenCheckIn(db, person), { answers: { spo2: 93, 'respiratory-rate': 18 } }));
    expect(first.escalation?.level).toBe('amber');
    await db.owner
      .updateTable('escalation')
      .set({ status: 'acknowledged', acknowledged_by: caller.userId, acknowledged_at: clock.now })
      .execute();
    clock.now = addMinutes(tenInTheMorning, 30);
    const second = await submit(
      givenAnswers(await givenCheckIn(db, person, { slot: 7 }), { answers: breathless, saidAt: clock.now }),
    );
    expect(await rows('escalation')).toMatchObject([
      { level: 'red', status: 'raised', acknowledged_by: null, due_at: second.escalation?.dueAt },
    ]);
  });

  test('a need that is open is not raised a second time; one that is said to have come is opened again', async () => {
    const person = await givenPerson(db);
    const ask = async (slot: number) =>
      submit(givenAnswers(await givenCheckIn(db, person, { slot }), { answers: { needs: ['oximeter'] } }));
    await ask(1);
    await ask(2);
    expect(await rows('need')).toMatchObject([{ kind: 'oximeter', status: 'open', reopened: 0 }]);
    await db.owner.updateTable('need').set({ status: 'fulfilled' }).execute();
    clock.now = addMinutes(tenInTheMorning, 1);
    await ask(3);
    expect(await rows('need')).toMatchObject([{ status: 'open', reopened: 1 }]);
    const events = await db.owner.selectFrom('need_event').select('action').orderBy('id').execute();
    expect(events.map(({ action }) => action)).toEqual(['need-raised', 'need-reopened']);
  });

  test('needs that the caller writes down are raised with their words; a kind that nobody knows is kept aside', async () => {
    const { sent } = await givenOnTheLine();
    const needs = [
      { kind: 'oximeter', detail: 'No device in the lane either' },
      { kind: 'food', detail: 'Rice for five' },
      { kind: 'helicopter' },
    ];
    const result = await submit(sent({ answers: { 'has-oximeter': false }, needs }));
    expect(result.needs.map(({ kind }) => kind).toSorted()).toEqual(['food', 'oximeter']);
    expect(result.refused).toMatchObject([{ linkId: 'helicopter', code: 'not-an-option' }]);
    const raised = await rows('need');
    expect(Object.fromEntries(raised.map(({ kind, detail }) => [kind, detail]))).toEqual({
      oximeter: 'No device in the lane either',
      food: 'Rice for five',
    });
  });

  test('a low reading is measured again by the same caller, whatever the hour', async () => {
    const { person, sent } = await givenOnTheLine();
    const result = await submit(sent({ answers: { spo2: 92, 'respiratory-rate': 18 } }));
    expect(result.remeasure).not.toEqual([]);
    expect(result.nextContact).toMatchObject({ why: 'remeasure', on: testDay });
    expect(await turnOf(person)).toMatchObject({ band: 0, callback_for: caller.userId, due_at: result.nextContact?.at });
  });

  test('three low readings on the line are red, and are kept', async () => {
    const { sent } = await givenOnTheLine();
    clock.now = addMinutes(tenInTheMorning, 20);
    const readings = [8, 16].map((minute) => ({ linkId: 'spo2', value: 92, at: addMinutes(tenInTheMorning, minute) }));
    const result = await submit(sent({ answers: { spo2: 92, 'respiratory-rate': 18 }, readings, saidAt: clock.now }));
    expect(result.level).toBe('red');
    expect((await rows('observation')).filter(({ link_id }) => link_id === 'spo2')).toHaveLength(3);
    expect(await rows('submission')).toMatchObject([{ readings: [{ value: 92 }, { value: 92 }] }]);
  });
});

describe('a conversation that was cut', () => {
  const cut = { 'chest-pain': null, confusion: null, needs: null };

  test('keeps what was said and is taken up again by the same caller', async () => {
    const { person, sent } = await givenOnTheLine();
    const result = await submit(sent({ answers: cut }));
    expect(result).toMatchObject({ disposition: 'answered-partial', nextContact: { why: 'cut-off' } });
    expect(await rows('submission')).toMatchObject([{ complete: false }]);
    expect(await rows('check_in')).toMatchObject([{ state: 'planned', level: result.level }]);
    expect(await rows('worklist_item')).toMatchObject([
      {
        state: 'open',
        attempts: 1,
        due_at: result.nextContact?.at,
        callback_for: caller.userId,
        last_disposition: 'answered-partial',
      },
    ]);
    expect(await turnOf(person)).toMatchObject({ state: 'ready', callback_for: caller.userId });
    expect((await rows('call_attempt'))[0]?.next_step).toMatchObject({ next: 'retry', reason: 'cut-off' });
    expect(await counters()).not.toHaveProperty('reached');
  });

  test('is over for today when the ladder has no more tries', async () => {
    const { sent } = await givenOnTheLine();
    clock.now = at('20:25');
    await db.owner
      .updateTable('phone_call')
      .set({ dialled_at: at('20:25') })
      .execute();
    const result = await submit(sent({ answers: cut, saidAt: clock.now }));
    expect(result.disposition).toBe('answered-partial');
    expect(await rows('check_in')).toMatchObject([{ state: 'completed' }]);
    expect(await rows('worklist_item')).toMatchObject([{ state: 'done' }]);
  });
});

describe('sent again', () => {
  test('a second send changes nothing and is answered the same', async () => {
    const { sent } = await givenOnTheLine();
    const answers = sent({ answers: { breathless: true, needs: ['oximeter'] }, note: 'spoke slowly' });
    const first = await submit(answers);
    const before = await counters();
    clock.now = addMinutes(tenInTheMorning, 5);
    expect(await submit(answers)).toEqual({ ...first, repeated: true });
    expect(await rows('submission')).toHaveLength(1);
    expect(await counters()).toEqual(before);
  });

  test('twenty at once are one', async () => {
    const { sent } = await givenOnTheLine();
    const answers = sent({ answers: { breathless: true } });
    const results = await Promise.all(Array.from({ length: 20 }, () => submit(answers)));
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ level }) => level))).toEqual(new Set(['red']));
    expect(await rows('submission')).toHaveLength(1);
    expect(await rows('escalation')).toHaveLength(1);
    expect(await counters()).toMatchObject({ reached: 1, red: 1, 'escalations-raised': 1 });
  });

  test('an id that stands for another check-in is refused', async () => {
    const person = await givenPerson(db);
    const sent = givenAnswers(await givenCheckIn(db, person));
    await submit(sent);
    const other = await givenCheckIn(db, await givenPerson(db));
    await expect(submit({ ...sent, checkInId: other.checkInId })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('answers that come late', () => {
  test('are taken after the claim ran out, and marked', async () => {
    const { sent } = await givenOnTheLine();
    clock.now = addMinutes(tenInTheMorning, 30);
    await expireClaims(deps, place.district);
    const result = await submit(sent());
    expect(result).toMatchObject({ late: true, level: 'green' });
    expect(await rows('call_attempt')).toMatchObject([{ disposition: 'answered-complete', late: true }]);
    expect(await rows('worklist_item')).toMatchObject([{ state: 'done' }]);
  });

  test('leave the claim of the one who has the household now alone while others of it are due', async () => {
    const { person, call, sent } = await givenOnTheLine();
    const other = await givenPerson(db, { householdWith: person });
    clock.now = addMinutes(tenInTheMorning, 30);
    await expireClaims(deps, place.district);
    await givenOnDesk(db, deps, other);
    const second = await givenUser(db);
    const claim = await claimNext(deps, second);
    expect(claim).toMatchObject({ kind: 'claimed', householdId: person.householdId, fence: call.fence + 1 });
    expect((await submit(sent())).late).toBe(true);
    expect(await turnOf(person)).toMatchObject({ state: 'claimed', claimed_by: second.userId });
  });

  test('complete a check-in that was missed when the day closed', async () => {
    const person = await givenPerson(db);
    const checkIn = await givenCheckIn(db, person);
    await db.system
      .transaction()
      .execute((trx) => markMissed(trx, { districtId: place.district, day: testDay, episodeIds: [person.episodeId] }));
    const result = await submit(givenAnswers(checkIn, { answers: { breathless: true } }));
    expect(result).toMatchObject({ late: true, level: 'red' });
    expect(await rows('check_in')).toContainEqual(
      expect.objectContaining({ id: checkIn.checkInId, state: 'completed', level: 'red' }),
    );
    expect(await rows('escalation')).toHaveLength(1);
  });

  test('wait for the close of the day that is under way, and are late', async () => {
    const person = await givenPerson(db);
    const checkIn = await givenCheckIn(db, person);
    const closing = Promise.withResolvers<void>();
    const marked = Promise.withResolvers<void>();
    const close = db.system.transaction().execute(async (trx) => {
      await markMissed(trx, { districtId: place.district, day: testDay, episodeIds: [person.episodeId] });
      marked.resolve();
      await closing.promise;
    });
    await marked.promise;
    const result = submit(givenAnswers(checkIn));
    closing.resolve();
    await close;
    expect(await result).toMatchObject({ late: true });
  });

  test('do not overwrite what was said after them', async () => {
    const person = await givenPerson(db);
    const morning = await givenCheckIn(db, person);
    const noon = await givenCheckIn(db, person, { slot: 7 });
    clock.now = at('12:00');
    await submit(givenAnswers(noon, { saidAt: at('12:00') }));
    clock.now = at('13:00');
    const late = await submit(givenAnswers(morning, { answers: { breathless: true }, saidAt: at('09:00') }));
    expect(late.level).toBe('red');
    expect(await rows('escalation')).toHaveLength(1);
    expect(await episodeOf(person)).toMatchObject({ last_level: 'green', last_answered_at: at('12:00') });
  });

  test('are kept beside an outcome that was written meanwhile', async () => {
    const { attempt, sent } = await givenOnTheLine();
    await recordDisposition(deps, caller, { attemptId: attempt.attemptId, disposition: 'no-answer' });
    expect(await submit(sent())).toMatchObject({ late: true, level: 'green' });
    expect(await rows('call_attempt')).toMatchObject([{ disposition: 'no-answer' }]);
    expect(await rows('check_in')).toMatchObject([{ state: 'completed' }]);
  });

  test('are kept of somebody who is written down as dead, and somebody looks into it', async () => {
    const person = await givenPerson(db, {
      person: { deceased_at: at('08:00') },
      episode: { status: 'ended', outcome: 'died', ended_at: at('08:00') },
    });
    const checkIn = await givenCheckIn(db, person, { state: 'cancelled' });
    const result = await submit(givenAnswers(checkIn, { answers: { feeling: 'worse', 'less-able': true } }));
    expect(result).toMatchObject({ late: true, nextContact: null });
    expect(await rows('need')).toContainEqual(expect.objectContaining({ kind: 'verify-status', owner_unit: 'supervisor' }));
    expect(await rows('check_in')).toHaveLength(1);
  });
});

describe('what cannot be taken as it stands', () => {
  test('is kept aside, and the rest counts', async () => {
    const { sent } = await givenOnTheLine();
    const result = await submit(sent({ answers: { spo2: 970, mood: 'fine', breathless: true } }));
    expect(result.level).toBe('red');
    expect(result.refused.map(({ linkId, code }) => [linkId, code])).toEqual([
      ['spo2', 'out-of-range'],
      ['mood', 'unknown-question'],
    ]);
    const [kept] = await rows('submission');
    expect(kept?.refused).toMatchObject([
      { linkId: 'spo2', said: 970 },
      { linkId: 'mood', said: 'fine' },
    ]);
    expect(kept?.answers).not.toHaveProperty('spo2');
  });

  test('a sender’s clock ahead of ours does not put answers into the future', async () => {
    const { person, sent } = await givenOnTheLine();
    await submit(sent({ saidAt: new Date('2021-06-10T04:30:00Z') }));
    expect(await episodeOf(person)).toMatchObject({ last_answered_at: tenInTheMorning });
    const [kept] = await rows('submission');
    expect(kept).toMatchObject({ said_at: tenInTheMorning, triage: { remarks: { clock: 'ahead' } } });
  });

  test('nor one set back before the call', async () => {
    const { person, sent } = await givenOnTheLine();
    clock.now = addMinutes(tenInTheMorning, 5);
    await submit(sent({ saidAt: new Date('2015-01-01T00:00:00Z') }));
    expect(await episodeOf(person)).toMatchObject({ last_answered_at: tenInTheMorning });
  });
});

describe('who may submit', () => {
  test('nobody for a ward that is not theirs', async () => {
    const person = await givenPerson(db, { areaId: place.wards[1] });
    const checkIn = await givenCheckIn(db, person);
    const elsewhere = await givenUser(db, { areas: [place.wards[0]] });
    await expect(submit(givenAnswers(checkIn), elsewhere)).rejects.toMatchObject({ code: 'not-found' });
    expect(await rows('submission')).toHaveLength(0);
  });

  test('a caller of that ward alone', async () => {
    const person = await givenPerson(db, { areaId: place.wards[1] });
    const checkIn = await givenCheckIn(db, person);
    const there = await givenUser(db, { areas: [place.wards[1]] });
    expect(await submit(givenAnswers(checkIn, { answers: { breathless: true, needs: ['oximeter'] } }), there)).toMatchObject({
      level: 'red',
    });
  });

  test('nobody for a check-in that is not there', async () => {
    await expect(submit(givenAnswers({ checkInId: newId(clock.now), dueOn: testDay }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('answers of many at one instant', () => {
  test('are each kept for themselves, in their own caller’s wards', async () => {
    const callers = await Promise.all(place.wards.map((ward) => givenUser(db, { areas: [ward] })));
    const sent = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const areaId = place.wards[i % 4] as number;
        const checkIn = await givenCheckIn(db, await givenPerson(db, { areaId }));
        const ill = i % 5 === 0 ? { breathless: true, 'respiratory-rate': 24, needs: ['food'] } : {};
        // Every tenth is sent by a caller of another ward.
        const by = callers[(i % 10 === 9 ? i + 1 : i) % 4] as Actor;
        return { by, answers: givenAnswers(checkIn, { answers: ill }) };
      }),
    );
    const results = await Promise.allSettled(sent.map(({ by, answers }) => submit(answers, by)));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(['not-found', 'not-found', 'not-found', 'not-found']);
    expect(await rows('submission')).toHaveLength(36);
    expect(await rows('escalation')).toHaveLength(8);
    const { n } = await db.owner
      .selectFrom('day_counter')
      .select(({ fn }) => fn.sum<number>('n').as('n'))
      .where('name', '=', 'reached')
      .executeTakeFirstOrThrow();
    expect(n).toBe(36);
  });

  test('of one person come one after another', async () => {
    const person = await givenPerson(db);
    const slots = await Promise.all([0, 1, 2, 3].map((slot) => givenCheckIn(db, person, { slot })));
    const levels = await Promise.all(slots.map(async (checkIn) => (await submit(givenAnswers(checkIn))).level));
    expect(levels).toEqual(['green', 'green', 'green', 'green']);
    expect((await rows('check_in')).map(({ state }) => state)).toEqual(['completed', 'completed', 'completed', 'completed']);
  });

  test('with a character that the database cannot hold are kept without it', async () => {
    const checkIn = await givenCheckIn(db, await givenPerson(db));
    await submit(givenAnswers(checkIn, { note: 'spoke\u0000 softly \ud83d', answers: { mood: 'a\u0000b' } }));
    const [kept] = await rows('submission');
    expect(kept?.triage).toMatchObject({ remarks: { note: 'spoke softly \ufffd' } });
    expect(kept?.refused).toMatchObject([{ linkId: 'mood', said: 'ab' }]);
  });
});
