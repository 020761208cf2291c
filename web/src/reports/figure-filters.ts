import type { Answered } from '@kshem/contract/endpoint.ts';
import type { listClosedDays } from '@kshem/contract/reports.ts';
import { type Level, levels } from '@kshem/domain/protocol/protocol.ts';
import { type ClosedDaySearch, ledgerStatuses } from './reports-search.ts';

export type ClosedDay = Answered<typeof listClosedDays>['items'][number];
export type Totals = ClosedDay['totals'];
export type Figure = Totals['figures'][number];

/** The filters under which the ledger shows the very people a figure counts; null for a figure this screen does not know. */
export function filtersOf({ name }: Pick<Figure, 'name'>): Pick<ClosedDaySearch, 'status' | 'level' | 'attempted'> | null {
  if (name === 'reached-of-attempted') return { status: 'reached', attempted: 'yes' };
  const status = ledgerStatuses.find((one) => one === name);
  if (status) return { status };
  const level = levels.find((one: Level) => one === name);
  return level ? { level } : null;
}

/** The figure's numerator; 0 where the totals have no such figure. */
export function countOf(totals: Totals, name: string): number {
  return totals.figures.find((figure) => figure.name === name)?.numerator ?? 0;
}
