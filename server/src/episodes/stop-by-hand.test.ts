import { beforeAll, describe, expect, test } from 'vitest';
import { givenCall, givenOnDesk } from '../calls/given-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { moveNeed } from '../needs/move-need.ts';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, programme, testDeps } from '../testing/given.ts';
import { closeEpisode } from './close-episode.ts';
import { enrolPerson } from './enrol-person.ts';
import { optOut } from './opt-out.ts';
import { tellDeath } from './tell-death.ts';

const db = await testDatabase();
const deps = testDeps(db);
const supervisor = () => givenUser(db, { roles: ['supervisor'] });
beforeAll(() => givenDistrict(db));

const episodeOf = ({ episodeId }: Pick<GivenPerson, 'episodeId'>) =>
  db.owner.selectFrom('episode').select(['status', 'outcome']).where('id', '=', episodeId).executeTakeFirst();
const openItems = ({ personId }: Pick<GivenPerson, 'personId'>) =>
  db.owner.selectFrom('worklist_item').select('id').where('person_id', '=', personId).where('state', '=', 'open').execute();
const needsOf = ({ personId }: GivenPerson) =>
  db.owner.selectFrom('need').select('kind').where('person_id', '=', personId).execute();

describe('an episode closed by hand', () => {
  test('takes the person off the desk at once; its first outcome stands', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    const actor = await supervisor();
    await closeEpisode(deps, actor, { episodeId: person.episodeId, outcome: 'recovered', reason: 'negative test' });
    expect(await episodeOf(person)).toEqual({ status: 'ended', outcome: 'recovered' });
    expect(await openItems(person)).toEqual([]);
    const again = closeEpisode(deps, actor, { episodeId: person.episodeId, outcome: 'moved' });
    await expect(again).rejects.toMatchObject({ code: 'episode-ended', detail: { outcome: 'recovered' } });
  });

  test('as recovered waits for the ending rule; before it somebody says why, and the trail keeps it', async () => {
    const person = await givenPerson(db);
    const ready = await givenPerson(db, { episode: { may_end: true } });
    const actor = await supervisor();
    const closing = { episodeId: person.episodeId, outcome: 'completed' } as const;
    await expect(closeEpisode(deps, actor, closing)).rejects.toMatchObject({
      code: 'ends-too-early',
      detail: { why: 'rule-not-met', earliestOn: '2021-05-14' },
    });
    expect(await episodeOf(person)).toMatchObject({ status: 'active' });
    await closeEpisode(deps, actor, { ...closing, reason: 'tested negative twice' });
    await closeEpisode(deps, actor, { episodeId: ready.episodeId, outcome: 'completed' });
    const trail = await db.owner
      .selectFrom('audit_event')
      .select(['subject_id', 'detail'])
      .where('action', '=', 'episode.ended')
      .execute();
    const detailOf = (id: string) => trail.find(({ subject_id }) => subject_id === id)?.detail;
    expect(detailOf(person.episodeId)).toMatchObject({ early: true, reason: 'tested negative twice' });
    expect(detailOf(ready.episodeId)).not.toHaveProperty('early');
  });

  test('because the person cannot be followed here is not held up by the rule', async () => {
    const person = await givenPerson(db);
    await closeEpisode(deps, await supervisor(), { episodeId: person.episodeId, outcome: 'lost-to-follow-up' });
    expect(await episodeOf(person)).toEqual({ status: 'ended', outcome: 'lost-to-follow-up' });
  });

  test('by twenty at once is closed once, and not by another ward', async () => {
    const person = await givenPerson(db);
    const actor = await supervisor();
    const closing = { episodeId: person.episodeId, outcome: 'not-a-case' } as const;
    const stranger = await givenUser(db, { roles: ['supervisor'], areas: [place.wards[1]] });
    await expect(closeEpisode(deps, stranger, closing)).rejects.toMatchObject({ code: 'not-found' });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => closeEpisode(deps, actor, closing)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a death that was told', () => {
  test('ends the person’s calls, leaves the whole roof alone whatever the ward, and asks a supervisor', async () => {
    const died = await givenPerson(db);
    const family = await givenPerson(db, { householdWith: died, areaId: place.wards[2] });
    await givenOnDesk(db, deps, died, family);
    const actor = await givenUser(db, { roles: ['supervisor'], areas: [died.areaId] });
    expect(await tellDeath(deps, actor, { personId: died.personId })).toEqual({
      ended: [died.episodeId],
      paused: [family.episodeId],
    });
    expect(await episodeOf(died)).toEqual({ status: 'ended', outcome: 'died' });
    expect(await episodeOf(family)).toEqual({ status: 'paused', outcome: null });
    expect([...(await openItems(died)), ...(await openItems(family))]).toEqual([]);
    expect(await needsOf(died)).toEqual([{ kind: 'bereavement' }]);
    await expect(tellDeath(deps, actor, { personId: died.personId })).rejects.toMatchObject({ code: 'not-called-any-more' });
    await expect(tellDeath(deps, actor, { personId: family.personId })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('somebody enrolled under a roof where a death was told', () => {
  test('is left alone with the family, and called like everybody once the death is decided on', async () => {
    const actor = await supervisor();
    const phones = ['61000 07001'];
    const about = {
      phones,
      ageYears: 40,
      sex: 'male',
      areaId: place.wards[0],
      programmeId: programme,
      identifiers: {},
      force: true,
    } as const;
    const died = await enrolPerson(deps, actor, { ...about, name: 'Mangal Yadav' });
    await tellDeath(deps, actor, { personId: died.personId });
    const before = await enrolPerson(deps, actor, { ...about, name: 'Phoolbai Yadav', ageYears: 62 });
    expect(before).toMatchObject({ householdId: died.householdId, paused: true, dueToday: 0 });
    expect(await episodeOf(before)).toEqual({ status: 'paused', outcome: null });
    expect(await openItems(before)).toEqual([]);
    const need = await db.owner.selectFrom('need').select('id').where('person_id', '=', died.personId).executeTakeFirstOrThrow();
    await moveNeed(deps, actor, { needId: need.id, from: 'open', action: 'fulfil' });
    await moveNeed(deps, actor, { needId: need.id, from: 'fulfilled', action: 'confirm' });
    const after = await enrolPerson(deps, actor, { ...about, name: 'Dilip Yadav', ageYears: 18 });
    expect(after).toMatchObject({ householdId: died.householdId, paused: false, dueToday: 1 });
  });
});

describe('a death that a caller of one ward is told on the telephone', () => {
  test('leaves the family alone in the other wards too, as one written down by hand does', async () => {
    const died = await givenPerson(db, { areaId: place.wards[3] });
    const well = { last_level: 'green', last_answered_at: new Date('2021-05-09T05:00:00Z') } as const;
    const family = await givenPerson(db, { householdWith: died, areaId: place.wards[2], episode: well });
    await givenOnDesk(db, deps, died, family);
    const caller = await givenUser(db, { areas: [died.areaId] });
    const { attemptId } = await givenCall(deps, caller);
    await recordDisposition(deps, caller, { attemptId, disposition: 'died' });
    expect(await episodeOf(died)).toEqual({ status: 'ended', outcome: 'died' });
    expect(await episodeOf(family)).toEqual({ status: 'paused', outcome: null });
    expect([...(await openItems(died)), ...(await openItems(family))]).toEqual([]);
    expect(await needsOf(died)).toEqual([{ kind: 'bereavement' }]);
  });

  test('is not recorded on an attempt of another ward', async () => {
    const person = await givenPerson(db, { areaId: place.wards[1] });
    await givenOnDesk(db, deps, person);
    const { attemptId } = await givenCall(deps, await givenUser(db, { areas: [person.areaId] }));
    const stranger = await givenUser(db, { areas: [place.wards[0]] });
    await expect(recordDisposition(deps, stranger, { attemptId, disposition: 'died' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await episodeOf(person)).toMatchObject({ status: 'active' });
  });
});

describe('a wish not to be called', () => {
  test('ends the person’s calls, leaves the others, and asks an officer how to follow', async () => {
    const person = await givenPerson(db);
    const family = await givenPerson(db, { householdWith: person });
    await givenOnDesk(db, deps, person, family);
    expect(await optOut(deps, await supervisor(), { personId: person.personId })).toEqual({ ended: [person.episodeId] });
    expect(await episodeOf(person)).toEqual({ status: 'ended', outcome: 'withdrew' });
    expect(await openItems(person)).toEqual([]);
    expect(await openItems(family)).toHaveLength(1);
    expect(await needsOf(person)).toEqual([{ kind: 'review-opt-out' }]);
    await expect(optOut(deps, await supervisor(), { personId: person.personId })).rejects.toMatchObject({
      code: 'not-called-any-more',
    });
  });
});
