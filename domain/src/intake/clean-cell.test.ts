import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanCell } from './clean-cell.ts';

test.each([
  ['  Ramesh   Sahu ', 'Ramesh Sahu'],
  ['Ramesh\u00a0Sahu\u200b', 'Ramesh Sahu'],
  ['\ufeffरमेश\r\nसाहू', 'रमेश साहू'],
  ['\u0000Ram\u0007esh', 'Ramesh'],
  ["'0788", '0788'],
  ['="00123"', '00123'],
  ['१२/०४/२०२६', '12/04/2026'],
  ['૧૨', '12'],
  ['１２', '12'],
  ['क्\u200dष', 'क्\u200dष'],
  ['राम\u200d', 'राम'],
])('%j reads as %j', (raw, text) => {
  expect(cleanCell(raw)).toEqual({ text, formula: false, cut: false });
});

test.each(['', ' ', '-', '--', '—', '.', 'NA', 'n/a', 'N.A.', '#N/A', '#REF!', 'nil', 'NULL', 'निल', '\u00a0', '?'])(
  '%j says nothing',
  (raw) => {
    expect(cleanCell(raw).text).toBe('');
  },
);

test('a formula is text with a mark; a number forced by = is no formula', () => {
  expect(cleanCell('=CMD()')).toEqual({ text: 'CMD()', formula: true, cut: false });
  expect(cleanCell('@SUM(A1)')).toEqual({ text: 'SUM(A1)', formula: true, cut: false });
  expect(cleanCell('=+916100001234')).toEqual({ text: '+916100001234', formula: false, cut: false });
});

test('a cell of 5 MB is cut at 4,000 characters and says so', () => {
  const cell = cleanCell('क '.repeat(2_500_000));
  expect(cell.cut).toBe(true);
  expect(cell.text.length).toBeLessThanOrEqual(4_000);
});

test('cleaning twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const once = cleanCell(raw).text.replace(/^['=@\s]+/, '');
      expect(cleanCell(once).text).toBe(cleanCell(cleanCell(once).text).text);
    }),
  );
});
