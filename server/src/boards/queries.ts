import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type BoardOf = {
  readonly districtId: number;
  readonly day: string;
  readonly programmeId: string | null;
  readonly by: 'area' | 'programme' | 'district';
};

type Line = { areaId: number | null; programmeId: string | null };

/** Plan: the day's rows by the primary key's first two columns, a few per ward, added up in memory. */
export async function sumCounters(trx: Trx, of: BoardOf): Promise<(Line & { name: string; n: number })[]> {
  const { rows } = await sql<Line & { name: string; n: number }>`
    select ${line(of)}, name, sum(n)::int n from day_counter
    where district_id = ${of.districtId} and day = ${of.day} ${onlyProgramme(of)}
    group by 1, 2, name order by 1, 2, name`.execute(trx);
  return rows;
}

/** Plan: the open rows of the desk, which is small; closed ones are swept away each night. */
export async function countDesk(
  trx: Trx,
  of: BoardOf,
): Promise<(Line & { ready: number; claimed: number; notYetTried: number })[]> {
  const { rows } = await sql<Line & { ready: number; claimed: number; notYetTried: number }>`
    select "areaId", "programmeId", sum(ready)::int ready, sum(claimed)::int claimed, sum(untried)::int "notYetTried"
    from (
      select ${line(of)}, count(*) filter (where state = 'ready') ready, count(*) filter (where state = 'claimed') claimed, 0 untried
      from worklist_household where district_id = ${of.districtId} and state <> 'idle' ${onlyProgramme(of)} group by 1, 2
      union all
      select ${line(of)}, 0, 0, count(*) from worklist_item
      where district_id = ${of.districtId} and state = 'open' and attempts = 0 ${onlyProgramme(of)} group by 1, 2) desk
    group by 1, 2 order by 1, 2`.execute(trx);
  return rows;
}

function line({ by }: BoardOf): RawBuilder<unknown> {
  return sql`${by === 'area' ? sql`area_id` : sql`null::int`} "areaId", ${by === 'programme' ? sql`programme_id` : sql`null::text`} "programmeId"`;
}

function onlyProgramme({ programmeId }: BoardOf): RawBuilder<unknown> {
  return programmeId === null ? sql`` : sql`and programme_id = ${programmeId}`;
}
