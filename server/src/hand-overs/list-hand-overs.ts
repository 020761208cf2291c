import { addHours } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listHeld } from '../escalations/held-queries.ts';
import { nameOf } from '../escalations/shown-escalation.ts';
import { mayRead } from './may-read.ts';
import { type HandOverRow, listHandOversSince } from './queries.ts';

/** Notes of doctors who went off duty, as far as the actor may read them: not taken yet, or taken within a day. */
export async function listHandOvers(deps: Deps, actor: Actor) {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const { rows, held } = await inScope(deps.app, actor, async (trx) => {
    const found = (await listHandOversSince(trx, districtId, addHours(deps.now(), -24))).filter((row) => mayRead(actor, row));
    const subject = { subjectKind: 'district', subjectId: String(districtId) };
    if (found.length > 0) await writeAudit(deps, trx, actor, { action: 'hand-overs.listed', ...subject });
    return { rows: found, held: await listHeld(trx, districtId, userId) };
  });
  return { items: rows.map((row) => shown(row, userId)), held: held.length };
}

function shown(row: HandOverRow, userId: string) {
  return {
    handOverId: row.handOverId,
    by: { hi: row.byHi, en: row.byEn },
    to: nameOf(row.toHi, row.toEn),
    mine: row.byUser === userId,
    note: row.note,
    escalations: row.escalationIds.length,
    writtenAt: row.writtenAt,
    takenBy: nameOf(row.takenHi, row.takenEn),
    takenAt: row.takenAt,
  };
}
