import * as episodes from '@kshem/contract/episodes.ts';
import * as merges from '@kshem/contract/merges.ts';
import * as people from '@kshem/contract/people.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, programme, testDeps } from '../testing/given.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

const somebody = {
  name: 'Tulsi Chandrakar',
  phones: ['61000 09501'],
  ageYears: 58,
  sex: 'female',
  areaId: place.wards[0],
  programmeId: programme,
} as const;

describe('enrolment over HTTP', () => {
  test('looks first, refuses whom it may know, and enrols all the same when told to; the pair is merged by a supervisor', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const first = await client(episodes.enrolPerson, { body: somebody });
    expect(first).toMatchObject({ dueToday: 1, mergesProposed: 0 });
    const again = { ...somebody, name: 'तुलसी चंद्राकर' };
    const { phones, areaId, name } = again;
    const { items } = await client(episodes.findSamePeople, { body: { phones, areaId, name } });
    expect(items).toMatchObject([{ personId: first.personId, evidence: [{ code: 'name-same' }, {}, {}] }]);
    const refused = client(episodes.enrolPerson, { body: again });
    await expect(refused).rejects.toMatchObject({ code: 'may-be-known' });
    const second = await client(episodes.enrolPerson, { body: { ...again, force: true } });
    expect(second).toMatchObject({ mergesProposed: 1 });
    const proposals = await client(merges.listMergeProposals);
    const proposal = proposals.items.find((one) => one.people.some(({ personId }) => personId === second.personId));
    const params = { proposalId: proposal?.proposalId as string };
    await client(merges.mergePeople, { params, body: {} });
    const card = await client(people.readPersonCard, { params: { personId: second.personId } });
    expect([first.personId, second.personId]).toContain(card.personId);
    expect(card.mergedPersonIds).toHaveLength(1);
    expect(card.episodes.filter(({ status }) => status !== 'ended')).toHaveLength(1);
  });

  test('is a supervisor’s', async () => {
    const { client } = await desk.signedIn({ roles: ['caller'] });
    await expect(client(episodes.enrolPerson, { body: somebody })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(client(episodes.findSamePeople, { body: somebody })).rejects.toMatchObject({ code: 'not-allowed' });
    const params = { personId: deps.newId() };
    await expect(client(episodes.enrolKnownPerson, { params, body: { programmeId: programme } })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('stopping over HTTP', () => {
  test('closes, opts out and tells a death; none of it is a caller’s', async () => {
    const [closed, opted, died] = [await givenPerson(db), await givenPerson(db), await givenPerson(db)];
    const { client } = await desk.signedIn({ roles: ['doctor'] });
    const close = { params: { episodeId: closed.episodeId }, body: { outcome: 'referred' } } as const;
    const caller = await desk.signedIn();
    await expect(caller.client(episodes.closeEpisode, close)).rejects.toMatchObject({ code: 'not-allowed' });
    for (const stop of [episodes.optOut, episodes.tellDeath]) {
      await expect(caller.client(stop, { params: { personId: died.personId } })).rejects.toMatchObject({ code: 'not-allowed' });
    }
    await client(episodes.closeEpisode, close);
    await expect(client(episodes.closeEpisode, close)).rejects.toMatchObject({ code: 'episode-ended' });
    expect(await client(episodes.optOut, { params: { personId: opted.personId } })).toEqual({ ended: [opted.episodeId] });
    expect(await client(episodes.tellDeath, { params: { personId: died.personId } })).toEqual({
      ended: [died.episodeId],
      paused: [],
    });
    const again = { params: { personId: closed.personId }, body: { programmeId: programme } };
    const supervisor = await desk.signedIn({ roles: ['supervisor'] });
    expect(await supervisor.client(episodes.enrolKnownPerson, again)).toMatchObject({ personId: closed.personId });
  });
});
