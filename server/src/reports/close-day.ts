import { type DayTotals, dayTotals } from '@kshem/domain/report/day-totals.ts';
import type { LedgerRow } from '@kshem/domain/report/ledger.ts';
import { windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { planDay } from '../check-ins/plan-day.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { accountFor } from './account-for.ts';
import { type DayOf, findProgramme, findRevisions, holdDay, insertLedger, listEpisodesDue } from './close-queries.ts';

export type CloseDayInput = {
  /** Local date of the day to close. */
  readonly day: string;
  readonly programmeId: string;
  /** Needed to close while people may still be called, and to correct a closed day: then a new revision is made and keeps it. */
  readonly reason?: string;
};

export type ClosedDay = { readonly revision: number; readonly totals: DayTotals };

/**
 * Freezes a day of one programme in the actor's district: one row for every episode that was due, each with what came of it and what
 * follows, and the figures counted from those rows. One transaction; nothing written is ever changed. A later close with a reason
 * writes the whole day anew under the next number, so late answers show without the first version being lost.
 *
 * Runs over the whole district, whatever the actor's areas; who may do it is settled at the door.
 *
 * @throws AppError not-found · day-not-begun · day-still-open · day-already-closed
 */
export async function closeDay(deps: Deps, actor: Actor, input: CloseDayInput): Promise<ClosedDay> {
  const of: DayOf = { districtId: actor.districtId, day: input.day, programmeId: input.programmeId };
  const reason = input.reason?.trim() || null;
  await refuseEarly(deps, of, reason);
  // Whoever was due and was never planned must not vanish from the account: a night on which planning failed is the desk's failure.
  await planDay(deps, { districtId: of.districtId, day: of.day });
  return deps.system.transaction().execute(async (trx) => {
    await holdDay(trx, of);
    const { revisions, zone } = await refuse(deps, trx, of, reason);
    const revision = revisions.length + 1;
    const totals = await writeRows(deps, trx, of, { revision, zone, asOf: revisions[0]?.closedAt ?? deps.now() });
    await insertLedger(trx, {
      district_id: of.districtId,
      day: of.day,
      programme_id: of.programmeId,
      revision,
      closed_at: deps.now(),
      closed_by: actor.userId,
      reason,
      totals: JSON.stringify(totals),
    });
    await writeAudit(deps, trx, actor, {
      action: revision === 1 ? 'day.closed' : 'day.revised',
      subjectKind: 'day',
      subjectId: `${of.programmeId} ${of.day}`,
      detail: { revision, due: totals.due, ...(reason === null ? {} : { reason }) },
    });
    return { revision, totals };
  });
}

function refuseEarly(deps: Deps, of: DayOf, reason: string | null) {
  return deps.system.transaction().execute((trx) => refuse(deps, trx, of, reason));
}

/** The day's revisions so far and the programme's zone, if it may be closed. */
async function refuse(deps: Deps, trx: Trx, of: DayOf, reason: string | null) {
  const programme = await findProgramme(trx, of.districtId, of.programmeId);
  if (!programme) throw new AppError('not-found', { programmeId: of.programmeId });
  const now = deps.now();
  if (of.day > localDate(now, programme.zone)) throw new AppError('day-not-begun', { day: of.day });
  const revisions = await findRevisions(trx, of);
  const may = { revisions, zone: programme.zone };
  if (reason !== null) return may;
  if (revisions.length > 0) throw new AppError('day-already-closed', { day: of.day, revision: revisions.length });
  const { protocol } = await deps.protocols.get(of.programmeId, programme.version);
  const opening = windowOfDay(protocol.callingWindow, of.day, programme.zone);
  if (opening && now < opening.closesAt) throw new AppError('day-still-open', { day: of.day, closesAt: opening.closesAt });
  return may;
}

/** Small enough that a batch's rows are nothing beside the server; large enough that 100,000 people take some fifty round trips. */
const batchSize = 2000;

async function writeRows(
  deps: Deps,
  trx: Trx,
  of: DayOf,
  how: { revision: number; zone: string; asOf: Date },
): Promise<DayTotals> {
  const kept = new Alike();
  let after: string | null = null;
  for (;;) {
    const episodeIds: string[] = await listEpisodesDue(trx, of, after, batchSize);
    if (episodeIds.length === 0) return dayTotals(kept.rows);
    kept.add(await accountFor(deps, trx, of, { ...how, episodeIds }));
    after = episodeIds.at(-1) ?? null;
  }
}

/** Rows for counting, of which those that count alike are one object: a million rows stay a list of pointers. */
class Alike {
  readonly rows: LedgerRow[] = [];
  readonly #seen = new Map<string, LedgerRow>();

  add(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      const key = `${row.status} ${row.why} ${row.attempts > 0} ${row.level}`;
      const alike = this.#seen.get(key) ?? row;
      this.#seen.set(key, alike);
      this.rows.push(alike);
    }
  }
}
