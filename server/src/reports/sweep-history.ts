import type { Deps } from '../deps.ts';
import { moveAttempts, moveItems, removeEmptyCalls } from './sweep-queries.ts';

export type Swept = { readonly items: number; readonly attempts: number; readonly calls: number };

/** Rows a statement: the desk is in use while it runs, and no lock is held longer than one such move. */
const atOnce = 5000;

/**
 * Moves what is over for days before `before` from the desk's tables to history, so that the tables everybody works on stay small.
 * Open items, attempts without an outcome and calls that have not ended stay, however old. Repeating it moves nothing twice.
 */
export async function sweepHistory(deps: Deps, { districtId, before }: { districtId: number; before: string }): Promise<Swept> {
  const all = async (move: typeof moveItems): Promise<number> => {
    let moved = 0;
    for (;;) {
      const now = await deps.system.transaction().execute((trx) => move(trx, districtId, before, atOnce));
      moved += now;
      if (now < atOnce) return moved;
    }
  };
  const attempts = await all(moveAttempts);
  return { attempts, calls: await all(removeEmptyCalls), items: await all(moveItems) };
}
