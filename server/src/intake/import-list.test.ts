import { writeFileSync } from 'node:fs';
import type { ProblemCode } from '@kshem/domain/intake/problems.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { place } from '../testing/given.ts';
import { countRows, givenOffice, headings, type Row, row } from './given-list.ts';
import { writeXlsxList } from './testing/write-list.ts';

const db = await testDatabase();
const office = await givenOffice(db);
let sources = 0;
let source: string;

beforeEach(() => {
  source = `office-${++sources}`;
});

const send = (rows: readonly string[][], about: Parameters<typeof office.send>[1] = {}) =>
  office.send(rows, { sourceCode: source, ...about });

async function personNamed(name: string) {
  return db.owner.selectFrom('person').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
}
async function numbersOf(personId: string) {
  const rows = await db.owner
    .selectFrom('person_contact_point as l')
    .innerJoin('contact_point as c', 'c.id', 'l.contact_point_id')
    .select('c.number')
    .where('l.person_id', '=', personId)
    .orderBy('l.rank')
    .execute();
  return rows.map(({ number }) => number);
}
async function rowsOf(importId: string) {
  return db.owner.selectFrom('import_row').selectAll().where('import_id', '=', importId).orderBy('row_number').execute();
}

describe('a new person', () => {
  test('is enrolled with household, number, SRF and an open episode of the version in force', async () => {
    const run = await send([
      row({ name: 'Asha Verma', sex: 'F', mobile: '६१००००११११', ward: 'वार्ड 2', srf: '2240000000011', conditions: 'DM' }),
    ]);
    expect(run.counts).toMatchObject({ rows: 1, enrolled: 1, households: 1, verdicts: { accepted: 1 } });
    const person = await personNamed('Asha Verma');
    expect(person).toMatchObject({
      area_id: place.wards[1],
      sex: 'female',
      age_years: 35,
      language: 'hi',
      conditions: ['diabetes'],
      high_risk: true,
    });
    expect(await numbersOf(person.id)).toEqual(['+916100001111']);
    const episode = await db.owner.selectFrom('episode').selectAll().where('person_id', '=', person.id).executeTakeFirstOrThrow();
    expect(episode).toMatchObject({
      status: 'active',
      version: 'mohfw-2022-01',
      sample_on: '2021-05-08',
      high_risk: true,
      opened_on: '2021-05-10',
    });
    const identifier = await db.owner.selectFrom('person_identifier').selectAll().where('person_id', '=', person.id).execute();
    expect(identifier).toMatchObject([{ system: 'srf', value: '2240000000011' }]);
  });

  test('whom the list calls recovered, in hospital or dead is recorded and not called', async () => {
    await send([
      row({ name: 'Ramkali Recovered', mobile: '6100002001', status: 'Recovered' }),
      row({ name: 'Ramkali Hospital', mobile: '6100002002', status: 'भर्ती' }),
      row({ name: 'Ramkali Dead', mobile: '6100002003', status: 'Expired' }),
    ]);
    const episodes = await db.owner
      .selectFrom('episode as e')
      .innerJoin('person as p', 'p.id', 'e.person_id')
      .select(['p.name', 'e.status', 'e.outcome', 'p.deceased_at'])
      .where('p.name', 'like', 'Ramkali %')
      .orderBy('p.name')
      .execute();
    expect(episodes).toMatchObject([
      { name: 'Ramkali Dead', status: 'ended', outcome: 'died', deceased_at: expect.any(Date) },
      { name: 'Ramkali Hospital', status: 'ended', outcome: 'referred', deceased_at: null },
      { name: 'Ramkali Recovered', status: 'ended', outcome: 'recovered', deceased_at: null },
    ]);
  });

  test('with no usable number is enrolled, and somebody has to find one', async () => {
    const run = await send([row({ name: 'Phoneless Bai', mobile: '9999999999' })]);
    expect(run.counts).toMatchObject({ enrolled: 1, withoutPhone: 1 });
    const { id } = await personNamed('Phoneless Bai');
    const needs = await db.owner
      .selectFrom('need')
      .select(['kind', 'status', 'owner_unit'])
      .where('person_id', '=', id)
      .execute();
    expect(needs).toEqual([{ kind: 'trace-number', status: 'open', owner_unit: 'field' }]);
  });
});

describe('dirt', () => {
  const cases: [string, Row, string, ProblemCode | null, (string | number | null)[]][] = [
    ['9.8261E+09 has lost its digits', { mobile: '6.1000E+09' }, 'accepted-with-warnings', 'phone.precision-lost', []],
    ['a number as a decimal', { mobile: '6100003002.0' }, 'accepted', null, ['+916100003002']],
    ['+91 and spaces', { mobile: '+91 61000 03003' }, 'accepted', null, ['+916100003003']],
    ['a leading 0', { mobile: '06100003004' }, 'accepted', null, ['+916100003004']],
    ['two numbers in one cell', { mobile: '6100003005/6100003006' }, 'accepted', null, ['+916100003005', '+916100003006']],
    ['a landline', { mobile: '0788-2223344' }, 'accepted', null, ['+917882223344']],
    ['a made-up number', { mobile: '1234567890' }, 'accepted-with-warnings', 'phone.dummy', []],
    ['Devanagari digits', { mobile: '६१००००३००८' }, 'accepted', null, ['+916100003008']],
    ['NBSP and invisible marks', { mobile: '\u00a061000\u00a003009\u200b' }, 'accepted', null, ['+916100003009']],
    ['words for a number', { mobile: 'नहीं है' }, 'accepted-with-warnings', 'phone.not-a-number', []],
    ['age 35 Y', { age: '35 Y', mobile: '6100003011' }, 'accepted', null, ['+916100003011']],
    ['age 8 months', { age: '8 months', mobile: '6100003012' }, 'accepted', null, ['+916100003012']],
    ['age 28-35', { age: '28-35', mobile: '6100003013' }, 'accepted', 'age.range', ['+916100003013']],
    ['an age nobody has', { age: '350', mobile: '6100003014' }, 'accepted-with-warnings', 'age.impossible', ['+916100003014']],
    ['a sex nobody can read', { sex: '7', mobile: '6100003015' }, 'accepted-with-warnings', 'sex.unreadable', ['+916100003015']],
    ['sex in Hindi', { sex: 'महिला', mobile: '6100003016' }, 'accepted', null, ['+916100003016']],
    ['an Excel serial date', { sample: '44324', mobile: '6100003017' }, 'accepted', null, ['+916100003017']],
    ['a date month first', { sample: '05/13/2021', mobile: '6100003018' }, 'rejected', 'date.month-first', []],
    ['a date to come', { sample: '11/05/2021', mobile: '6100003019' }, 'rejected', 'date.future', []],
    ['no name', { name: '', mobile: '6100003020' }, 'rejected', 'name.missing', []],
    ['a formula for a name', { name: '=CMD()', mobile: '6100003021' }, 'rejected', 'name.not-a-name', []],
    [
      'a ward the district does not have',
      { ward: 'Ward 99', mobile: '6100003022' },
      'accepted-with-warnings',
      'area.unknown',
      ['+916100003022'],
    ],
    [
      'a status nobody knows',
      { status: 'xyzzy', mobile: '6100003023' },
      'accepted-with-warnings',
      'status.unreadable',
      ['+916100003023'],
    ],
  ];
  test.each(cases)('%s', async (what, about, verdict, code, numbers) => {
    const name = about.name ?? `Row ${what.replace(/[^a-zA-Z ]/g, '')}`;
    const run = await send([row({ ...about, name })]);
    const [kept] = await rowsOf(run.importId);
    expect(kept?.verdict).toBe(verdict);
    const codes = ((kept?.problems ?? []) as { code: string }[]).map((found) => found.code);
    if (code === null) expect(codes).toEqual([]);
    else expect(codes).toContain(code);
    if (verdict === 'rejected') {
      expect(kept).toMatchObject({ person_id: null, cells: row({ ...about, name }) });
      expect(run.counts.enrolled).toBe(0);
    } else expect(await numbersOf(kept?.person_id as string)).toEqual(numbers);
  });

  test('totals, blank lines and headings again are no people', async () => {
    const run = await send([
      row({ name: 'Only One', mobile: '6100003101' }),
      Array.from(headings, () => ''),
      [...headings],
      ['', 'कुल योग', '', '', '1', '', '', '', '', ''],
    ]);
    expect(run.counts).toMatchObject({ rows: 1, enrolled: 1, furniture: { empty: 1, 'repeated-header': 1, total: 1 } });
  });

  test('no zero character or half letter stops an import', async () => {
    const run = await send([
      row({ name: '', ward: 'a\u0000b \ud83d', mobile: '6100003102' }),
      row({ name: 'After It', mobile: '6100003103' }),
    ]);
    expect(run.counts.verdicts).toMatchObject({ rejected: 1, accepted: 1 });
  });

  test('a workbook is read as the same list', async () => {
    const path = office.path('list.xlsx');
    await writeXlsxList(path, [headings, row({ name: 'From Excel', mobile: '6100003104', sample: '08/05/2021' })]);
    const run = await send([], { path });
    expect(run.counts).toMatchObject({ enrolled: 1, verdicts: { accepted: 1 } });
  });
});

describe('people under one phone', () => {
  test('are one household and stay separate people, twins too', async () => {
    const run = await send([
      row({ name: 'Sita Nishad', age: '34', sex: 'F', mobile: '6100004001' }),
      row({ name: 'Luv Nishad', age: '9', mobile: '6100004001' }),
      row({ name: 'Kush Nishad', age: '9', mobile: '6100004001' }),
    ]);
    expect(run.counts).toMatchObject({ enrolled: 3, households: 1, proposed: 0, verdicts: { accepted: 3 } });
  });

  test('whose second number belongs to another household make one of the two', async () => {
    await send([row({ name: 'First House', mobile: '6100004011' }), row({ name: 'Second House', mobile: '6100004012' })]);
    const apart = await Promise.all(['First House', 'Second House'].map(personNamed));
    expect(new Set(apart.map(({ household_id }) => household_id)).size).toBe(2);
    const run = await send([row({ name: 'Bridge Person', mobile: '6100004012, 6100004011' })], { partial: true });
    expect(run.counts).toMatchObject({ enrolled: 1, households: 0, householdsJoined: 1 });
    const people = await Promise.all(['First House', 'Second House', 'Bridge Person'].map(personNamed));
    expect(new Set(people.map(({ household_id }) => household_id)).size).toBe(1);
    const episodes = await db.owner
      .selectFrom('episode')
      .select('household_id')
      .where(
        'person_id',
        'in',
        people.map(({ id }) => id),
      )
      .execute();
    expect(new Set(episodes.map(({ household_id }) => household_id)).size).toBe(1);
  });

  test('of an office are not put under one roof', async () => {
    const names = 'Aman Bina Chetan Dinesh Ekta Farah Gopal Hari Indu Jaya Kamal Lata Mohan Neeta Om Pawan'.split(' ');
    const run = await send(names.map((name, age) => row({ name, age: String(20 + age), mobile: '0788-2999999' })));
    expect(run.counts.enrolled).toBe(names.length);
    expect(run.counts.problems['phone.many-people']).toBe(3);
    expect(run.counts.households).toBe(4);
  });
});

describe('who may be one person', () => {
  test('across scripts and spellings is proposed with evidence, and nobody is merged', async () => {
    const run = await send([
      row({ name: 'Durgesh Yadav', mobile: '6100005001', srf: '2240000005001' }),
      row({ name: 'दुर्गेश यादव', age: '36', mobile: '6100005001', srf: '2240000005002' }),
      row({ name: 'Lakshmi Bai Patel', sex: 'F', mobile: '6100005003' }),
      row({ name: 'Laxmi Patel', sex: 'F', mobile: '6100005003' }),
    ]);
    expect(run.counts).toMatchObject({ enrolled: 4, proposed: 2, verdicts: { accepted: 2, 'suspected-duplicate': 2 } });
    const proposals = await db.owner.selectFrom('merge_proposal').selectAll().where('import_id', '=', run.importId).execute();
    for (const { evidence, status, person_a, person_b } of proposals) {
      expect(status).toBe('proposed');
      expect(person_a < person_b).toBe(true);
      expect((evidence as { code: string }[]).map(({ code }) => code)).toContain('phone-shared');
    }
  });

  test('is found without a phone in common by ward, age and name', async () => {
    const run = await send([
      row({ name: 'Chameli Markam', age: '61', sex: 'F', mobile: '6100005011', ward: 'Ward 3' }),
      row({ name: 'चमेली मरकाम', age: '61', sex: 'F', mobile: '', ward: 'वार्ड 3' }),
      row({ name: 'Chameli Markam', age: '61', sex: 'F', mobile: '6100005012', ward: 'Ward 4' }),
    ]);
    expect(run.counts).toMatchObject({ enrolled: 3, proposed: 1 });
  });

  test('with another’s SRF number copied down the column is asked about, and the number stays with the first', async () => {
    const run = await send([
      row({ name: 'Gopal Sinha', mobile: '6100005021', srf: '2240000005021' }),
      row({ name: 'Meera Thakur', sex: 'F', mobile: '6100005022', srf: '2240000005021' }),
    ]);
    expect(run.counts).toMatchObject({ enrolled: 2, proposed: 1 });
    expect(run.counts.problems['identity.other-person']).toBe(1);
    const again = await send([
      row({ name: 'Gopal Sinha', mobile: '6100005021', srf: '2240000005021' }),
      row({ name: 'Meera Thakur', sex: 'F', mobile: '6100005022', srf: '2240000005021' }),
      row({ name: 'Third Person', mobile: '6100005023' }),
    ]);
    expect(again.counts).toMatchObject({ enrolled: 1, vanished: 0, verdicts: { unchanged: 2, accepted: 1 } });
  });

  test('who stands twice in the very same row is enrolled once', async () => {
    const one = row({ name: 'Twice Listed', mobile: '6100005031' });
    const run = await send([one, one]);
    expect(run.counts).toMatchObject({ enrolled: 1, verdicts: { accepted: 1, unchanged: 1 } });
  });
});

describe('a list that cannot be taken', () => {
  const refused = (rows: readonly string[][], about: Parameters<typeof send>[1]) =>
    send(rows, about).then(
      () => 'taken',
      (error: { code: string }) => error.code,
    );

  test('from the future, or older than the last one', async () => {
    expect(await refused([row()], { listOn: '2021-05-11' })).toBe('list-from-the-future');
    await send([row({ name: 'Newer List', mobile: '6100006001' })], { listOn: '2021-05-10' });
    expect(await refused([row()], { listOn: '2021-05-09' })).toBe('list-older');
    const part = await send([row({ name: 'Late Addition', mobile: '6100006002', sample: '07/05/2021' })], {
      listOn: '2021-05-09',
      partial: true,
    });
    expect(part.counts).toMatchObject({ enrolled: 1, vanished: 0 });
  });

  test('of a programme that does not run here', async () => {
    expect(await refused([row()], { programmeId: 'heat-elderly' })).toBe('programme-not-running');
  });

  test('that is no list: the run says what is wrong and what to do, and nothing was taken', async () => {
    const path = office.path('picture.xlsx');
    writeFileSync(path, Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\0', 'latin1'));
    const before = await countRows(db);
    expect(await refused([], { path })).toBe('list-unreadable');
    const run = await db.owner
      .selectFrom('import_run')
      .selectAll()
      .where('file_name', '=', 'list.csv')
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(run).toMatchObject({ status: 'failed', failure: { code: 'list.not-a-spreadsheet' } });
    expect(await countRows(db)).toEqual(before);
  });

  test('without headings, or without a column of names', async () => {
    const bare = await office.write('bare.csv', [row(), row()]);
    expect(await refused([], { path: bare })).toBe('list-without-headings');
    const nameless = await office.write('nameless.csv', [
      ['Age', 'Sex', 'Mobile'],
      ['35', 'M', '6100006011'],
    ]);
    expect(await refused([], { path: nameless })).toBe('list-without-names');
  });

  test('whose headings say nothing is read once somebody says what they mean, and remembered', async () => {
    const rows = (name: string) => [
      ['Kaun', 'Age', 'Sex', 'Mobile'],
      [name, '35', 'M', '6100006021'],
    ];
    expect(await refused([], { path: await office.write('odd-1.csv', rows('Kaun Ek')) })).toBe('list-without-names');
    const told = await send([], { path: await office.write('odd-2.csv', rows('Kaun Ek')), mappingCorrections: { Kaun: 'name' } });
    expect(told.counts.enrolled).toBe(1);
    const next = await send([], {
      path: await office.write('odd-3.csv', [...rows('Kaun Ek'), ['Kaun Do', '40', 'M', '6100006022']]),
    });
    expect(next.counts).toMatchObject({ enrolled: 1, verdicts: { unchanged: 1 } });
  });
});
