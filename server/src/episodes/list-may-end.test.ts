import * as episodes from '@kshem/contract/episodes.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, givenProgramme, place, programme, testDeps } from '../testing/given.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;
const confirmed = { version: 'nhs-oximetry-home', may_end: true, last_level: 'green' } as const;

beforeAll(async () => {
  await givenDistrict(db);
  await givenProgramme(db, programme, confirmed.version);
  desk = await openDesk(db, deps);
});

describe('follow-ups that wait for a doctor’s word', () => {
  test('are those of a version that asks for it, whose last answers met the rule, page by page', async () => {
    const waiting = [await givenPerson(db, { episode: confirmed }), await givenPerson(db, { episode: confirmed })];
    const [first, second] = waiting.map(({ episodeId }) => episodeId).toSorted();
    await givenPerson(db, { episode: { ...confirmed, may_end: false } });
    await givenPerson(db, { episode: { may_end: true } });
    const { client } = await desk.signedIn({ roles: ['doctor'] });
    const one = await client(episodes.listMayEnd, { query: { limit: 1 } });
    expect(one.items).toMatchObject([{ episodeId: first, dayOfFollowUp: 3, rule: { en: expect.any(String) } }]);
    const two = await client(episodes.listMayEnd, { query: { limit: 1, after: one.next ?? '' } });
    expect(two.items).toMatchObject([{ episodeId: second }]);
    expect((await client(episodes.listMayEnd)).items).toHaveLength(2);
  });

  test('are closed by a doctor as they are, and by a supervisor with the doctor’s reason', async () => {
    const [ward] = place.wards;
    const [one, other] = [await givenPerson(db, { episode: confirmed }), await givenPerson(db, { episode: confirmed })];
    const doctor = await desk.signedIn({ roles: ['doctor'], areas: [ward] });
    const supervisor = await desk.signedIn({ roles: ['supervisor'], areas: [ward] });
    const close = (episodeId: string, reason?: string) => ({
      params: { episodeId },
      body: { outcome: 'completed' as const, ...(reason !== undefined && { reason }) },
    });
    const refused = supervisor.client(episodes.closeEpisode, close(other.episodeId));
    await expect(refused).rejects.toMatchObject({ code: 'ends-too-early' });
    await supervisor.client(episodes.closeEpisode, close(other.episodeId, 'confirmed by telephone'));
    await doctor.client(episodes.closeEpisode, close(one.episodeId));
    const { items } = await doctor.client(episodes.listMayEnd);
    expect(items.map(({ episodeId }) => episodeId)).not.toContain(one.episodeId);
  });

  test('are not for callers', async () => {
    const { client } = await desk.signedIn();
    await expect(client(episodes.listMayEnd)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
