import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as intake from '@kshem/contract/intake.ts';
import { describe, expect, test } from 'vitest';
import { outboxJobs } from '../jobs/outbox-jobs.ts';
import { testDatabase } from '../testing/database.ts';
import { openDesk } from '../testing/desk.ts';
import { place, programme } from '../testing/given.ts';
import { givenOffice, headings, row } from './given-list.ts';

const db = await testDatabase();
const office = await givenOffice(db);
const dataFolder = office.path('data');
const desk = await openDesk(db, office.deps, { cookieSecure: false, dataFolder });
const supervisor = await desk.signedIn({ roles: ['supervisor'] });

const file = (rows: readonly string[][], name = 'list.csv') => ({
  file: new Blob([[headings, ...rows].map((cells) => cells.join(',')).join('\r\n')]),
  fileName: name,
});
const body = { source: 'cmho', programme };

/** What the relay and the queue do with an outbox row. */
async function runJobs(): Promise<void> {
  for (const { job, payload, id } of await db.owner.selectFrom('outbox').selectAll().execute()) {
    await outboxJobs[job]?.(office.deps, { ...(payload as object), districtId: place.district });
    await db.owner.deleteFrom('outbox').where('id', '=', id).execute();
  }
}

describe('a list that is handed in', () => {
  test('waits with its job, is imported in the background, and the upload is gone afterwards', async () => {
    const waiting = await supervisor.client(intake.startImport, {
      body,
      ...file([row({ name: 'By Upload', mobile: '6100001001' }), row({ name: '' })]),
    });
    expect(waiting).toMatchObject({
      status: 'queued',
      fileName: 'list.csv',
      listOn: '2021-05-10',
      startedBy: supervisor.actor.userId,
    });
    const { importId } = waiting;
    await expect(supervisor.client(intake.startImport, { body, ...file([row()]) })).rejects.toMatchObject({
      code: 'import-running',
    });
    await expect(supervisor.client(intake.readRejects, { params: { importId }, query: {} })).rejects.toMatchObject({
      code: 'import-not-finished',
    });
    await runJobs();
    const done = await supervisor.client(intake.readImport, { params: { importId } });
    expect(done).toMatchObject({ status: 'finished', rowsRead: 2, counts: { enrolled: 1, verdicts: { rejected: 1 } } });
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);
    const report = await supervisor.client(intake.readImportReport, { params: { importId }, query: {} });
    expect(report.rows).toMatchObject([{ rowNumber: 3, verdict: 'rejected', problems: [{ code: 'name.missing', column: 1 }] }]);
    const listed = await supervisor.client(intake.listImports, { query: { source: 'cmho' } });
    expect(listed.items.map((one) => one.importId)).toEqual([importId]);
    const trail = await db.owner
      .selectFrom('audit_event')
      .select(['action', 'actor_id'])
      .where('action', '=', 'list.imported')
      .execute();
    expect(trail).toEqual([{ action: 'list.imported', actor_id: supervisor.actor.userId }]);
  });

  test('run a second time by the queue is imported once', async () => {
    await supervisor.client(intake.startImport, {
      body: { ...body, source: 'twice' },
      ...file([row({ name: 'Job Twice', mobile: '6100001011' })]),
    });
    const [job] = await db.owner.selectFrom('outbox').selectAll().execute();
    await runJobs();
    await outboxJobs['run-import']?.(office.deps, { ...(job?.payload as object), districtId: place.district });
    const people = await db.owner.selectFrom('person').select('id').where('name', '=', 'Job Twice').execute();
    expect(people.length).toBe(1);
  });

  test('that cannot be read says so in the import, with what to do in both languages', async () => {
    const { importId } = await supervisor.client(intake.startImport, {
      body: { ...body, source: 'pictures' },
      file: new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])]),
      fileName: 'photo.xlsx',
    });
    await runJobs();
    const failed = await supervisor.client(intake.readImport, { params: { importId } });
    expect(failed).toMatchObject({
      status: 'failed',
      failure: { code: 'list.not-a-spreadsheet', whatToDo: { hi: expect.any(String), en: expect.any(String) } },
    });
  });

  test('is refused at once where the request itself is wrong', async () => {
    const sent = (about: object) =>
      supervisor.client(intake.startImport, { body: { ...body, source: 'wrong', ...about }, ...file([row()]) });
    await expect(sent({ listOn: '2021-05-11' })).rejects.toMatchObject({ code: 'list-from-the-future' });
    await expect(sent({ programme: 'heat-elderly' })).rejects.toMatchObject({ code: 'programme-not-running' });
    await expect(sent({ source: 'Not A Code' })).rejects.toMatchObject({ code: 'bad-request' });
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);
  });

  test('is nothing for a caller, nor for a supervisor of some wards', async () => {
    const caller = await desk.signedIn({ roles: ['caller'] });
    const ofWard = await desk.signedIn({ roles: ['supervisor'], areas: [place.wards[0]] });
    for (const { client } of [caller, ofWard]) {
      await expect(client(intake.startImport, { body, ...file([row()]) })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(client(intake.listImports, { query: {} })).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });
});

describe('columns', () => {
  const odd = { file: new Blob(['Kaun,Age,Sex,Mobile\r\nSome One,35,M,6100001021\r\n']), fileName: 'odd.csv' };

  test('are shown before anything is taken, with corrections tried', async () => {
    await expect(supervisor.client(intake.previewList, { body: {}, ...odd })).rejects.toMatchObject({
      code: 'list-without-names',
    });
    const shown = await supervisor.client(intake.previewList, {
      body: { corrections: JSON.stringify({ Kaun: 'name' }) },
      ...odd,
    });
    expect(shown).toMatchObject({ detected: { format: 'csv' }, rows: [{ rowNumber: 2, verdict: 'accepted', codes: [] }] });
    expect(shown.mapping.map(({ field }) => field)).toEqual(['name', 'age', 'sex', 'phone']);
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);
  });

  test('that somebody decided are remembered for the source', async () => {
    const params = { code: 'remembering' };
    await supervisor.client(intake.saveMapping, { params, body: { corrections: { Kaun: 'name' } } });
    await supervisor.client(intake.saveMapping, { params, body: { corrections: { Age: null } } });
    expect(await supervisor.client(intake.readMapping, { params })).toEqual({ corrections: { kaun: 'name', age: null } });
    const shown = await supervisor.client(intake.previewList, { body: { source: 'remembering' }, ...odd });
    expect(shown.mapping.map(({ field }) => field)).toEqual(['name', null, 'sex', 'phone']);
  });
});

test('rejects are given as a file, hygiene as counts', async () => {
  const [listed] = (await supervisor.client(intake.listImports, { query: { source: 'cmho' } })).items;
  const answer = await fetch(`${desk.base}/api/imports/${listed?.importId}/rejects?format=csv`, {
    headers: { authorization: `Bearer ${supervisor.token}` },
  });
  expect(answer.headers.get('content-disposition')).toContain('list-rejects.csv');
  expect(await answer.text()).toContain('No name');
  const { sources } = await supervisor.client(intake.readHygiene, {
    query: { from: '2021-05-01', to: '2021-05-31', source: 'cmho' },
  });
  expect(sources).toMatchObject([{ sourceCode: 'cmho', rejected: 1, problems: [{ code: 'name.missing', rows: 1 }] }]);
});

test('sources are listed with the last list of each; a caller does not see them', async () => {
  const { items } = await supervisor.client(intake.listSources);
  expect(items.find(({ code }) => code === 'cmho')).toMatchObject({
    lists: 1,
    lastListOn: '2021-05-10',
    lastProgrammeId: programme,
  });
  expect(items.find(({ code }) => code === 'remembering')).toMatchObject({ lists: 0, lastListOn: null, headingsDecided: 2 });
  const caller = await desk.signedIn();
  await expect(caller.client(intake.listSources)).rejects.toMatchObject({ code: 'not-allowed' });
});
