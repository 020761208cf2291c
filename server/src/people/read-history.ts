import { spokenAnswers } from '@kshem/domain/questionnaire/spoken-answers.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { auditStatement } from '../audit/write-audit.ts';
import { restoredReasons } from '../check-ins/kept-result.ts';
import { inTrips } from '../db/in-trips.ts';
import type { Deps } from '../deps.ts';
import { type AnswersEntry, type HistoryPlace, type HistoryRow, historyStatements } from './history-statements.ts';

/**
 * What happened with a person, latest first: what was said (in the words of the version under which it was said, with the rules that
 * fired), each try to reach them, check-ins that passed without an answer, needs, escalations, changes and merges. A record that was
 * merged answers with the history of both. The look is written down in the same transaction.
 *
 * @throws AppError not-found · bad-request for an `after` that no page gave
 */
export async function readHistory(
  deps: Deps,
  actor: Actor,
  { personId, after, limit }: { personId: string; after?: string | undefined; limit: number },
) {
  const place = after === undefined ? null : readPlace(after);
  const rows = await inTrips(deps.appPool, actor, async (trips) => {
    const [known, ...kinds] = await trips.send(
      ...historyStatements(actor.districtId, personId, { after: place, limit: limit + 1 }),
    );
    const person = known?.[0] as { id: string } | undefined;
    if (!person) throw new AppError('not-found', { personId });
    const viewed = { action: 'person.history-viewed', subjectKind: 'person', subjectId: person.id };
    await trips.commit(auditStatement(deps, actor, viewed));
    return kinds.flat() as unknown as HistoryRow[];
  });
  const page = rows.sort(latestFirst).slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: await Promise.all(page.map(async (row) => (row.kind === 'answers' ? inWords(deps, row) : row))),
    next: last ? `${last.at.toISOString()}~${last.id}` : null,
  };
}

function latestFirst(a: HistoryRow, b: HistoryRow): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
}

async function inWords(deps: Deps, { answers, reasons, ...entry }: AnswersEntry) {
  const compiled = await deps.protocols.get(entry.programmeId, entry.version);
  return {
    ...entry,
    said: spokenAnswers(compiled.protocol.questionnaire, answers),
    reasons: restoredReasons(reasons, compiled),
  };
}

function readPlace(written: string): HistoryPlace {
  const [, at, id] = /^(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) throw new AppError('bad-request', { fields: ['after'] });
  return { at: new Date(at), id };
}
