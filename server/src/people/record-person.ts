import { readListNumber } from '@kshem/domain/intake/read-list-number.ts';
import { readName } from '@kshem/domain/intake/read-name.ts';
import type { PersonTraits } from '@kshem/domain/name/same-person-evidence.ts';
import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type Described, type SameOne, samePeople, traitsOf } from './find-same-people.ts';
import { householdOfNumbers } from './household-of-numbers.ts';
import { putNumbers, putNumbersOfPerson } from './number-queries.ts';
import { proposeMerges } from './propose-merge.ts';
import { findEnrolmentPlace, insertIdentifiers, insertPerson } from './queries.ts';

export type PersonToRecord = Described & {
  readonly ageApproximate?: boolean;
  /** The district's own when absent. */
  readonly language?: string;
  readonly address?: string | null;
  /** Codes of domain/triage/conditions.ts. */
  readonly conditions?: readonly string[];
  readonly pregnant?: boolean | null;
  readonly usualSpo2?: number | null;
  /** Recorded also when somebody on record may be the same; a merge is then proposed. */
  readonly force?: boolean;
};

export type RecordedPerson = {
  readonly personId: string;
  readonly householdId: string;
  readonly areaId: number;
  readonly contactPointIds: readonly string[];
  readonly language: string;
  readonly zone: string;
  /** Pairs that were put before a supervisor. */
  readonly mergesProposed: number;
};

/** What was typed, as it is kept. @throws AppError bad-request for a name or a number of a list that cannot be read */
export function readDescribed<T extends Described>(typed: T): T {
  return { ...typed, name: nameOf(typed.name), identifiers: numbersOf(typed.identifiers) };
}

/**
 * Puts somebody on record: the person, their numbers, and the household of whoever is reached by one of the numbers already. Whoever may be
 * on record is looked for first. In a transaction that sees the whole district, because the numbers may reach people of other wards; of
 * those nothing is answered.
 *
 * @throws AppError may-be-known with their ids, where `force` is not set · not-found for the area · being-called
 */
export async function recordPerson(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  wanted: PersonToRecord,
  phones: readonly Phone[],
): Promise<RecordedPerson> {
  const { districtId } = actor;
  const { areaId } = wanted;
  const place = await findEnrolmentPlace(trx, districtId, areaId);
  if (!place || !seesArea(actor, areaId)) throw new AppError('not-found', { areaId });
  const now = deps.now();
  const today = localDate(now, place.zone);
  const contactPointIds = await putNumbers(trx, { districtId, phones, at: now, newId: deps.newId });
  // After the numbers are locked: of two who record one person at once the second finds the first's.
  const traits = traitsOf(
    wanted,
    phones.map(({ e164 }) => e164),
  );
  const same = await findSame(trx, actor, wanted, traits, today);
  const householdId = await householdOfNumbers(deps, trx, { districtId, contactPointIds, personId: null, own: null });
  const language = wanted.language ?? place.language;
  const personId = await writePerson(deps, trx, actor, { ...wanted, language }, { traits, householdId, contactPointIds, today });
  const pairs = same.map(({ personId: otherId, found }) => ({ personId, otherId, found }));
  const mergesProposed = await proposeMerges(deps, trx, { districtId, pairs });
  return { personId, householdId, areaId, contactPointIds, language, zone: place.zone, mergesProposed };
}

function nameOf(typed: string): string {
  const reading = readName(typed.normalize('NFC').replace(/\s+/g, ' ').trim());
  if (reading.kind !== 'read') throw new AppError('bad-request', { fields: ['name'] });
  return reading.name;
}

/** As lists write them, so that a number typed by hand and one of a list are one. */
function numbersOf(typed: Readonly<Record<string, string>>): Record<string, string> {
  const read = Object.entries(typed).map(([system, text]) => [system, readListNumber(text.trim())] as const);
  const bad = read.filter(([, { kind }]) => kind !== 'read').map(([system]) => `identifiers.${system}`);
  if (bad.length > 0) throw new AppError('bad-request', { fields: bad });
  return Object.fromEntries(read.flatMap(([system, reading]) => (reading.kind === 'read' ? [[system, reading.number]] : [])));
}

/** People of other areas are not told of: who may record here cannot decide about them. A merge with them is proposed all the same. */
async function findSame(trx: Trx, actor: Actor, wanted: PersonToRecord, traits: PersonTraits, today: string): Promise<SameOne[]> {
  const same = await samePeople(trx, actor.districtId, traits, today);
  const seen = same.filter(({ areaId }) => seesArea(actor, areaId));
  if (wanted.force !== true && seen.length > 0) {
    throw new AppError('may-be-known', {
      people: seen.map(({ personId, found }) => ({ personId, verdict: found.verdict, score: found.score })),
    });
  }
  return same;
}

type Written = { traits: PersonTraits; householdId: string; contactPointIds: readonly string[]; today: string };

async function writePerson(
  deps: Deps,
  trx: Trx,
  { districtId }: Actor,
  wanted: PersonToRecord & { language: string },
  { traits, householdId, contactPointIds, today }: Written,
): Promise<string> {
  const at = deps.now();
  const personId = deps.newId();
  const { areaId, name, sex, ageYears, language } = wanted;
  await insertPerson(trx, {
    district_id: districtId,
    id: personId,
    household_id: householdId,
    area_id: areaId,
    name,
    name_key: traits.nameKey,
    sex,
    age_years: ageYears,
    age_on: ageYears === null ? null : today,
    age_approximate: wanted.ageApproximate ?? false,
    language,
    address: wanted.address ?? null,
    conditions: [...(wanted.conditions ?? [])],
    pregnant: wanted.pregnant ?? null,
    usual_spo2: wanted.usualSpo2 ?? null,
    high_risk: false,
    created_at: at,
    updated_at: at,
  });
  const own = { district_id: districtId, person_id: personId };
  await insertIdentifiers(
    trx,
    Object.entries(wanted.identifiers).map(([system, value]) => ({ ...own, system, value })),
  );
  await putNumbersOfPerson(
    trx,
    contactPointIds.map((id, index) => ({ ...own, contact_point_id: id, area_id: areaId, rank: index + 1, relation: 'self' })),
  );
  return personId;
}
