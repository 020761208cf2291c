import type { LedgerStatus } from '@kshem/domain/report/ledger.ts';
import type { Trx } from '../db/transaction.ts';
import type { DayOf } from './close-queries.ts';

export type LedgerFilter = {
  readonly revision: number;
  readonly status?: LedgerStatus;
  readonly why?: string;
  readonly areaId?: number;
  readonly after?: string;
  readonly limit: number;
};

/** Rows in the order of the primary key, which the page's start and end ride on. */
export async function listLedgerRows(trx: Trx, of: DayOf, filter: LedgerFilter) {
  let query = trx
    .selectFrom('day_ledger_row')
    .select([
      'episode_id as episodeId',
      'person_id as personId',
      'area_id as areaId',
      'status',
      'why',
      'attempts',
      'level',
      'next_step as nextStep',
      'next_on as nextOn',
    ])
    .where('district_id', '=', of.districtId)
    .where('day', '=', of.day)
    .where('programme_id', '=', of.programmeId)
    .where('revision', '=', filter.revision);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.why) query = query.where('why', '=', filter.why);
  if (filter.areaId) query = query.where('area_id', '=', filter.areaId);
  if (filter.after) query = query.where('episode_id', '>', filter.after);
  const rows = await query.orderBy('episode_id').limit(filter.limit).execute();
  return rows.map((row) => ({ ...row, status: row.status as LedgerStatus }));
}
