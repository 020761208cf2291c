import { isWorthAsking } from '@kshem/domain/intake/recognise-row.ts';
import { samePersonEvidence } from '@kshem/domain/name/same-person-evidence.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportTally } from './import-tally.ts';
import { findPairsByPlace, insertProposals, markSuspected } from './proposal-queries.ts';
import type { Proposal, RowVerdict } from './take-batch.ts';

/**
 * When the whole list is in: new people beside those of the same place, name and age, whose phones differ or are missing. Those who
 * share a phone were found row by row; a pair is proposed once.
 */
export async function proposeByPlace(
  deps: Pick<Deps, 'newId'>,
  trx: Trx,
  context: ImportContext,
  tally: ImportTally,
): Promise<void> {
  const proposals: (Proposal & { rowNumber: number })[] = [];
  for (const { rowNumber, a, b } of await findPairsByPlace(trx, context)) {
    const found = samePersonEvidence(a, b);
    if (isWorthAsking(found)) proposals.push({ rowNumber, personId: a.personId, suspect: { personId: b.personId, found } });
  }
  const made = await insertProposals(trx, deps, context, proposals);
  tally.proposed += made.length;
  for (const { was, n } of await markSuspected(
    trx,
    context,
    made.map(({ rowNumber }) => rowNumber),
  )) {
    tally.verdicts[was as RowVerdict] -= n;
    tally.verdicts['suspected-duplicate'] += n;
    tally.problems['identity.suspected-duplicate'] = (tally.problems['identity.suspected-duplicate'] ?? 0) + n;
    tally.defects.identity = (tally.defects.identity ?? 0) + n;
  }
}
