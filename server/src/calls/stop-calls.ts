import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { noteHeard } from '../episodes/note-heard.ts';
import { stopPerson } from '../episodes/stop-person.ts';
import type { Settling } from './carry-out.ts';

/**
 * Stops at once what an outcome must stop: this programme's calls, the person's, or the whole roof's until somebody has decided. Who
 * told how they are without the questions being asked is not silent, and is left alone for today.
 */
export async function stopCalls(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  { attempt, outcome: said, attempted }: Settling,
): Promise<void> {
  const { stops, outcome, answered } = dispositionEffects[said.disposition];
  const { districtId, personId, householdId, episodeId } = attempt;
  if (outcome !== null && (stops === 'episode' || stops === 'person' || stops === 'household')) {
    await stopPerson(deps, trx, actor, { personId, householdId, episodeId, stops, outcome });
  } else if (answered && stops === 'today') {
    await noteHeard(trx, { districtId, episodeId, at: attempted.at });
  }
}
