import { AppError } from '../app-error.ts';
import type { Telephony } from '../deps.ts';
import type { NotDialling, Provider } from '../telephony/provider.ts';

export type Channel = 'handset' | 'simulated' | 'asterisk';

/** The telephone behind a channel; without a wish the simulated one where there is one, so that a demo never rings a real phone. */
export function telephoneOf(telephony: Telephony, wanted?: Channel): { channel: Channel; provider: Provider } {
  const channel = wanted ?? (telephony.simulated ? 'simulated' : 'handset');
  if (channel === 'asterisk') return { channel, provider: exchangeOf(telephony) };
  const provider = telephony[channel];
  if (!provider) throw new AppError('unavailable', { channel });
  return { channel, provider };
}

/**
 * The exchange, when it can dial: asked before anything is written, so that what is wrong with it makes no attempts at people.
 *
 * @throws AppError unavailable (none here, not connected, another server is in charge, the operator's line is down)
 */
export function exchangeOf({ asterisk }: Telephony): Provider {
  const why = asterisk ? asterisk.whyNotDialling() : 'not-started';
  if (!asterisk || why !== null) throw new AppError('unavailable', { channel: 'asterisk', why });
  return asterisk;
}

export type ExchangeState = 'none' | 'ready' | 'not-connected' | 'trunk-down';

export function exchangeState({ asterisk }: Telephony): ExchangeState {
  if (!asterisk) return 'none';
  const why = asterisk.whyNotDialling();
  return why === null ? 'ready' : whyNot[why];
}

const whyNot: Readonly<Record<NotDialling, ExchangeState>> = {
  'not-started': 'not-connected',
  'not-connected': 'not-connected',
  'trunk-down': 'trunk-down',
};

/** Every telephone of the installation with its channel. */
export function telephones(telephony: Telephony): readonly { channel: Channel; provider: Provider }[] {
  return (['handset', 'simulated', 'asterisk'] as const).flatMap((channel) => {
    const provider = telephony[channel];
    return provider ? [{ channel, provider }] : [];
  });
}

/** Ringing longer than this is given up as not answered. */
export const ringSeconds = 45;
/** A call of which nothing was heard for this long after it should have rung out is lost. */
const silentSeconds = 120;
const longestTalkSeconds = 3600;

/** When a call counts as lost unless something is heard of it. What nobody sees while it happens gets the time of a whole talk. */
export function deadlineFrom(at: Date, stage: 'ringing' | 'talking' | 'unseen'): Date {
  return new Date(at.getTime() + 1000 * (stage === 'ringing' ? ringSeconds + silentSeconds : longestTalkSeconds));
}
