import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../provider.ts';
import { type Behaviour, describeProvider } from '../provider-suite.ts';
import { createHandsetProvider } from './provider.ts';

const noon = Date.UTC(2021, 3, 12, 6, 30);
const nothing = {
  seesRinging: false,
  seesAnswer: false,
  canDial: false,
  canPlay: false,
  canCollect: false,
  canBridge: false,
  canRecord: false,
  selfReported: true,
};

describeProvider('handset', nothing, () => {
  let nowMs = noon;
  const provider = createHandsetProvider({ now: () => new Date(nowMs) });
  const numbers: Partial<Record<Behaviour, string>> = { answers: '+916100000001', silent: '+916100000002' };
  return {
    provider,
    numberOf: (behaviour) => numbers[behaviour] ?? '+916100000003',
    pass: async (seconds) => {
      nowMs += seconds * 1000;
    },
    timesRung: () => null,
    hearing: () => null,
    successor: () => null,
    close: () => provider.stop('end'),
  };
});

describe('what a caller says about the own handset', () => {
  test('the reported cause is the end of the leg, once', async () => {
    const provider = createHandsetProvider({ now: () => new Date(noon) });
    const heard: CallEvent[] = [];
    await provider.start((event) => void heard.push(event));
    await provider.dial({ attemptId: 'attempt-1', legId: 'leg-1', to: '+916100000001', timeoutSeconds: 30 });
    expect(await provider.reportEnd('leg-1', 'switched-off')).toEqual({ kind: 'accepted' });
    expect(await provider.reportEnd('leg-1', 'busy')).toEqual({ kind: 'refused', refusal: 'no-such-call' });
    expect(heard).toEqual([
      { id: 'leg-1:1', attemptId: 'attempt-1', legId: 'leg-1', at: new Date(noon), type: 'ended', cause: 'switched-off' },
    ]);
  });
});
