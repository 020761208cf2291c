import { AppError } from '../app-error.ts';
import type { Telephony } from '../deps.ts';
import type { Provider } from '../telephony/provider.ts';

export type Channel = 'handset' | 'simulated';

/** The telephone behind a channel; without a wish the simulated one where there is one, so that a demo never rings a real phone. */
export function telephoneOf(telephony: Telephony, wanted?: Channel): { channel: Channel; provider: Provider } {
  const channel = wanted ?? (telephony.simulated ? 'simulated' : 'handset');
  const provider = telephony[channel];
  if (!provider) throw new AppError('unavailable', { channel });
  return { channel, provider };
}

/** Every telephone of the installation with its channel. */
export function telephones(telephony: Telephony): readonly { channel: Channel; provider: Provider }[] {
  return (['handset', 'simulated'] as const).flatMap((channel) => {
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
