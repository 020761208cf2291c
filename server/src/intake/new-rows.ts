import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import type { Told } from '@kshem/domain/intake/told.ts';
import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import type { NeedToRaise } from '../needs/raise-need.ts';
import type { ImportContext } from './import-context.ts';
import { type Cell, type ImportTrx, storableJson } from './import-transaction.ts';

/** Rows that a batch adds, table by table, in the order in which they refer to one another. */
export type NewRows = { readonly [Table in keyof typeof columns]: Cell[][] } & { readonly needs: NeedToRaise[] };

const columns = {
  household: ['district_id', 'id', 'created_at'],
  contact_point: ['district_id', 'id', 'number', 'kind', 'state', 'state_at'],
  person: [
    'district_id',
    'id',
    'household_id',
    'area_id',
    'name',
    'name_key',
    'sex',
    'age_years',
    'age_on',
    'age_approximate',
    'language',
    'address',
    'conditions',
    'high_risk',
    'deceased_at',
    'created_at',
    'updated_at',
  ],
  person_contact_point: ['district_id', 'person_id', 'contact_point_id', 'area_id', 'rank', 'relation'],
  person_identifier: ['district_id', 'system', 'value', 'person_id'],
  episode: [
    'district_id',
    'id',
    'person_id',
    'household_id',
    'programme_id',
    'version',
    'area_id',
    'source_id',
    'opened_at',
    'opened_on',
    'sample_on',
    'status',
    'outcome',
    'ended_at',
    'high_risk',
    'updated_at',
  ],
  list_entry: ['district_id', 'source_id', 'entry_key', 'person_id', 'told', 'last_import_id'],

  person_change: [
    'district_id',
    'id',
    'person_id',
    'area_id',
    'import_id',
    'changed_at',
    'changed_by',
    'field',
    'before',
    'after',
  ],
} as const;

export function noRows(): NewRows {
  return {
    household: [],
    contact_point: [],
    person: [],
    person_contact_point: [],
    person_identifier: [],
    episode: [],
    list_entry: [],

    person_change: [],
    needs: [],
  };
}

/** Hands them over for the next flush, what is referred to first. Needs are raised by their own feature. */
export async function addRows({ add }: ImportTrx, rows: NewRows): Promise<void> {
  for (const table of Object.keys(columns) as (keyof typeof columns)[]) await add(table, columns[table], rows[table]);
}

export type NewPerson = {
  readonly personId: string;
  readonly householdId: string;
  readonly told: Told;
  readonly nameKey: string;
  readonly ageApproximate: boolean;
  readonly deceased: boolean;
};

export function addPerson(rows: NewRows, context: ImportContext, person: NewPerson): void {
  const { districtId, language, listOn, now } = context;
  const { personId, householdId, told, nameKey, ageApproximate, deceased } = person;
  const at = now.toISOString();
  rows.person.push([
    districtId,
    personId,
    householdId,
    told.areaId,
    told.name,
    nameKey,
    told.sex,
    told.ageYears,
    told.ageYears === null ? null : listOn,
    ageApproximate,
    language,
    told.address,
    `{${told.conditions.join(',')}}`,
    context.isHighRisk(told),
    deceased ? at : null,
    at,
    at,
  ]);
}

export type NewEpisode = {
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  readonly told: Told;
  readonly outcome: Outcome | null;
};

/** With an outcome, one that has ended before it was followed: the list says so. */
export function addEpisode(
  rows: NewRows,
  context: ImportContext,
  { episodeId, personId, householdId, told, outcome }: NewEpisode,
): void {
  const { districtId, programmeId, version, sourceId, today } = context;
  const at = context.now.toISOString();
  rows.episode.push([
    districtId,
    episodeId,
    personId,
    householdId,
    programmeId,
    version,
    told.areaId,
    sourceId,
    at,
    today,
    told.sampleOn,
    outcome === null ? 'active' : 'ended',
    outcome,
    outcome === null ? null : at,
    context.isHighRisk(told),
    at,
  ]);
}

export function addContactPoint(
  rows: NewRows,
  context: ImportContext,
  contactPointId: string,
  { e164, kind }: Pick<Phone, 'e164' | 'kind'>,
): void {
  rows.contact_point.push([context.districtId, contactPointId, e164, kind, 'usable', context.now.toISOString()]);
}

export function addLink(
  rows: NewRows,
  context: ImportContext,
  link: { personId: string; contactPointId: string; areaId: number; rank: number },
): void {
  // Lists seldom say whose phone it is; the first call does.
  rows.person_contact_point.push([context.districtId, link.personId, link.contactPointId, link.areaId, link.rank, 'unknown']);
}

export function addNumber(rows: NewRows, context: ImportContext, key: string, personId: string): void {
  const colon = key.indexOf(':');
  rows.person_identifier.push([context.districtId, key.slice(0, colon), key.slice(colon + 1), personId]);
}

export function addListEntry(rows: NewRows, context: ImportContext, key: string, personId: string, told: Told): void {
  rows.list_entry.push([context.districtId, context.sourceId, key, personId, storableJson(told), context.importId]);
}
