import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowCleaner } from './clean-row.ts';
import { guessMapping } from './guess-mapping.ts';
import { PROBLEMS } from './problems.ts';
import { rowKind } from './row-kind.ts';

const today = '2026-11-20';
const HEADINGS = ['Name', 'Age', 'Sex', 'Mobile', 'Address', 'Ward', 'SRF ID', 'Sample Date', 'Result', 'Status', 'Remarks'];
const GOOD = [
  'Ramesh Sahu',
  '35',
  'M',
  '6100001234',
  'Sonpuri',
  '12',
  '2240000000001',
  '12/11/2026',
  'Positive',
  'Home Isolation',
  '',
];
const mapping = guessMapping(HEADINGS, { today, sample: [] });
const context = { today, district: 'Sontara', checkPhone: () => null };
const clean = rowCleaner(mapping, context);
/** The good row with some cells exchanged, by heading. */
const row = (over: Record<string, string>) => clean(HEADINGS.map((heading, at) => over[heading] ?? GOOD[at] ?? ''));
const codes = (over: Record<string, string>) => row(over).problems.map((found) => found.code);

test('a clean row is accepted as it stands', () => {
  expect(clean(GOOD)).toMatchObject({
    verdict: 'accepted',
    problems: [],
    person: {
      name: 'Ramesh Sahu',
      nameKey: 'rames sahu',
      age: { years: 35 },
      sex: 'male',
      phones: [{ e164: '+916100001234', kind: 'mobile' }],
      ward: '12',
      district: 'Sontara',
      listNumbers: { srf: '2240000000001' },
      sampledOn: '2026-11-12',
      result: 'positive',
      status: 'home-isolation',
      notes: null,
    },
  });
});

describe('rejected, with column, reason and what to do', () => {
  test.each([
    ['Name', '', 'name.missing'],
    ['Name', '=CMD()', 'name.not-a-name'],
    ['Name', '6100001234', 'name.not-a-name'],
    ['Sample Date', '04/13/2026', 'date.month-first'],
    ['Sample Date', '01/01/2031', 'date.future'],
  ])('%s %j: %s', (heading, cell, code) => {
    const found = row({ [heading]: cell });
    expect(found).toMatchObject({ verdict: 'rejected', person: null });
    const problem = found.problems.find((item) => item.code === code);
    expect(problem).toMatchObject({ column: HEADINGS.indexOf(heading), severity: 'reject' });
    expect(problem?.whatToDo.hi && problem.whatToDo.en).toBeTruthy();
  });

  test('all mistakes of a row are told at once', () => {
    expect(codes({ Name: '', 'Sample Date': '04/13/2026', Mobile: '9999999999' })).toEqual([
      'name.missing',
      'phone.dummy',
      'date.month-first',
    ]);
  });
});

describe('enrolled with a warning, because a person left out is a person nobody rings', () => {
  test.each([
    ['Mobile', '', 'phone.missing'],
    ['Mobile', '6.1000E+09', 'phone.precision-lost'],
    ['Mobile', '9999999999', 'phone.dummy'],
    ['Age', '', 'age.missing'],
    ['Age', 'abc', 'age.unreadable'],
    ['Sex', '1', 'sex.unreadable'],
    ['Sample Date', 'soon', 'date.unreadable'],
    ['Status', 'xyz', 'status.unreadable'],
    ['SRF ID', '2.24E+12', 'identity.damaged-number'],
    ['Remarks', '=CMD()', 'cell.formula'],
    ['Remarks', 'x'.repeat(5_000_000), 'cell.cut'],
    ['Address', 'S\ufffdonpuri', 'cell.broken-letters'],
  ])('%s: %s', (heading, cell, code) => {
    const found = row({ [heading]: cell });
    expect(found.verdict).toBe('accepted-with-warnings');
    expect(found.problems.map((item) => item.code)).toEqual([code]);
    expect(found.person?.name).toBe('Ramesh Sahu');
  });
});

test('a repair alone leaves the row accepted, with a note', () => {
  expect(row({ Age: '28-35' })).toMatchObject({ verdict: 'accepted', problems: [{ code: 'age.range', severity: 'note' }] });
});

test('a broken second phone does not hide the first', () => {
  expect(row({ Mobile: '6100001234 / 9999999999' })).toMatchObject({
    verdict: 'accepted-with-warnings',
    person: { phones: [{ e164: '+916100001234' }] },
  });
});

test('age and sex in one cell are read', () => {
  const joined = rowCleaner(guessMapping(['Name', 'Age/Sex', 'Mobile'], { today, sample: [] }), context);
  for (const cell of ['35/M', '35 Y / पुरुष', 'M-35'.replace('-', '/')]) {
    expect(joined(['Ramesh', cell, '6100001234'])).toMatchObject({
      verdict: 'accepted',
      person: { age: { years: 35 }, sex: 'male' },
    });
  }
});

test('the date of birth wins over a different age', () => {
  const born = rowCleaner(guessMapping(['Name', 'Age', 'DOB', 'Mobile'], { today, sample: [] }), context);
  expect(born(['Ramesh', '35', '12/04/1961', '6100001234'])).toMatchObject({
    person: { bornOn: '1961-04-12', age: { years: 65 } },
    problems: [{ code: 'age.differs-from-birth' }],
  });
});

test('the list’s district wins over the default', () => {
  const elsewhere = rowCleaner(guessMapping(['Name', 'Mobile', 'District'], { today, sample: [] }), context);
  expect(elsewhere(['Ramesh', '6100001234', 'Mahuadih']).person?.district).toBe('Mahuadih');
  expect(elsewhere(['Ramesh', '6100001234', '']).person?.district).toBe('Sontara');
});

test('short, long and 300-column rows are survived', () => {
  expect(clean([]).verdict).toBe('rejected');
  expect(clean(['Ramesh'])).toMatchObject({ verdict: 'accepted-with-warnings', person: { name: 'Ramesh' } });
  expect(clean([...GOOD, ...Array.from({ length: 300 }, () => 'x')]).verdict).toBe('accepted');
});

test('any cells give a verdict that fits the problems, and never throw', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(...GOOD),
    fc.stringMatching(/^[-=+@'"0-9/.eE ]{0,15}$/),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
      rowKind(cells, mapping);
      const { verdict, person, problems } = clean(cells);
      const worst = problems.some((found) => found.severity === 'reject')
        ? 'rejected'
        : problems.some((found) => found.severity === 'warn')
          ? 'accepted-with-warnings'
          : 'accepted';
      expect(verdict).toBe(worst);
      expect(person === null).toBe(verdict === 'rejected');
    }),
    { numRuns: 500 },
  );
});

test('every problem says in both languages what is wrong and what to do, and never shows the cell', () => {
  for (const { message, whatToDo } of Object.values(PROBLEMS)) {
    for (const text of [message, whatToDo]) {
      expect(text.hi).toMatch(/[\u0900-\u097f]/);
      expect(text.en).toMatch(/[a-z]/);
    }
  }
});
