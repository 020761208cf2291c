import { systemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { endActive } from './queries.ts';

/** Ends follow-up that is over by its own rule, in the transaction that found it so. Nothing of these episodes is due any more. */
export async function endFinished(deps: Deps, trx: Trx, districtId: number, episodeIds: readonly string[]): Promise<void> {
  if (episodeIds.length === 0) return;
  const ended = await endActive(trx, { districtId, episodeIds, outcome: 'completed', now: deps.now() });
  const entries = ended.map((episodeId) => ({
    action: 'episode.ended',
    subjectKind: 'episode',
    subjectId: episodeId,
    detail: { outcome: 'completed', by: 'ending-rule' },
  }));
  await writeAudit(deps, trx, systemActor(districtId), ...entries);
}
