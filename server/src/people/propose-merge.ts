import type { SamePerson } from '@kshem/domain/name/same-person-evidence.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertProposals } from './merge-queries.ts';

export type MaybeOne = { readonly personId: string; readonly otherId: string; readonly found: SamePerson };

/**
 * Proposes pairs who may be one person, for somebody to decide. A pair that was proposed or decided before is left as it is.
 * @returns how many are new
 */
export async function proposeMerges(
  deps: Pick<Deps, 'now' | 'newId'>,
  trx: Trx,
  { districtId, pairs, importId = null }: { districtId: number; pairs: readonly MaybeOne[]; importId?: string | null },
): Promise<number> {
  const at = deps.now();
  const rows = pairs.map(({ personId, otherId, found }) => {
    const [a, b] = personId < otherId ? [personId, otherId] : [otherId, personId];
    return {
      district_id: districtId,
      id: deps.newId(),
      person_a: a,
      person_b: b,
      import_id: importId,
      evidence: JSON.stringify(found.evidence),
      score: found.score,
      status: 'proposed',
      proposed_at: at,
    };
  });
  return insertProposals(trx, rows);
}
