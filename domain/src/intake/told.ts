import { nameKey } from '../name/name-key.ts';
import type { PersonTraits } from '../name/same-person-evidence.ts';
import type { FoundArea } from './area-finder.ts';
import type { PersonDraft } from './clean-row.ts';
import { type ConditionCode, readConditions } from './read-conditions.ts';
import type { Sex } from './read-sex.ts';
import type { ListStatus } from './read-status.ts';

/**
 * What a source's list last told of a person, kept so that tomorrow's list is compared with today's list and not with what callers
 * have found out since. Null: the list does not say.
 */
export type Told = {
  readonly name: string;
  readonly ageYears: number | null;
  readonly sex: Sex | null;
  /** E.164, in the order written. */
  readonly phones: readonly string[];
  readonly address: string | null;
  readonly areaId: number;
  readonly sampleOn: string | null;
  readonly status: ListStatus | null;
  readonly conditions: readonly ConditionCode[];
};

export type ToldField = keyof Told;

export function toldBy(draft: PersonDraft, area: FoundArea): Told {
  return {
    name: draft.name,
    // Two decimals keep the months of infants; it is what the database keeps too.
    ageYears: draft.age === null ? null : Math.round(draft.age.years * 100) / 100,
    sex: draft.sex,
    phones: draft.phones.map(({ e164 }) => e164),
    address: addressOf(draft, area),
    areaId: area.areaId,
    // Where the list tells only when the result came, that stands in: it is later, so follow-up can only be longer.
    sampleOn: draft.sampledOn ?? draft.resultOn,
    status: draft.status,
    conditions: readConditions(draft.conditions),
  };
}

/** What somebody who must go there needs; the ward too where it is not one of the district's. */
function addressOf(draft: PersonDraft, { exact }: FoundArea): string | null {
  const parts = [draft.address, draft.village, exact ? null : draft.ward, draft.localBody, draft.block].filter(
    (part) => part !== null,
  );
  return [...new Set(parts)].join(', ') || null;
}

/**
 * Fields the list tells otherwise than before, in a fixed order. A cell that was emptied is not a correction: lists lose columns.
 */
export function changesTold(before: Told, after: Told): readonly ToldField[] {
  return FIELDS.filter((field) => {
    const value = after[field];
    if (value === null || (Array.isArray(value) && value.length === 0)) return false;
    return String(value) !== String(before[field]);
  });
}

const FIELDS: readonly ToldField[] = [
  'name',
  'ageYears',
  'sex',
  'phones',
  'address',
  'areaId',
  'sampleOn',
  'status',
  'conditions',
];

/** What duplicates are judged by. @param area null where only the block or district is known: that is no evidence */
export function traitsOf(draft: PersonDraft, told: Told, area: FoundArea): PersonTraits {
  return {
    nameKey: draft.nameKey,
    ageYears: told.ageYears,
    sex: told.sex,
    ward: area.exact ? String(area.areaId) : null,
    phones: told.phones,
    listNumbers: draft.listNumbers as Readonly<Record<string, string>>,
  };
}

/** Traits of somebody as a list told them earlier. */
export function traitsTold(told: Told): PersonTraits {
  return {
    nameKey: nameKey(told.name).key,
    ageYears: told.ageYears,
    sex: told.sex,
    ward: String(told.areaId),
    phones: told.phones,
    listNumbers: {},
  };
}
