import type { Deps } from '../deps.ts';
import { telephones } from './channel.ts';
import { onCallEvent } from './on-call-event.ts';

/** Listens to every telephone; calls left up by an earlier process are adopted. Call it before the first call is placed. */
export async function startTelephony(deps: Deps): Promise<void> {
  for (const { provider } of telephones(deps.telephony)) await provider.start((event) => onCallEvent(deps, event));
}

/** The process goes; calls stay up for the next one, which adopts or reconciles them. */
export async function stopTelephony(deps: Deps): Promise<void> {
  for (const { provider } of telephones(deps.telephony)) await provider.stop('hand-over');
}
