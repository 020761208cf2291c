import { describe, expect, test } from 'vitest';
import { nextEpisode } from './episode-state.ts';

describe('an episode of care', () => {
  test('ends with an outcome and with the first one only', () => {
    expect(nextEpisode('active', { action: 'end', outcome: 'died' })).toEqual({
      kind: 'moved',
      status: 'ended',
      event: 'episode-ended',
      outcome: 'died',
    });
    expect(nextEpisode('ended', { action: 'end', outcome: 'completed' })).toMatchObject({ kind: 'refused', allowed: ['reopen'] });
  });

  test('is followed again when the outcome was wrong', () => {
    expect(nextEpisode('ended', { action: 'reopen' })).toMatchObject({ status: 'active', outcome: null });
  });

  test('can be paused and ended while paused', () => {
    expect(nextEpisode('active', { action: 'pause' })).toMatchObject({ status: 'paused' });
    expect(nextEpisode('paused', { action: 'end', outcome: 'moved' })).toMatchObject({ status: 'ended' });
    expect(nextEpisode('paused', { action: 'pause' }).kind).toBe('refused');
  });
});
