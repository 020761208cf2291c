import { transferStatuses } from '@kshem/domain/transfer/transfer-state.ts';
import { expect, test } from 'vitest';
import { nextSteps } from './next-steps.ts';

test('the step that brings somebody on stands first, from the request to the discharge', () => {
  expect(transferStatuses.map((status) => nextSteps(status, false).onward)).toEqual([
    'hold-bed',
    'send-ambulance',
    'pick-up',
    'admit',
    'discharge',
    null,
    null,
  ]);
});

test('what the hospital has confirmed is not asked again', () => {
  expect(nextSteps('bed-held', false).others).toEqual(['confirm-bed', 'change-bed', 'release-bed', 'cancel']);
  expect(nextSteps('bed-held', true).others).toEqual(['change-bed', 'release-bed', 'cancel']);
});
