import { type Disposition, dispositions } from '@kshem/domain/attempt/disposition.ts';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { at, clearDesk, givenCall, givenOnDesk, mustClaim } from './given-call.ts';
import { placeCall } from './place-call.ts';
import { recordDisposition } from './record-disposition.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
});

let numbers = 9000;
async function givenSecondNumber(person: GivenPerson): Promise<string> {
  const id = newId(tenInTheMorning);
  const own = { district_id: place.district };
  const number = `+91610000${++numbers}`;
  await db.owner
    .insertInto('contact_point')
    .values({ ...own, id, number, kind: 'mobile', state: 'usable', state_at: tenInTheMorning })
    .execute();
  await db.owner
    .insertInto('person_contact_point')
    .values({ ...own, person_id: person.personId, contact_point_id: id, area_id: person.areaId, rank: 2, relation: 'family' })
    .execute();
  return id;
}

const itemOf = (person: GivenPerson) =>
  db.owner.selectFrom('worklist_item').selectAll().where('person_id', '=', person.personId).executeTakeFirstOrThrow();
const needsOf = async (person: GivenPerson) =>
  (await db.owner.selectFrom('need').select('kind').where('person_id', '=', person.personId).orderBy('kind').execute()).map(
    (n) => n.kind,
  );
const episodeOf = (person: GivenPerson) =>
  db.owner.selectFrom('episode').select(['status', 'outcome']).where('id', '=', person.episodeId).executeTakeFirstOrThrow();

async function record(disposition: Disposition, about: Partial<Parameters<typeof recordDisposition>[2]> = {}) {
  const caller = await givenUser(db);
  const person = await givenPerson(db);
  await givenOnDesk(db, deps, person);
  const { attemptId } = await givenCall(deps, caller);
  clock.now = at('10:02');
  const settled = await recordDisposition(deps, caller, { attemptId, disposition, ...about });
  return { caller, person, attemptId, settled, item: await itemOf(person) };
}

describe('what an attempt came to', () => {
  const recordable = dispositions.filter((d) => !['answered-complete', 'proxy', 'not-attempted'].includes(d));

  test.each(recordable)('%s is recorded once, with a next step, and nobody stays locked', async (disposition) => {
    const { caller, attemptId, settled, item } = await record(disposition);
    const attempt = await db.owner.selectFrom('call_attempt').selectAll().executeTakeFirstOrThrow();
    expect(attempt).toMatchObject({ id: attemptId, disposition, late: false, disposed_by: caller.userId });
    expect(attempt.counts).toBe(!['technical-failure', 'already-called'].includes(disposition));
    expect(attempt.next_step).toMatchObject({ next: settled.nextStep.next });
    // The person waits for a time that is to come, or is off today's desk.
    expect(item.state !== 'open' || item.due_at > clock.now).toBe(true);
    const household = await db.owner.selectFrom('worklist_household').select(['state', 'claimed_by']).executeTakeFirstOrThrow();
    expect(household.state).not.toBe('claimed');
    const call = await db.owner.selectFrom('phone_call').select('state').executeTakeFirstOrThrow();
    expect(call.state).toBe('ended');
    const repeated = await recordDisposition(deps, caller, { attemptId, disposition });
    expect(repeated).toEqual({ ...settled, repeated: true });
  });

  test('what comes with answers, or from the close of the day, is not taken here', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { attemptId } = await givenCall(deps, caller);
    const say = (disposition: Disposition) => recordDisposition(deps, caller, { attemptId, disposition });
    await expect(say('answered-complete')).rejects.toMatchObject({ code: 'answers-needed' });
    await expect(say('proxy')).rejects.toMatchObject({ code: 'answers-needed' });
    await expect(say('not-attempted')).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('an unanswered ring in the morning is tried in the afternoon', async () => {
    const { item } = await record('no-answer');
    expect(item).toMatchObject({ state: 'open', attempts: 1, last_disposition: 'no-answer', due_at: at('12:00') });
  });

  test('a promised callback comes at its time, first of all, to the caller who promised it', async () => {
    const { caller, person, item, settled } = await record('callback', { callbackAt: at('11:20') });
    expect(settled.nextStep).toEqual({ next: 'callback', at: at('11:20') });
    expect(item).toMatchObject({ due_at: at('11:20'), band: 0, callback_for: caller.userId });
    clock.now = at('11:20');
    expect(await mustClaim(deps, caller)).toMatchObject({ householdId: person.householdId });
  });

  test('a wrong person is never rung on that number again, but on the other one', async () => {
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    const second = await givenSecondNumber(person);
    await givenOnDesk(db, deps, person);
    const { attemptId } = await givenCall(deps, caller);
    await recordDisposition(deps, caller, { attemptId, disposition: 'wrong-person' });
    expect(await needsOf(person)).toEqual([]);
    const item = await itemOf(person);
    expect(item).toMatchObject({ state: 'open', next_contact_point_id: second });
    clock.now = item.due_at;
    expect(await givenCall(deps, caller)).toMatchObject({ contactPointId: second });
  });

  test('a wrong person with no other number leaves somebody to find one', async () => {
    const { person, item } = await record('wrong-person');
    expect(await needsOf(person)).toEqual(['trace-number']);
    expect(item.state).toBe('dropped');
    const point = await db.owner
      .selectFrom('person_contact_point')
      .select('wrong_at')
      .where('person_id', '=', person.personId)
      .executeTakeFirst();
    expect(point?.wrong_at).toEqual(at('10:02'));
  });

  test('a number that does not exist is off for everybody who shares it', async () => {
    const { person } = await record('invalid-number');
    const point = await db.owner
      .selectFrom('contact_point')
      .select('state')
      .where('id', '=', person.contactPointId)
      .executeTakeFirst();
    expect(point?.state).toBe('not-in-service');
    expect(await needsOf(person)).toEqual(['trace-number']);
  });

  test('who cannot be understood is offered to somebody who speaks the language', async () => {
    const speaker = await givenUser(db, { languages: ['ta'] });
    const { caller, item } = await record('language-barrier', { language: 'ta' });
    expect(item.language).toBe('ta');
    clock.now = item.due_at;
    expect(await claimNext(deps, caller)).toMatchObject({ kind: 'nothing' });
    expect(await claimNext(deps, speaker)).toMatchObject({ kind: 'claimed' });
  });

  test('a failure of ours is not held against the person', async () => {
    const { item, settled } = await record('technical-failure');
    expect(settled.nextStep.next).toBe('no-attempt-counted');
    expect(item).toMatchObject({ state: 'open', attempts: 0 });
    const counted = await db.owner.selectFrom('day_counter').select('n').where('name', '=', 'attempts').executeTakeFirst();
    expect(counted?.n).toBe(0);
  });

  test.each([
    ['hospitalised', 'referred', 'hospital-follow-up'],
    ['shifted-elsewhere', 'moved', 'transfer'],
    ['died', 'died', 'bereavement'],
    ['opt-out', 'withdrew', 'review-opt-out'],
  ] as const)('%s ends the episode at once and asks somebody to act', async (disposition, outcome, need) => {
    const { person, item } = await record(disposition);
    expect(await episodeOf(person)).toEqual({ status: 'ended', outcome });
    expect(await needsOf(person)).toEqual([need]);
    expect(item.state).toBe('dropped');
  });

  test('after a death the whole household is left alone until somebody has decided', async () => {
    const caller = await givenUser(db);
    const father = await givenPerson(db);
    const daughter = await givenPerson(db, { householdWith: father });
    await givenOnDesk(db, deps, father, daughter);
    const { attempts } = await givenCall(deps, caller);
    const attemptId = attempts.find((a) => a.personId === father.personId)?.attemptId ?? '';
    await recordDisposition(deps, caller, { attemptId, disposition: 'died' });
    expect(await episodeOf(father)).toEqual({ status: 'ended', outcome: 'died' });
    expect(await episodeOf(daughter)).toEqual({ status: 'paused', outcome: null });
    expect(await itemOf(daughter)).toMatchObject({ state: 'dropped' });
    const dead = await db.owner.selectFrom('person').select('deceased_at').where('id', '=', father.personId).executeTakeFirst();
    expect(dead?.deceased_at).toEqual(clock.now);
    clock.now = at('12:00');
    expect(await claimNext(deps, caller)).toMatchObject({ kind: 'nothing' });
  });

  test('who asked not to be called is not called by any programme', async () => {
    const { person } = await record('opt-out');
    const stopped = await db.owner
      .selectFrom('person')
      .select('do_not_call_at')
      .where('id', '=', person.personId)
      .executeTakeFirst();
    expect(stopped?.do_not_call_at).toEqual(at('10:02'));
  });

  test('who was called by another desk is not silent', async () => {
    const { person } = await record('already-called');
    const episode = await db.owner.selectFrom('episode').selectAll().where('id', '=', person.episodeId).executeTakeFirst();
    expect(episode).toMatchObject({ last_answered_at: at('10:00'), last_level: null });
  });

  test.each([
    ['refused', 'officer-call'],
    ['recovered-early', 'verify-status'],
    ['not-a-case', 'verify-status'],
    ['duplicate', 'merge-people'],
  ] as const)('%s leaves the episode open for somebody to decide', async (disposition, need) => {
    const { person } = await record(disposition);
    expect(await episodeOf(person)).toEqual({ status: 'active', outcome: null });
    expect(await needsOf(person)).toEqual([need]);
  });

  test('an outcome after the claim ran out is taken and marked late', async () => {
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    const { attemptId } = await givenCall(deps, caller);
    clock.now = at('10:15');
    expect(await recordDisposition(deps, caller, { attemptId, disposition: 'busy' })).toMatchObject({ late: true });
    expect(await itemOf(person)).toMatchObject({ last_disposition: 'busy' });
  });

  test('the same outcome sent twenty times at once is one outcome', async () => {
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    const { attemptId } = await givenCall(deps, caller);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => recordDisposition(deps, caller, { attemptId, disposition: 'refused' })),
    );
    expect(all.filter((settled) => !settled.repeated)).toHaveLength(1);
    expect(await needsOf(person)).toEqual(['officer-call']);
  });

  test('two that say different things at once: one is taken, the other told so', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { attemptId } = await givenCall(deps, caller);
    const results = await Promise.allSettled(
      (['busy', 'no-answer'] as const).map((disposition) => recordDisposition(deps, caller, { attemptId, disposition })),
    );
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const r of results) if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: 'attempt-closed' });
  });

  test('each person of a household has an outcome of their own, and the call ends with the last', async () => {
    const caller = await givenUser(db);
    const mother = await givenPerson(db);
    const son = await givenPerson(db, { householdWith: mother });
    await givenOnDesk(db, deps, mother, son);
    const { householdId, fence } = await mustClaim(deps, caller);
    const { attempts } = await placeCall(deps, caller, { householdId, fence });
    const attemptOf = (person: GivenPerson) => attempts.find((a) => a.personId === person.personId)?.attemptId ?? '';
    await recordDisposition(deps, caller, { attemptId: attemptOf(mother), disposition: 'refused' });
    const state = async () => (await db.owner.selectFrom('phone_call').select('state').executeTakeFirst())?.state;
    expect(await state()).toBe('dialling');
    await recordDisposition(deps, caller, { attemptId: attemptOf(son), disposition: 'callback', callbackAt: at('15:00') });
    expect(await state()).toBe('ended');
    expect(await itemOf(mother)).toMatchObject({ state: 'dropped' });
    expect(await itemOf(son)).toMatchObject({ state: 'open', due_at: at('15:00') });
  });

  test('a callback promised for a year away is a mistyped date', async () => {
    await expect(record('callback', { callbackAt: at('10:00', '2022-05-10') })).rejects.toEqual(
      new AppError('bad-request', { fields: ['callbackAt'] }),
    );
  });
});
