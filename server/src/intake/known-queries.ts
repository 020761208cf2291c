import type { KnownPerson } from '@kshem/domain/intake/recognise-row.ts';
import type { Told } from '@kshem/domain/intake/told.ts';
import type { PersonTraits } from '@kshem/domain/name/same-person-evidence.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { Around, Entry } from './known-around.ts';

/** What a batch of rows is compared with. Plan of each: one probe of a unique index for every
 * key of the batch; `offset 0` keeps the planner from turning thousands of probes into a scan of everybody. */

type EntryRow = { key: string; personId: string; told: Told; lastImportId: string; vanished: boolean };

export type KnewBefore = { readonly entries: boolean; readonly numbers: boolean; readonly phones: boolean };

/** Whether the source, and the district, knew anybody before this list. */
export async function findKnewBefore(trx: Trx, { districtId, sourceId }: Around): Promise<KnewBefore> {
  const { rows } = await sql<KnewBefore>`
    select exists (select from list_entry where district_id = ${districtId} and source_id = ${sourceId}) entries,
      exists (select from person_identifier where district_id = ${districtId}) numbers,
      exists (select from contact_point where district_id = ${districtId}) phones`.execute(trx);
  return rows[0] ?? { entries: true, numbers: true, phones: true };
}

export async function findEntries(trx: Trx, of: Around, keys: readonly string[]): Promise<Entry[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    select e.entry_key key, coalesce(p.merged_into, e.person_id) "personId", e.told, e.last_import_id "lastImportId",
      e.vanished_at is not null vanished
    from unnest(${keys}::text[]) k (key)
    cross join lateral (
      select * from list_entry e where e.district_id = ${of.districtId} and e.source_id = ${of.sourceId} and e.entry_key = k.key offset 0) e
    cross join lateral (
      select p.merged_into from person p where p.district_id = ${of.districtId} and p.id = e.person_id offset 0) p`.execute(trx);
  return rows.map((row) => entryOf(row, of));
}

export async function findEntriesOfPeople(trx: Trx, of: Around, personIds: readonly string[]): Promise<Entry[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    select e.entry_key key, e.person_id "personId", e.told, e.last_import_id "lastImportId", e.vanished_at is not null vanished
    from unnest(${personIds}::uuid[]) k (id)
    cross join lateral (
      select * from list_entry e where e.district_id = ${of.districtId} and e.person_id = k.id and e.source_id = ${of.sourceId} offset 0) e`.execute(
    trx,
  );
  return rows.map((row) => entryOf(row, of));
}

function entryOf({ lastImportId, ...row }: EntryRow, { importId }: Around): Entry {
  return { ...row, seen: lastImportId === importId };
}

type TraitRow = { personId: string; nameKey: string; ageYears: number | null; sex: PersonTraits['sex']; areaId: number };

/** People by the numbers a portal or laboratory gave them. @param keys `system:value` */
export async function findByNumbers(
  trx: Trx,
  districtId: number,
  keys: readonly string[],
): Promise<(KnownPerson & { key: string })[]> {
  if (keys.length === 0) return [];
  const split = keys
    .filter((key) => !key.includes('|'))
    .map((key) => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]);
  const { rows } = await sql<TraitRow & { key: string }>`
    select i.system || ':' || i.value key, p.id "personId", p.name_key "nameKey", p.age_years "ageYears", p.sex, p.area_id "areaId"
    from unnest(${split.map(([system]) => system)}::text[], ${split.map(([, value]) => value)}::text[]) k (system, value)
    cross join lateral (
      select * from person_identifier i where i.district_id = ${districtId} and i.system = k.system and i.value = k.value offset 0) i
    cross join lateral (
      select f.merged_into from person f where f.district_id = ${districtId} and f.id = i.person_id offset 0) f
    cross join lateral (
      select * from person p where p.district_id = ${districtId} and p.id = coalesce(f.merged_into, i.person_id) offset 0) p`.execute(
    trx,
  );
  return rows.map(({ key, personId, areaId, ...rest }) => {
    const colon = key.indexOf(':');
    const [system, value] = [key.slice(0, colon), key.slice(colon + 1)];
    return { key, personId, traits: { ...rest, ward: String(areaId), phones: [], listNumbers: { [system]: value } } };
  });
}

export type FoundOnPhone = { number: string; contactPointId: string } & (
  | (TraitRow & { householdId: string })
  | { [Key in keyof TraitRow | 'householdId']: null }
);

/** Phones with the people they stand for, at most `most` of each: an office's number may stand for thousands. */
export async function findOnPhones(
  trx: Trx,
  districtId: number,
  phones: readonly string[],
  most: number,
): Promise<FoundOnPhone[]> {
  if (phones.length === 0) return [];
  const { rows } = await sql<FoundOnPhone>`
    select c.number, c.id "contactPointId", p.*
    from unnest(${phones}::text[]) n (number)
    cross join lateral (select * from contact_point c where c.district_id = ${districtId} and c.number = n.number offset 0) c
    left join lateral (
      select p.id "personId", p.household_id "householdId", p.name_key "nameKey", p.age_years "ageYears", p.sex, p.area_id "areaId"
      from person_contact_point l join person p on p.district_id = ${districtId} and p.id = l.person_id
      where l.district_id = ${districtId} and l.contact_point_id = c.id and p.merged_into is null
      limit ${most}) p on true`.execute(trx);
  return rows;
}

export async function findNumbersOf(
  trx: Trx,
  districtId: number,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ personId: string; numbers: Record<string, string> }>`
    select i.person_id "personId", jsonb_object_agg(i.system, i.value) numbers
    from unnest(${personIds}::uuid[]) k (id)
    cross join lateral (
      select * from person_identifier i where i.district_id = ${districtId} and i.person_id = k.id offset 0) i group by 1`.execute(
    trx,
  );
  return new Map(rows.map(({ personId, numbers }) => [personId, numbers]));
}
