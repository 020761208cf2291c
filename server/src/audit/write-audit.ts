import type { Actor } from '../actor.ts';
import type { Statement } from '../db/in-trips.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertAuditEvents, insertingAuditEvents } from './queries.ts';

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
  if (entries.length > 0) await insertAuditEvents(trx, auditRows(deps, actor, entries));
}

/** The same as a statement, for what goes out in one round trip with others (db/in-trips.ts). */
export function auditStatement(deps: Pick<Deps, 'app' | 'now' | 'newId'>, actor: Actor, ...entries: AuditEntry[]): Statement {
  const { sql: text, parameters: values } = insertingAuditEvents(deps.app, auditRows(deps, actor, entries)).compile();
  return { text, values };
}

function auditRows({ now, newId }: Pick<Deps, 'now' | 'newId'>, actor: Actor, entries: readonly AuditEntry[]) {
  const at = now();
  return entries.map((entry) => ({
    district_id: actor.districtId,
    // The trail is cut into months by the UTC date of its instant.
    day: at.toISOString().slice(0, 10),
    id: newId(),
    at,
    actor_id: actor.userId,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    detail: entry.detail ? JSON.stringify(entry.detail) : null,
  }));
}
