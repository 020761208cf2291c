import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DateContext, fromSerial, readDate } from './read-date.ts';

const context: DateContext = { today: '2026-11-20' };
const read = (text: string, over: Partial<DateContext> = {}) => {
  const reading = readDate(text, { ...context, ...over });
  return reading.kind === 'read' ? reading.date : reading.kind === 'refused' ? reading.code : 'absent';
};

describe('written day first, in ISO order, in words or as a serial', () => {
  test.each([
    ['12/04/2026', '2026-04-12'],
    ['2/4/2026', '2026-04-02'],
    ['12-04-26', '2026-04-12'],
    ['12.04.2026', '2026-04-12'],
    ['12 04 2026', '2026-04-12'],
    ['2026-04-12', '2026-04-12'],
    ['2026/4/12', '2026-04-12'],
    ['2026-04-12T10:30:00Z', '2026-04-12'],
    ['12/04/2026 10:30 AM', '2026-04-12'],
    ['12-Apr-2026', '2026-04-12'],
    ['12 April, 2026', '2026-04-12'],
    ['April 12, 2026', '2026-04-12'],
    ['12 अप्रैल 2026', '2026-04-12'],
    ['5 सितंबर 2026', '2026-09-05'],
    ['1-जुलाई-26', '2026-07-01'],
    ['46124', '2026-04-12'],
    ['46124.75', '2026-04-12'],
    ['20260412', '2026-04-12'],
    ['29/02/2024', '2024-02-29'],
    ['', 'absent'],
  ])('%j is %s', (text, date) => {
    expect(read(text)).toBe(date);
  });
});

describe('never guessed', () => {
  test('a date that can only be month first is refused', () => {
    expect(read('04/13/2026')).toBe('date.month-first');
    expect(read('4-25-26')).toBe('date.month-first');
  });

  test('in a column where such a date was seen, ambiguous ones are refused too, equal ones are not', () => {
    expect(read('04/05/2026', { columnMonthFirst: true })).toBe('date.month-first');
    expect(read('13/05/2026', { columnMonthFirst: true })).toBe('2026-05-13');
    expect(read('05/05/2026', { columnMonthFirst: true })).toBe('2026-05-05');
  });

  test('eight digits fit one order only', () => {
    expect(read('20101020', { birth: true })).toBe('2010-10-20');
    expect(read('20102010', { birth: true })).toBe('2010-10-20');
    expect(read('19101910', { birth: true })).toBe('1910-10-19');
    expect(read('20271231')).toBe('date.future');
  });
});

test.each([
  ['21/11/2026', 'date.future'],
  ['31/02/2026', 'date.impossible'],
  ['29/02/2025', 'date.impossible'],
  ['12/00/2026', 'date.impossible'],
  ['01/01/1800', 'date.impossible'],
  ['yesterday', 'date.unreadable'],
  ['12/4', 'date.unreadable'],
  ['12/04/202', 'date.unreadable'],
  ['7', 'date.unreadable'],
  ['9826100000', 'date.unreadable'],
])('%j is refused as %s', (text, code) => {
  expect(read(text)).toBe(code);
});

test('a test years ago is believed with a doubt, a birth is not doubted', () => {
  expect(readDate('12/04/2020', context)).toEqual({ kind: 'read', date: '2020-04-12', doubt: 'date.long-ago' });
  expect(readDate('12/04/1961', { ...context, birth: true })).toEqual({ kind: 'read', date: '1961-04-12', doubt: null });
});

test('a two-digit year of birth lies in the past', () => {
  expect(read('12/04/61', { birth: true })).toBe('1961-04-12');
  expect(read('12/04/12', { birth: true })).toBe('2012-04-12');
});

test('Excel counts from 1900 with its false leap day, or from 1904', () => {
  expect(fromSerial(1, false)).toBe('1900-01-01');
  expect(fromSerial(59, false)).toBe('1900-02-28');
  expect(fromSerial(61, false)).toBe('1900-03-01');
  expect(fromSerial(46124, false)).toBe('2026-04-12');
  expect(fromSerial(46124 - 1462, true)).toBe('2026-04-12');
  expect(read('44662', { epoch1904: true })).toBe('2026-04-12');
});

test('every day of the past century is read back from every way of writing it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1927-01-01'), max: new Date('2026-11-20'), noInvalidDate: true }), (day) => {
      const iso = day.toISOString().slice(0, 10);
      const [year = '', month = '', date = ''] = iso.split('-');
      for (const text of [
        iso,
        `${date}/${month}/${year}`,
        `${Number(date)}-${Number(month)}-${year}`,
        `${date}.${month}.${year}`,
      ]) {
        expect(read(text, { birth: true })).toBe(iso);
      }
      expect(fromSerial(Date.parse(iso) / 86_400_000 + 25_569, false)).toBe(iso);
    }),
  );
});

test('any text is read, refused or absent, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9/. -]{0,14}$/)), fc.boolean(), (text, birth) => {
      const reading = readDate(text, { ...context, birth });
      if (reading.kind === 'read') expect(reading.date <= context.today).toBe(true);
    }),
  );
});
