import { type ErrorCode, errors } from '@kshem/contract/errors.ts';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Refused } from '../api/client.ts';
import { fateOf, type Letter, needOf, sentNow, subjectsOf } from './letter.ts';

const refusal = (code: ErrorCode, status: number) =>
  new Refused(code, status, { code, message: errors[code].message } as Refused['answer']);

describe('a letter whose sending failed', () => {
  test('waits for a network, or for whoever wrote it to sign in', () => {
    expect(fateOf(new Refused('unavailable', 0, null))).toBe('nobody-there');
    expect(fateOf(new DOMException('', 'TimeoutError'))).toBe('nobody-there');
    expect(fateOf(refusal('not-signed-in', 401))).toBe('nobody-there');
    expect(fateOf(refusal('password-must-change', 403))).toBe('nobody-there');
  });

  test('is not taken as refused by something that is not our server', () => {
    expect(fateOf(new Refused('bad-request', 403, null))).toBe('nobody-there');
    expect(fateOf(new SyntaxError('a page of a strange network'))).toBe('nobody-there');
  });

  test('is tried again alone where the server fails at it, and kept as refused where it says no', () => {
    expect(fateOf(refusal('internal', 500))).toBe('not-now');
    expect(fateOf(refusal('not-found', 404))).toBe('refused');
  });

  test('has arrived when only the answer cannot be read', () => {
    const { error } = z.object({ level: z.string() }).safeParse({});
    expect(fateOf(error)).toBe('arrived');
  });
});

test('a reported call says when it is sent, however long it has waited', () => {
  const written: Letter = {
    kind: 'reportCall',
    request: {
      body: {
        ...{ phoneCallId: 'p', householdId: 'h', fence: 1, contactPointId: 'n', attempts: [] },
        ...{ dialledAt: '2021-05-10T08:00:00Z', sentAt: '2021-05-10T08:00:00Z' },
      },
    },
  };
  expect(sentNow(written, new Date('2021-05-10T08:30:00Z'))).toMatchObject({
    body: { dialledAt: '2021-05-10T08:00:00Z', sentAt: '2021-05-10T08:30:00.000Z' },
  });
});

test('a delivery that has waited says so, and one that goes at once does not; both tell of their need', () => {
  const written: Letter = {
    kind: 'deliverNeed',
    request: { params: { needId: 'n' }, body: { eventId: 'e', at: '2021-05-10T08:00:00Z', code: '4821' } },
  };
  expect(sentNow(written, new Date('2021-05-10T08:00:02Z')).body).not.toHaveProperty('later');
  expect(sentNow(written, new Date('2021-05-10T11:00:00Z'))).toMatchObject({ body: { code: '4821', later: true } });
  expect(subjectsOf(written)).toEqual(['n']);
  expect(needOf(written)).toBe('n');
});
