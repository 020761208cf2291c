import { describe, expect, test } from 'vitest';
import { readListNumber } from './read-list-number.ts';
import { readName } from './read-name.ts';
import { readSex } from './read-sex.ts';
import { readResult, readStatus } from './read-status.ts';

describe('sex', () => {
  test.each([
    ['male', ['M', 'm', 'Male', 'MALE', 'पुरुष', 'पुरूष', 'पु.', 'Boy', 'बालक', 'लड़का']],
    ['female', ['F', 'Female', 'महिला', 'म.', 'स्त्री', 'औरत', 'बालिका', 'लड़की']],
    ['other', ['O', 'Other', 'T', 'TG', 'Transgender', 'अन्य', 'किन्नर']],
  ])('%s', (sex, spellings) => {
    for (const text of spellings) expect(readSex(text)).toEqual({ kind: 'read', sex });
  });

  test('codes and nonsense are refused, a blank is not', () => {
    expect(readSex('1').kind).toBe('refused');
    expect(readSex('M/F').kind).toBe('refused');
    expect(readSex('').kind).toBe('absent');
  });
});

describe('status', () => {
  test.each([
    ['Home Isolation', 'home-isolation'],
    ['HI', 'home-isolation'],
    ['होम आइसोलेशन', 'home-isolation'],
    ['Recovered', 'recovered'],
    ['Cured/Discharged', 'recovered'],
    ['स्वस्थ', 'recovered'],
    ['Expired', 'deceased'],
    ['मृत्यु', 'deceased'],
    ['Recovered, later expired', 'deceased'],
    ['Hospitalized', 'hospitalised'],
    ['भर्ती', 'hospitalised'],
    ['Admitted in DCHC', 'hospitalised'],
    ['Active', 'active'],
    ['सक्रिय', 'active'],
    ['Migrated', 'migrated'],
  ])('%s is %s', (text, value) => {
    expect(readStatus(text)).toEqual({ kind: 'read', value });
  });

  test('an unknown word is refused', () => {
    expect(readStatus('xyz').kind).toBe('refused');
  });
});

test.each([
  ['Positive', 'positive'],
  ['+ve', 'positive'],
  ['पॉजिटिव', 'positive'],
  ['Detected', 'positive'],
  ['Not Detected', 'negative'],
  ['निगेटिव', 'negative'],
  ['-ve', 'negative'],
  ['Awaited', 'awaited'],
  ['प्रतीक्षित', 'awaited'],
])('the result %s is %s', (text, value) => {
  expect(readResult(text)).toEqual({ kind: 'read', value });
});

describe('name', () => {
  test.each([
    ['Ramesh Sahu S/O Mohan Sahu', 'Ramesh Sahu', 'Mohan Sahu'],
    ['सुनीता पति श्री रमेश', 'सुनीता', 'रमेश'],
    ['Sunita (W/o Ramesh)', 'Sunita', 'Ramesh'],
    ['12. Ramesh Sahu', 'Ramesh Sahu', null],
    ['Ramesh Sahu (6100001234)', 'Ramesh Sahu', null],
    ['B/O Sunita', 'B/O Sunita', null],
    ['R. K. Sharma', 'R. K. Sharma', null],
  ])('%s', (text, name, guardian) => {
    expect(readName(text)).toEqual({ kind: 'read', name, guardian });
  });

  test.each(['6100001234', 'CMD()', '***', 'http://x.y', '1 2 a'])('%s is no name', (text) => {
    expect(readName(text)).toEqual({ kind: 'refused', code: 'name.not-a-name' });
  });

  test('a whole text is no name', () => {
    expect(readName('a'.repeat(200))).toEqual({ kind: 'refused', code: 'name.too-long' });
  });
});

test('list numbers agree whatever stands between their digits, and shortened ones are damaged', () => {
  expect(readListNumber('22-4000 0001')).toEqual({ kind: 'read', number: '2240000001' });
  expect(readListNumber('icmr/12a')).toEqual({ kind: 'read', number: 'ICMR/12A' });
  expect(readListNumber('2.27E+12')).toEqual({ kind: 'damaged' });
});
