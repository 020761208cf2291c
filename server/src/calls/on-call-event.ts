import type { CallNews } from '@kshem/domain/attempt/attempt-state.ts';
import { systemActor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { CallEvent } from '../telephony/provider.ts';
import { deadlineFrom } from './channel.ts';
import { readLegId } from './leg-id.ts';
import { takeNews } from './take-news.ts';

/**
 * What a telephone tells, written down and applied once. It may come twice, late or never: see take-news.ts and reconcile.ts. It
 * settles nothing about the person: what an attempt came to is the caller's word (record-disposition.ts).
 */
export async function onCallEvent(deps: Deps, event: CallEvent): Promise<void> {
  const leg = readLegId(event.legId);
  if (!leg) return;
  const facts = await inScope(deps.app, systemActor(leg.districtId), (trx) =>
    takeNews(deps, trx, {
      ...leg,
      eventId: event.id,
      kind: event.type,
      at: event.at,
      news: newsOf(event),
      deadlineAt: deadlineFrom(deps.now(), event.type === 'ringing' ? 'ringing' : 'talking'),
      ...detailOf(event),
    }),
  );
  deps.hints.changed(leg.districtId, ['calls']);
  deps.log.debug({ attemptId: event.attemptId, kind: event.type, state: facts?.state ?? 'known-already' }, 'call event');
}

function newsOf(event: CallEvent): CallNews | null {
  switch (event.type) {
    case 'ringing':
    case 'answered':
      return { type: event.type, at: event.at };
    case 'ended':
      return { type: 'ended', at: event.at, cause: event.cause };
    default:
      return null;
  }
}

/** Keys are answers, so which were pressed is not kept here; only that some were. */
function detailOf(event: CallEvent): { detail?: Record<string, unknown> } {
  switch (event.type) {
    case 'ended':
      return { detail: { cause: event.cause } };
    case 'prompt-finished':
      return { detail: { promptId: event.promptId } };
    case 'keys':
      return { detail: { pressed: event.keys !== null } };
    default:
      return {};
  }
}
