import type { Deps } from '../deps.ts';
import { countBroken } from './queries.ts';

/** One thing that must hold at the end of a day. `broken` counts what breaks it; 0 is right. */
export type DayCheck = { readonly rule: string; readonly broken: number };

/** Whether everybody is accounted for and nobody was rung who should not have been. */
export async function checkDay(
  deps: Deps,
  { districtId, day, rungWhileInUse }: { districtId: number; day: string; rungWhileInUse: number },
): Promise<readonly DayCheck[]> {
  const found = await deps.system.transaction().execute((trx) => countBroken(trx, districtId, day));
  return [
    { rule: 'no phone was called while it was in a call', broken: rungWhileInUse },
    { rule: 'no number had two calls at once', broken: found.overlapping },
    { rule: 'everybody due has exactly one row in the ledger', broken: found.missingRows },
    { rule: 'every row of the ledger is explained', broken: found.unexplained },
    { rule: 'every attempt has an outcome', broken: found.openAttempts },
    { rule: 'every call has ended', broken: found.liveCalls },
    { rule: 'every completed check-in has its answers', broken: found.withoutAnswers },
    { rule: 'nobody was called between a death in the household and the decision on it', broken: found.afterDeath },
    { rule: 'every red flag was escalated', broken: found.redNotEscalated },
  ];
}
