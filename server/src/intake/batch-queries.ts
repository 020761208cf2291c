import type { Told } from '@kshem/domain/intake/told.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { ImportContext } from './import-context.ts';
import { storableJson } from './import-transaction.ts';

export type MetEntry = { readonly was: string; readonly key: string; readonly told: Told | null };

/** Marks entries of the source as met in this list, with what it tells anew. Plan: one probe of the primary key for each. */
export async function touchEntries(
  trx: Trx,
  { districtId, sourceId, importId }: ImportContext,
  met: readonly MetEntry[],
): Promise<void> {
  const [changed, same] = [
    met.filter(({ was, key, told }) => told !== null || was !== key),
    met.filter(({ was, key, told }) => told === null && was === key),
  ];
  if (same.length > 0) {
    await sql`
      update list_entry e set last_import_id = ${importId}, vanished_at = null
      from unnest(${same.map(({ was }) => was)}::text[]) m (key)
      where e.district_id = ${districtId} and e.source_id = ${sourceId} and e.entry_key = m.key`.execute(trx);
  }
  if (changed.length > 0) {
    await sql`
      update list_entry e set last_import_id = ${importId}, vanished_at = null, entry_key = m.key, told = coalesce(m.told::jsonb, e.told)
      from unnest(${changed.map(({ was }) => was)}::text[], ${changed.map(({ key }) => key)}::text[],
        ${changed.map(({ told }) => told && storableJson(told))}::text[]) m (was, key, told)
      where e.district_id = ${districtId} and e.source_id = ${sourceId} and e.entry_key = m.was`.execute(trx);
  }
}

/** Whoever the source listed before and does not list any more. @returns how many */
export async function markVanished(trx: Trx, { districtId, sourceId, importId, now }: ImportContext): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with vanished as (
      update list_entry set vanished_at = ${now}
      where district_id = ${districtId} and source_id = ${sourceId} and last_import_id <> ${importId} and vanished_at is null
      returning 1)
    select count(*) n from vanished`.execute(trx);
  return rows[0]?.n ?? 0;
}
