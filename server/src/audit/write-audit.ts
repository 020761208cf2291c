import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertAuditEvents } from './queries.ts';

/** What somebody did or saw. `detail` holds ids, codes and counts; never a name, a number or an answer. */
export type AuditEntry = {
  /** Past tense, `noun.verb`: `person.viewed`, `answers.submitted`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** Writes to the append-only trail in the transaction of the deed itself: neither happens without the other. */
export async function writeAudit(
  deps: Pick<Deps, 'now' | 'newId'>,
  trx: Trx,
  actor: Actor,
  ...entries: AuditEntry[]
): Promise<void> {
  const at = deps.now();
  const rows = entries.map((entry) => ({
    district_id: actor.districtId,
    // The trail is cut into months by the UTC date of its instant.
    day: at.toISOString().slice(0, 10),
    id: deps.newId(),
    at,
    actor_id: actor.userId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    detail: entry.detail ? JSON.stringify(entry.detail) : null,
  }));
  if (rows.length > 0) await insertAuditEvents(trx, rows);
}
