/** Rows on their way into an empty installation, gathered by table and written in bulk. */
import type { Insertable } from 'kysely';
import type { DB, Json } from '../db/types.ts';

/** In the order in which foreign keys allow them to be written. */
export const writtenTables = [
  'area',
  'area_shape',
  'district',
  'app_user',
  'user_role',
  'user_area',
  'programme_district',
  'facility',
  'facility_bed',
  'facility_clerk',
  'centre_day',
  'ambulance',
  'household',
  'person',
  'contact_point',
  'person_contact_point',
  'episode',
  'check_in',
  'call_attempt_history',
  'submission',
  'observation',
  'need',
  'need_event',
  'escalation',
  'escalation_event',
  'day_counter',
  'day_ledger',
  'day_ledger_row',
] as const satisfies readonly (keyof DB)[];
export type WrittenTable = (typeof writtenTables)[number];

export type Rows = { readonly [T in WrittenTable]: Insertable<DB[T]>[] };

export function noRows(): Rows {
  return Object.fromEntries(writtenTables.map((table) => [table, []])) as unknown as Rows;
}

/** A value for a jsonb column: written as JSON together with its row. */
export function asJson(value: unknown): Json {
  return value as Json;
}
