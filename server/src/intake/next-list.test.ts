import { beforeEach, describe, expect, test } from 'vitest';
import { planDay } from '../check-ins/plan-day.ts';
import { testDatabase } from '../testing/database.ts';
import { place, programme, testDay } from '../testing/given.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { countRows, givenOffice, row } from './given-list.ts';
import { readReport } from './read-import.ts';
import { messyList, peopleOf } from './testing/messy-list.ts';

const db = await testDatabase();
const office = await givenOffice(db);
const everywhere = { userId: null, districtId: place.district, areas: 'all', roles: [], languages: [] } as const;
let sources = 0;
let source: string;

beforeEach(() => {
  source = `office-${++sources}`;
});

const send = (rows: readonly string[][], about: Parameters<typeof office.send>[1] = {}) =>
  office.send(rows, { sourceCode: source, ...about });
const changesOf = async (importId: string) =>
  (await readReport(office.deps, everywhere, { importId, part: 'changes', limit: 100 })).changes.toSorted((a, b) =>
    a.field.localeCompare(b.field),
  );
const personNamed = (name: string) =>
  db.owner.selectFrom('person').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
const episodesOf = (personId: string) =>
  db.owner.selectFrom('episode').selectAll().where('person_id', '=', personId).orderBy('opened_at').orderBy('id').execute();

describe('the same list again', () => {
  const rows = [
    row({ name: 'Again One', mobile: '6100001001', srf: '2240000001001' }),
    row({ name: 'Again Two', mobile: '6100001001' }),
    row({ name: 'Again Three', mobile: '' }),
    row({ name: '', mobile: '6100001003' }),
  ];

  test('as the very same file changes nothing and says so', async () => {
    const path = await office.write('same.csv', [
      ['Name', 'Age', 'Sex', 'Mobile'],
      ['Same File', '35', 'M', '6100001011'],
    ]);
    const first = await send([], { path });
    const before = await countRows(db);
    const again = await send([], { path });
    expect(again.counts).toMatchObject({ sameAs: first.importId, rows: 0, enrolled: 0 });
    expect(await countRows(db)).toEqual(before);
  });

  test('in another file changes no person', async () => {
    await send(rows);
    const { import_row: _before, ...before } = await countRows(db);
    const again = await send(
      rows.map((cells) => cells),
      {
        path: await office.write('other.csv', [
          ['S.No.', 'Name', 'Age', 'Sex', 'Mobile', 'Ward', 'SRF ID', 'Sample date', 'Status', 'Comorbidity'],
          ...rows,
          [],
        ]),
      },
    );
    expect(again.counts).toMatchObject({ enrolled: 0, vanished: 0, changes: {}, verdicts: { unchanged: 3, rejected: 1 } });
    const { import_row: _after, ...after } = await countRows(db);
    expect(after).toEqual(before);
  });
});

describe('tomorrow’s list', () => {
  test('corrects what it tells otherwise, and each change is shown with what stood before', async () => {
    await send([row({ name: 'Suresh Dewngan', age: '53', mobile: '6100002001', srf: '2240000002001' })]);
    const { id } = await personNamed('Suresh Dewngan');
    const run = await send([
      row({
        name: 'Suresh Dewangan',
        age: '35',
        mobile: '6100002002',
        ward: 'Ward 2',
        srf: '2240000002001',
        sample: '07/05/2021',
      }),
    ]);
    expect(run.counts).toMatchObject({ enrolled: 0, vanished: 0, verdicts: { updated: 1 } });
    expect(await personNamed('Suresh Dewangan')).toMatchObject({
      id,
      age_years: 35,
      area_id: place.wards[1],
      name_key: expect.stringContaining('debang'),
    });
    expect(await changesOf(run.importId)).toEqual([
      { personId: id, field: 'ageYears', before: '53', after: '35' },
      { personId: id, field: 'areaId', before: String(place.wards[0]), after: String(place.wards[1]) },
      { personId: id, field: 'name', before: 'Suresh Dewngan', after: 'Suresh Dewangan' },
      { personId: id, field: 'phones', before: '+91 ••••• ••001', after: '+91 ••••• ••002' },
      { personId: id, field: 'sampleOn', before: '2021-05-08', after: '2021-05-07' },
    ]);
    const numbers = await db.owner
      .selectFrom('person_contact_point as l')
      .innerJoin('contact_point as c', 'c.id', 'l.contact_point_id')
      .select(['c.number', 'l.rank', 'l.area_id'])
      .where('l.person_id', '=', id)
      .orderBy('l.rank')
      .execute();
    expect(numbers).toEqual([
      { number: '+916100002002', rank: 1, area_id: place.wards[1] },
      { number: '+916100002001', rank: 2, area_id: place.wards[1] },
    ]);
    expect(await episodesOf(id)).toMatchObject([{ sample_on: '2021-05-07', area_id: place.wards[1], status: 'active' }]);
  });

  test('knows a row that has no number again by phone, name in either script, and age', async () => {
    await send([row({ name: 'Kamla Bai', sex: 'F', age: '60', mobile: '6100002011' })]);
    const run = await send([row({ name: 'कमला बाई', sex: 'F', age: '61', mobile: '6100002011' })]);
    expect(run.counts).toMatchObject({
      enrolled: 0,
      proposed: 0,
      vanished: 0,
      verdicts: { updated: 1 },
      changes: { name: 1, ageYears: 1 },
    });
  });

  test('leaves alone what a caller has found out since, unless the list itself tells otherwise than before', async () => {
    await send([row({ name: 'Told Age', age: '30', mobile: '6100002021' })]);
    const { id } = await personNamed('Told Age');
    await db.owner.updateTable('person').set({ age_years: 41, address: 'by the temple' }).where('id', '=', id).execute();
    await send([row({ name: 'Told Age', age: '30', mobile: '6100002021', conditions: 'asthma' })]);
    expect(await personNamed('Told Age')).toMatchObject({
      age_years: 41,
      address: 'by the temple',
      conditions: ['chronic-lung-disease'],
    });
  });

  test('reports who has vanished and welcomes them back', async () => {
    const [stays, goes] = [row({ name: 'Who Stays', mobile: '6100002031' }), row({ name: 'Who Goes', mobile: '6100002032' })];
    await send([stays, goes]);
    const run = await send([stays]);
    expect(run.counts).toMatchObject({ vanished: 1, enrolled: 0 });
    const { vanished } = await readReport(office.deps, everywhere, { importId: run.importId, part: 'vanished', limit: 10 });
    const { id } = await personNamed('Who Goes');
    expect(vanished).toEqual([id]);
    expect(await episodesOf(id)).toMatchObject([{ status: 'active' }]);
    expect((await send([stays, goes])).counts).toMatchObject({ enrolled: 0, vanished: 0, verdicts: { unchanged: 2 } });
    expect((await send([stays])).counts.vanished).toBe(1);
  });

  test('a row that is rejected today has not vanished', async () => {
    await send([row({ name: 'Bad Date Later', mobile: '6100002041', srf: '2240000002041' })]);
    const run = await send([row({ name: 'Bad Date Later', mobile: '6100002041', srf: '2240000002041', sample: '05/13/2021' })]);
    expect(run.counts).toMatchObject({ vanished: 0, verdicts: { rejected: 1 } });
  });

  test('of another source knows a person by a number of theirs, and fills gaps only', async () => {
    await send([row({ name: 'Two Sources', age: '', mobile: '6100002051', srf: '2240000002051' })]);
    const { id } = await personNamed('Two Sources');
    const run = await office.send([row({ name: 'Ramesh Verma', age: '50', mobile: '6100002051', srf: '2240000002051' })], {
      sourceCode: `${source}-lab`,
    });
    // The name is another one, so it is asked, not believed.
    expect(run.counts).toMatchObject({ enrolled: 1, proposed: 1 });
    const lab = await office.send([row({ name: 'Two Sourses', age: '50', mobile: '6100002052', srf: '2240000002051' })], {
      sourceCode: `${source}-lab2`,
    });
    expect(lab.counts).toMatchObject({ enrolled: 0, begun: 0, verdicts: { updated: 1 }, changes: { ageYears: 1, phones: 1 } });
    expect(await db.owner.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()).toMatchObject({
      name: 'Two Sources',
      age_years: 50,
    });
  });
});

describe('a new status', () => {
  test('stops what must stop at once', async () => {
    const people = (['Recovered', 'भर्ती', 'Expired', ''] as const).map((status, n) => ({
      name: ['Is Recovered', 'Is Hospitalised', 'Is Deceased', 'Is Widowed'][n] as string,
      mobile: `610000300${Math.min(n, 2)}`,
      status,
    }));
    await send(people.map(({ status: _status, ...about }) => row(about)));
    await planDay(office.deps, { districtId: place.district, day: testDay });
    await fillDay(office.deps, { districtId: place.district, day: testDay });
    const run = await send(people.map((about) => row(about)));
    expect(run.counts).toMatchObject({ ended: 3, enrolled: 0, verdicts: { updated: 3, unchanged: 1 } });
    const after = await db.owner
      .selectFrom('person as p')
      .innerJoin('episode as e', 'e.person_id', 'p.id')
      .leftJoin('worklist_item as w', (join) => join.onRef('w.person_id', '=', 'p.id').on('w.state', '=', 'open'))
      .select(['p.name', 'e.status', 'e.outcome', 'w.id as item', 'p.deceased_at'])
      .where('p.name', 'like', 'Is %')
      .orderBy('p.name')
      .execute();
    expect(after).toEqual([
      { name: 'Is Deceased', status: 'ended', outcome: 'died', item: null, deceased_at: expect.any(Date) },
      { name: 'Is Hospitalised', status: 'ended', outcome: 'referred', item: null, deceased_at: null },
      { name: 'Is Recovered', status: 'ended', outcome: 'recovered', item: null, deceased_at: null },
      // Everybody under that roof is left alone until a supervisor has decided.
      { name: 'Is Widowed', status: 'paused', outcome: null, item: null, deceased_at: null },
    ]);
  });

  test('of a death leaves whoever comes later under that roof alone too', async () => {
    const died = row({ name: 'Late Elder', mobile: '6100003031', srf: '2240000003031', status: 'Expired' });
    await send([row({ name: 'Late Elder', mobile: '6100003031', srf: '2240000003031' })]);
    await send([died]);
    await send([died, row({ name: 'Late Younger', mobile: '6100003031' }), row({ name: 'Next Door', mobile: '6100003032' })]);
    expect(await episodesOf((await personNamed('Late Younger')).id)).toMatchObject([{ status: 'paused' }]);
    expect(await episodesOf((await personNamed('Next Door')).id)).toMatchObject([{ status: 'active' }]);
  });

  test('of somebody back from hospital begins a new episode, and the old list’s word does not', async () => {
    await send([row({ name: 'Back Home', mobile: '6100003011', status: 'Admitted' })]);
    const { id } = await personNamed('Back Home');
    expect((await send([row({ name: 'Back Home', mobile: '6100003011', status: 'Home isolation' })])).counts.begun).toBe(1);
    expect(await episodesOf(id)).toMatchObject([{ outcome: 'referred' }, { status: 'active' }]);
    expect(
      (await send([row({ name: 'Back Home', age: '36', mobile: '6100003011', status: 'Home isolation' })])).counts.begun,
    ).toBe(0);
  });

  test('somebody on a caller’s desk stays in their ward until tomorrow’s list', async () => {
    await send([row({ name: 'On The Desk', mobile: '6100003021', srf: '2240000003021' })]);
    const { id } = await personNamed('On The Desk');
    await planDay(office.deps, { districtId: place.district, day: testDay });
    await fillDay(office.deps, { districtId: place.district, day: testDay });
    const moved = [row({ name: 'On The Desk', mobile: '6100003021', srf: '2240000003021', ward: 'Ward 4' })];
    await send(moved);
    expect(await personNamed('On The Desk')).toMatchObject({ area_id: place.wards[0] });
    await db.owner
      .updateTable('worklist_item')
      .set({ state: 'dropped', closed_at: office.clock.now })
      .where('person_id', '=', id)
      .execute();
    await send([...moved, row({ name: 'Somebody Else', mobile: '6100003022' })]);
    expect(await personNamed('On The Desk')).toMatchObject({ area_id: place.wards[3] });
  });
});

test('a messy list and tomorrow’s: nobody is doubled, each correction is taken, the vanished are counted', async () => {
  const options = { seed: 7, people: 400, today: testDay };
  const write = (day: 1 | 2) =>
    office.write(
      `messy-${day}.csv`,
      Array.from(messyList({ ...options, day }), ({ cells }) => cells),
    );
  const people = async () =>
    Number(
      (
        await db.owner
          .selectFrom('list_entry as e')
          .innerJoin('list_source as s', 's.id', 'e.source_id')
          .where('s.code', '=', source)
          .select(({ fn }) => fn.count('person_id').distinct().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const first = await send([], { path: await write(1) });
  expect(await people()).toBe(first.counts.enrolled);
  const second = await send([], { path: await write(2) });
  const [before, after] = [1, 2].map((day) => new Set([...peopleOf({ ...options, day: day as 1 | 2 })].map(({ id }) => id)));
  const newcomers = [...(after ?? [])].filter((id) => !before?.has(id)).length;
  const gone = [...(before ?? [])].filter((id) => !after?.has(id)).length;
  // Some newcomers are rejected, some stand twice; nobody known is enrolled again.
  expect(second.counts.enrolled).toBeGreaterThan(newcomers * 0.85);
  expect(second.counts.enrolled).toBeLessThanOrEqual(newcomers * 1.1);
  expect(second.counts.vanished).toBeGreaterThan(gone * 0.8);
  expect(second.counts.vanished).toBeLessThanOrEqual(gone * 1.1 + 1);
  expect(second.counts.ended).toBeGreaterThan(0);
  expect(second.counts.changes.ageYears).toBeGreaterThan(0);
  expect(await people()).toBe(first.counts.enrolled + second.counts.enrolled);
  const again = await send([], {
    path: await office.write('messy-2-again.csv', [...Array.from(messyList({ ...options, day: 2 }), ({ cells }) => cells), []]),
  });
  expect(again.counts).toMatchObject({ enrolled: 0, ended: 0, begun: 0, vanished: 0, changes: {}, verdicts: { updated: 0 } });
  expect(again.programmeId).toBe(programme);
});
