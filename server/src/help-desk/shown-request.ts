import { isOverdue } from '@kshem/domain/need/overdue.ts';
import type { Deps } from '../deps.ts';
import { knownKind } from '../needs/known-kind.ts';
import { answersOf, statusOf } from '../needs/shown-need.ts';
import type { RequestRow } from './queries.ts';

/** A request as the help desk shows it. */
export async function shownRequest(deps: Pick<Deps, 'protocols'>, row: RequestRow, now: Date) {
  const { programmeId: _, version: __, asked, ...request } = row;
  const status = statusOf(row.status);
  const kind = await knownKind(deps, row);
  return {
    ...request,
    status,
    title: kind?.title ?? { hi: row.kind, en: row.kind },
    asked: answersOf(kind, asked ?? {}),
    overdue: isOverdue({ status, dueAt: row.dueAt }, now),
  };
}
