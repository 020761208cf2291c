import { onCallerLegEvent, onPersonLegEvent } from '../caller-legs/on-caller-leg-event.ts';
import { sweepCallerLegs } from '../caller-legs/sweep-caller-legs.ts';
import type { Deps } from '../deps.ts';
import { listDistricts } from '../jobs/queries.ts';
import type { CallEvent, Provider } from '../telephony/provider.ts';
import { telephones } from './channel.ts';
import { readCallerLegId, readLegId } from './leg-id.ts';
import { onCallEvent } from './on-call-event.ts';
import { reconcile } from './reconcile.ts';

/**
 * Listens to every telephone; calls left up by an earlier process are adopted. Call it before the first call is placed.
 */
export async function startTelephony(deps: Deps): Promise<void> {
  for (const { channel, provider } of telephones(deps.telephony)) {
    await provider.start(
      (event) => onTelephoneEvent(deps, event),
      () => void (channel === 'asterisk' && lookAfterExchange(deps, provider)),
    );
  }
}

/** The process goes; calls stay up for the next one, which adopts or reconciles them. */
export async function stopTelephony(deps: Deps): Promise<void> {
  for (const { provider } of telephones(deps.telephony)) await provider.stop('hand-over');
}

/**
 * Compares what is up with what is written, in every district: after each connect of the exchange and each minute, by the server in charge
 * of it, beside the timetable's reconcile (which any server may run).
 */
async function lookAfterExchange(deps: Deps, provider: Provider): Promise<void> {
  try {
    for (const { id } of await listDistricts(deps.system)) {
      await reconcile(deps, id);
      await sweepCallerLegs(deps, provider, id);
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'the exchange could not be compared with what is written; trying again in a minute');
  }
}

async function onTelephoneEvent(deps: Deps, event: CallEvent): Promise<void> {
  const own = readCallerLegId(event.legId);
  if (own) return onCallerLegEvent(deps, own, event);
  await onCallEvent(deps, event);
  const leg = readLegId(event.legId);
  if (leg && (event.type === 'answered' || event.type === 'ended')) await onPersonLegEvent(deps, leg);
}
