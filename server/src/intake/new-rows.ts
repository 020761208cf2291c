import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import type { Told } from '@kshem/domain/intake/told.ts';
import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import type { NeedToRaise } from '../needs/raise-need.ts';
import type { ImportContext } from './import-context.ts';
import { type Cell, copyLines, type ImportTrx, storableJson } from './import-transaction.ts';
import { type StagedName, stagedNames } from './staged-rows.ts';

/** Rows that a batch adds, kind by kind, in the order in which they refer to one another. */
export type NewRows = { readonly [Name in StagedName]: Cell[][] } & { readonly needs: NeedToRaise[] };

export function noRows(): NewRows {
  return {
    household: [],
    point: [],
    newcomer: [],
    link: [],
    number: [],
    episode: [],
    entry: [],
    change: [],
    report: [],
    needs: [],
  };
}

/** The rows as text, kind by kind: made before the database waits for them. */
export type RowTexts = Readonly<Partial<Record<StagedName, string>>>;

export function textsOf(rows: NewRows): RowTexts {
  return Object.fromEntries(stagedNames.map((name) => [name, copyLines(rows[name])]));
}

/** Hands them over for the next flush, what is referred to first. */
export async function addTexts({ add }: ImportTrx, texts: RowTexts): Promise<void> {
  for (const name of stagedNames) await add(name, texts[name] ?? '');
}

export type Newcomer = {
  readonly personId: string;
  readonly householdId: string;
  readonly episodeId: string;
  readonly entryKey: string;
  readonly told: Told;
  readonly nameKey: string;
  readonly ageApproximate: boolean;
  /** An episode that has ended before it was followed: the list says so. Null: it is open. */
  readonly outcome: Outcome | null;
};

/** Column in which a newcomer names their household, for those that turn out to be one. */
export const newcomersRoof = 1;

/** A person with an episode and a line of the source's list, in one row. */
export function addNewcomer(rows: NewRows, context: ImportContext, newcomer: Newcomer): void {
  const { personId, householdId, episodeId, entryKey, told, nameKey, ageApproximate, outcome } = newcomer;
  rows.newcomer.push([
    personId,
    householdId,
    told.areaId,
    told.name,
    nameKey,
    told.sex,
    told.ageYears,
    ageApproximate,
    told.address,
    `{${told.conditions.join(',')}}`,
    context.isHighRisk(told),
    episodeId,
    told.sampleOn,
    outcome,
    entryKey,
    storableJson(told),
  ]);
}

/** Somebody known is followed anew. */
export function addEpisode(
  rows: NewRows,
  context: ImportContext,
  { episodeId, personId, householdId, told }: Pick<Newcomer, 'episodeId' | 'personId' | 'householdId' | 'told'>,
): void {
  rows.episode.push([episodeId, personId, householdId, told.areaId, told.sampleOn, context.isHighRisk(told)]);
}

export function addHousehold(rows: NewRows, householdId: string): void {
  rows.household.push([householdId]);
}

export function addContactPoint(rows: NewRows, contactPointId: string, { e164, kind }: Pick<Phone, 'e164' | 'kind'>): void {
  rows.point.push([contactPointId, e164, kind]);
}

export function addLink(
  rows: NewRows,
  { personId, contactPointId, areaId, rank }: { personId: string; contactPointId: string; areaId: number; rank: number },
): void {
  rows.link.push([personId, contactPointId, areaId, rank]);
}

/** @param key `system:value` */
export function addNumber(rows: NewRows, key: string, personId: string): void {
  const colon = key.indexOf(':');
  rows.number.push([key.slice(0, colon), key.slice(colon + 1), personId]);
}

/** Somebody known stands in this source's list for the first time. */
export function addListEntry(rows: NewRows, key: string, personId: string, told: Told): void {
  rows.entry.push([key, personId, storableJson(told)]);
}
