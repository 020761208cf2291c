import { describe, expect, test } from 'vitest';
import { fieldVisitDue, silentDays } from './silence.ts';

describe('silent days', () => {
  test('are the days since the last answer, today taken as silent', () => {
    expect(silentDays('2022-01-10', '2022-01-05', '2022-01-10')).toBe(0);
    expect(silentDays('2022-01-10', '2022-01-05', '2022-01-11')).toBe(1);
    expect(silentDays('2022-01-10', '2022-01-05', '2022-01-12')).toBe(2);
  });

  test('count from the day of enrolment for somebody who never answered', () => {
    expect(silentDays(null, '2022-01-10', '2022-01-10')).toBe(1);
    expect(silentDays(null, '2022-01-10', '2022-01-11')).toBe(2);
    expect(silentDays(null, '2022-01-10', '2022-01-09')).toBe(0);
  });

  test('days on which no call was planned are not silence', () => {
    expect(silentDays('2022-01-10', '2022-01-05', '2022-01-11', 2)).toBe(0);
    expect(silentDays('2022-01-10', '2022-01-05', '2022-01-12', 2)).toBe(1);
  });

  test('a visit is due after the version’s days, and after one day when last heard at red', () => {
    expect(fieldVisitDue({ silentDays: 2 }, 1, 'green')).toBe(false);
    expect(fieldVisitDue({ silentDays: 2 }, 2, 'green')).toBe(true);
    expect(fieldVisitDue({ silentDays: 2 }, 1, 'red')).toBe(true);
    expect(fieldVisitDue({ silentDays: 2 }, 0, 'red')).toBe(false);
    expect(fieldVisitDue({ silentDays: 2 }, 1, null)).toBe(false);
  });
});
