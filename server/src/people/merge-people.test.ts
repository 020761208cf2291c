import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearDesk, givenCall, givenOnDesk, mustClaim } from '../calls/given-call.ts';
import { givenAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { raiseNeed } from '../needs/raise-need.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  testDay,
  testDeps,
  version,
} from '../testing/given.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { keepApart } from './keep-apart.ts';
import { listMergeProposals } from './list-merge-proposals.ts';
import { mergePeople } from './merge-people.ts';
import { personCard } from './person-card.ts';
import { proposeMerges } from './propose-merge.ts';

const db = await testDatabase();
const deps = testDeps(db);
const districtId = place.district;
const supervisor = (areas?: readonly number[]) => givenUser(db, { roles: ['supervisor'], ...(areas && { areas }) });
beforeAll(() => givenDistrict(db));
beforeEach(async () => {
  await clearDesk(db);
  await db.owner.deleteFrom('merge_proposal').execute();
});

async function givenProposal(a: GivenPerson, b: GivenPerson): Promise<string> {
  const pair = { personId: a.personId, otherId: b.personId, found: { verdict: 'likely', score: 90, evidence: [] } } as const;
  await deps.system.transaction().execute((trx) => proposeMerges(deps, trx, { districtId, pairs: [pair] }));
  const [personA, personB] = [a.personId, b.personId].sort() as [string, string];
  const { id } = await db.owner
    .selectFrom('merge_proposal')
    .select('id')
    .where('person_a', '=', personA)
    .where('person_b', '=', personB)
    .executeTakeFirstOrThrow();
  return id;
}

const episode = (episodeId: string) =>
  db.owner.selectFrom('episode').selectAll().where('id', '=', episodeId).executeTakeFirstOrThrow();
const person = (personId: string) =>
  db.owner.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirstOrThrow();
const roofOf = (...two: GivenPerson[]) => two.map(({ householdId }) => householdId).sort()[0];
/** Two records, the first older. */
async function givenTwo(about: { second?: Parameters<typeof givenPerson>[1] } = {}) {
  const stays = await givenPerson(db, { person: { created_at: '2021-05-01T00:00:00Z' } });
  const goes = await givenPerson(db, {
    episode: { opened_at: '2021-05-09T05:00:00Z', opened_on: '2021-05-09' },
    ...about.second,
  });
  return { stays, goes, proposalId: await givenProposal(stays, goes) };
}

describe('merging two records of one person', () => {
  test('keeps the older one, the episode opened first, and one place on the desk', async () => {
    const { stays, goes, proposalId } = await givenTwo();
    await givenOnDesk(db, deps, stays, goes);
    expect(await mergePeople(deps, await supervisor(), { proposalId })).toEqual({
      personId: stays.personId,
      mergedPersonId: goes.personId,
    });
    expect(await person(goes.personId)).toMatchObject({ merged_into: stays.personId, household_id: roofOf(stays, goes) });
    expect(await episode(goes.episodeId)).toMatchObject({ status: 'ended', outcome: 'duplicate', person_id: stays.personId });
    expect(await episode(stays.episodeId)).toMatchObject({ status: 'active' });
    const numbers = await db.owner
      .selectFrom('person_contact_point')
      .select(['contact_point_id', 'rank'])
      .where('person_id', '=', stays.personId)
      .orderBy('rank')
      .execute();
    expect(numbers).toEqual([
      { contact_point_id: stays.contactPointId, rank: 1 },
      { contact_point_id: goes.contactPointId, rank: 2 },
    ]);
    const claim = await mustClaim(deps, await givenUser(db));
    expect(claim.items.map(({ episodeId }) => episodeId)).toEqual([stays.episodeId]);
    const checkIns = await db.owner.selectFrom('check_in').select(['episode_id', 'state']).execute();
    expect(checkIns).toContainEqual({ episode_id: goes.episodeId, state: 'cancelled' });
  });

  test('moves the other record’s episode, its check-in and its place on the desk when it is the one opened first', async () => {
    const { stays, goes, proposalId } = await givenTwo({
      second: { areaId: place.wards[1], episode: { opened_at: '2021-05-03T05:00:00Z' } },
    });
    await givenOnDesk(db, deps, stays, goes);
    await mergePeople(deps, await supervisor(), { proposalId });
    expect(await episode(goes.episodeId)).toMatchObject({ status: 'active', person_id: stays.personId, area_id: stays.areaId });
    const [item] = await db.owner.selectFrom('worklist_item').selectAll().where('state', '=', 'open').execute();
    expect(item).toMatchObject({
      person_id: stays.personId,
      episode_id: goes.episodeId,
      area_id: stays.areaId,
      household_id: roofOf(stays, goes),
    });
    const call = await givenCall(deps, await givenUser(db, { areas: [stays.areaId] }));
    expect(call.attempts.map(({ personId }) => personId)).toEqual([stays.personId]);
  });

  test('what was last heard under either record counts, and the card shows what was said under both', async () => {
    const { stays, goes, proposalId } = await givenTwo();
    const { checkInId, dueOn } = await givenCheckIn(db, goes);
    const caller = await givenUser(db);
    await submitAnswers(deps, caller, givenAnswers({ checkInId, dueOn }, { answers: { spo2: 88 } }));
    await mergePeople(deps, await supervisor(), { proposalId });
    expect(await episode(stays.episodeId)).toMatchObject({ status: 'active', last_level: 'red', last_answered_at: deps.now() });
    const card = await personCard(deps, caller, { personId: goes.personId });
    expect(card).toMatchObject({
      personId: stays.personId,
      mergedPersonIds: [goes.personId],
      lastAnswers: [{ level: 'red' }],
      escalations: [{ status: 'raised', episodeId: goes.episodeId }],
    });
    expect(card.vitals).toContainEqual(expect.objectContaining({ linkId: 'spo2', points: [{ value: 88, at: deps.now() }] }));
  });

  test('a need that both have is waited for once', async () => {
    const { stays, goes, proposalId } = await givenTwo();
    const wanted = { districtId, programmeId: programme, version, cause: 'person', by: null } as const;
    await deps.system.transaction().execute(async (trx) => {
      for (const one of [stays, goes]) await raiseNeed(trx, deps, { ...one, ...wanted, kind: 'home-visit' });
      await raiseNeed(trx, deps, { ...goes, ...wanted, kind: 'trace-number' });
    });
    await mergePeople(deps, await supervisor(), { proposalId });
    const needs = await db.owner
      .selectFrom('need')
      .select(['person_id', 'kind', 'status'])
      .orderBy('kind')
      .orderBy('status')
      .execute();
    expect(needs).toEqual([
      { person_id: goes.personId, kind: 'home-visit', status: 'declined' },
      { person_id: stays.personId, kind: 'home-visit', status: 'open' },
      { person_id: stays.personId, kind: 'trace-number', status: 'open' },
    ]);
  });

  test('a wish not to be called that only one record knew of holds', async () => {
    const { stays, goes, proposalId } = await givenTwo({
      second: { person: { do_not_call_at: deps.now(), do_not_call_reason: 'opt-out' } },
    });
    await givenOnDesk(db, deps, stays);
    await mergePeople(deps, await supervisor(), { proposalId });
    expect((await person(stays.personId)).do_not_call_at).not.toBeNull();
    expect(await episode(stays.episodeId)).toMatchObject({ status: 'ended', outcome: 'withdrew' });
    expect(await db.owner.selectFrom('worklist_item').select('id').where('state', '=', 'open').execute()).toEqual([]);
    expect(goes.personId).not.toBe(stays.personId);
  });

  test('waits while one of them is on the telephone', async () => {
    const { stays, proposalId } = await givenTwo();
    await givenOnDesk(db, deps, stays);
    await givenCall(deps, await givenUser(db));
    await expect(mergePeople(deps, await supervisor(), { proposalId })).rejects.toMatchObject({ code: 'being-called' });
    const status = await db.owner.selectFrom('merge_proposal').select('status').executeTakeFirst();
    expect(status).toEqual({ status: 'proposed' });
  });

  test('is for who sees both', async () => {
    const { proposalId, stays } = await givenTwo({ second: { areaId: place.wards[1] } });
    const one = await supervisor([stays.areaId]);
    await expect(mergePeople(deps, one, { proposalId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(keepApart(deps, one, { proposalId })).rejects.toMatchObject({ code: 'not-found' });
    expect(await listMergeProposals(deps, one, { limit: 10 })).toEqual({ items: [], next: null });
    const both = await supervisor([stays.areaId, place.wards[1]]);
    expect(await listMergeProposals(deps, both, { limit: 10 })).toMatchObject({ items: [{ proposalId }], next: null });
  });
});

describe('a decision', () => {
  test('to keep two apart is not asked again', async () => {
    const { stays, goes, proposalId } = await givenTwo();
    const actor = await supervisor();
    await keepApart(deps, actor, { proposalId });
    expect(await givenProposal(stays, goes)).toBe(proposalId);
    expect(await listMergeProposals(deps, actor, { limit: 10 })).toMatchObject({ items: [] });
    await expect(mergePeople(deps, actor, { proposalId })).rejects.toMatchObject({ code: 'already-decided' });
  });

  test('is made once by twenty who make it at once', async () => {
    const { stays, goes, proposalId } = await givenTwo();
    await givenOnDesk(db, deps, stays, goes);
    const actor = await supervisor();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => mergePeople(deps, actor, { proposalId })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []));
    expect(new Set(codes)).toEqual(new Set(['already-decided']));
  });

  test('about every pair of seven records of one person at once leaves one, and every other points straight at it', async () => {
    const people = await Promise.all(
      Array.from({ length: 7 }, (_, index) => givenPerson(db, { person: { created_at: `2021-05-0${index + 1}T00:00:00Z` } })),
    );
    await givenOnDesk(db, deps, ...people);
    const pairs = people.flatMap((a, i) => people.slice(i + 1).map((b) => [a, b] as const));
    const proposals: string[] = [];
    for (const [a, b] of pairs) proposals.push(await givenProposal(a, b));
    const actor = await supervisor();
    const results = await Promise.allSettled(proposals.map((proposalId) => mergePeople(deps, actor, { proposalId })));
    const codes = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []));
    expect(codes.filter((code) => code !== 'already-decided')).toEqual([]);
    const rows = await Promise.all(people.map(({ personId }) => person(personId)));
    const roots = rows.filter((row) => row.merged_into === null);
    expect(roots).toHaveLength(1);
    expect(rows.filter((row) => row.merged_into !== null).map((row) => row.merged_into)).toEqual(Array(6).fill(roots[0]?.id));
    const open = await db.owner
      .selectFrom('episode')
      .select('person_id')
      .where(
        'person_id',
        'in',
        people.map((one) => one.personId),
      )
      .where('status', '<>', 'ended')
      .execute();
    expect(open).toEqual([{ person_id: roots[0]?.id }]);
    const items = await db.owner
      .selectFrom('worklist_item')
      .select('person_id')
      .where('state', '=', 'open')
      .where('check_in_due_on', '=', testDay)
      .execute();
    expect(items).toEqual([{ person_id: roots[0]?.id }]);
    expect(await db.owner.selectFrom('merge_proposal').select('id').where('status', '=', 'proposed').execute()).toEqual([]);
  });
});
