import type { ProblemCode } from '@kshem/domain/intake/problems.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type StoredRow = {
  rowNumber: number;
  verdict: string;
  personId: string | null;
  problems: { column: number | null; code: ProblemCode }[] | null;
  cells: string[] | null;
};

type Page = { districtId: number; importId: string; after: number; limit: number };

/** Rows with something to say, in the order of the list. Plan: a range of the primary key. */
export async function listDoubtfulRows(
  trx: Trx,
  { which, ...page }: Page & { which: 'rejected' | 'with-cells' | 'with-problems' },
): Promise<StoredRow[]> {
  return trx
    .selectFrom('import_row')
    .select(['row_number as rowNumber', 'verdict', 'person_id as personId', 'problems', 'cells'])
    .where('district_id', '=', page.districtId)
    .where('import_id', '=', page.importId)
    .where('row_number', '>', page.after)
    .$if(which === 'rejected', (query) => query.where('verdict', '=', 'rejected'))
    .$if(which === 'with-cells', (query) => query.where('cells', 'is not', null))
    .$if(which === 'with-problems', (query) => query.where('problems', 'is not', null))
    .orderBy('row_number')
    .limit(page.limit)
    .$castTo<StoredRow>()
    .execute();
}

export type ChangeRow = { personId: string; field: string; before: string | null; after: string | null };

/** What an import changed of people known before. Plan: index person_change_import. */
export async function listChanges(
  trx: Trx,
  { districtId, importId, after, limit }: Omit<Page, 'after'> & { after: string | null },
): Promise<(ChangeRow & { id: string })[]> {
  return trx
    .selectFrom('person_change')
    .select(['id', 'person_id as personId', 'field', 'before', 'after'])
    .where('district_id', '=', districtId)
    .where('import_id', '=', importId)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** People of the source who were in an earlier list and not in this one. */
export async function listVanished(
  trx: Trx,
  { districtId, importId, after, limit }: Omit<Page, 'after'> & { after: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select distinct e.person_id "personId"
    from import_run r
    join list_entry e on e.district_id = ${districtId} and e.source_id = r.source_id
      and e.vanished_at between r.started_at and r.finished_at
    where r.district_id = ${districtId} and r.id = ${importId} and e.person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by 1 limit ${limit}`.execute(trx);
  return rows.map(({ personId }) => personId);
}

/** Runs of a source within days, with the tally that each kept. */
export async function listTallies(
  trx: Trx,
  { districtId, sourceCode, from, to }: { districtId: number; sourceCode?: string | undefined; from: string; to: string },
) {
  return trx
    .selectFrom('import_run as r')
    .innerJoin('list_source as s', (join) => join.onRef('s.id', '=', 'r.source_id').on('s.district_id', '=', districtId))
    .select(['s.code as sourceCode', 'r.id as importId', 'r.list_on as listOn', 'r.counts'])
    .where('r.district_id', '=', districtId)
    .where('r.status', '=', 'finished')
    .where('r.list_on', '>=', from)
    .where('r.list_on', '<=', to)
    .$if(sourceCode !== undefined, (query) => query.where('s.code', '=', sourceCode ?? ''))
    .orderBy('s.code')
    .orderBy('r.list_on')
    .orderBy('r.started_at')
    .execute();
}
