import { readListNumber } from '@kshem/domain/intake/read-list-number.ts';
import { readName } from '@kshem/domain/intake/read-name.ts';
import type { PersonTraits } from '@kshem/domain/name/same-person-evidence.ts';
import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type Described, type SameOne, samePeople, traitsOf } from '../people/find-same-people.ts';
import { householdOfNumbers } from '../people/household-of-numbers.ts';
import { putNumbers, putNumbersOfPerson } from '../people/number-queries.ts';
import { proposeMerges } from '../people/propose-merge.ts';
import { findEnrolmentPlace, insertIdentifiers, insertPerson, setHighRisk } from '../people/queries.ts';
import { readNumbers } from '../people/read-numbers.ts';
import { type OpenedEpisode, openEpisode } from './open-episode.ts';

export type PersonToEnrol = Described & {
  readonly ageApproximate?: boolean;
  /** The district's own when absent. */
  readonly language?: string;
  readonly address?: string | null;
  /** Codes of domain/triage/conditions.ts. */
  readonly conditions?: readonly string[];
  readonly pregnant?: boolean | null;
  readonly usualSpo2?: number | null;
  readonly programmeId: string;
  readonly onsetOn?: string | null;
  readonly sampleOn?: string | null;
  /** Enrolled also when somebody on record may be the same; a merge is then proposed. */
  readonly force?: boolean;
};

export type Enrolment = OpenedEpisode & {
  readonly personId: string;
  readonly householdId: string;
  readonly contactPointIds: readonly string[];
  /** Pairs that were put before a supervisor. */
  readonly mergesProposed: number;
};

/**
 * Enrols somebody by hand: person, numbers, household (of whoever is reached by one of the numbers already) and an episode with today's
 * check-in on the desk at once. Whoever may be on record already is looked for first.
 *
 * Runs over the whole district, because the numbers may reach people of other wards; of those nothing is answered.
 *
 * @throws AppError may-be-known with their ids, where `force` is not set · number-unreadable · not-found for the area · bad-request ·
 *   programme-not-running · being-called
 */
export async function enrolPerson(deps: Deps, actor: Actor, wanted: PersonToEnrol): Promise<Enrolment> {
  const phones = readNumbers(wanted.phones);
  const described = { ...wanted, name: nameOf(wanted.name), identifiers: numbersOf(wanted.identifiers) };
  return againOnDeadlock(() => deps.system.transaction().execute((trx) => write(deps, trx, actor, described, phones)));
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

async function write(deps: Deps, trx: Trx, actor: Actor, wanted: PersonToEnrol, phones: readonly Phone[]): Promise<Enrolment> {
  const { districtId } = actor;
  const place = await findEnrolmentPlace(trx, districtId, wanted.areaId);
  if (!place || !seesArea(actor, wanted.areaId)) throw new AppError('not-found', { areaId: wanted.areaId });
  const now = deps.now();
  const today = localDate(now, place.zone);
  const contactPointIds = await putNumbers(trx, { districtId, phones, at: now, newId: deps.newId });
  // After the numbers are locked: of two who enrol one person at once the second finds the first's.
  const traits = traitsOf(
    wanted,
    phones.map(({ e164 }) => e164),
  );
  const same = await findSame(trx, actor, wanted, traits, today);
  const householdId = await householdOfNumbers(deps, trx, { districtId, contactPointIds, personId: null, own: null });
  const language = wanted.language ?? place.language;
  const personId = await writePerson(deps, trx, actor, { ...wanted, language }, { traits, householdId, contactPointIds, today });
  const { areaId, programmeId, onsetOn = null, sampleOn = null } = wanted;
  const opened = await openEpisode(deps, trx, {
    districtId,
    zone: place.zone,
    by: actor.userId,
    personId,
    householdId,
    areaId,
    language,
    programmeId,
    onsetOn,
    sampleOn,
    person: { ...wanted, conditions: wanted.conditions ?? [] },
    reachable: phones.length > 0,
  });
  if (opened.highRisk) await setHighRisk(trx, districtId, personId);
  const pairs = same.map(({ personId: otherId, found }) => ({ personId, otherId, found }));
  const mergesProposed = await proposeMerges(deps, trx, { districtId, pairs });
  await writeAudit(deps, trx, actor, {
    action: 'person.enrolled',
    subjectKind: 'person',
    subjectId: personId,
    detail: { episodeId: opened.episodeId, programmeId, mergesProposed },
  });
  return { ...opened, personId, householdId, contactPointIds, mergesProposed };
}

/** People of other areas are not told of: who may enrol here cannot decide about them. A merge with them is proposed all the same. */
async function findSame(trx: Trx, actor: Actor, wanted: PersonToEnrol, traits: PersonTraits, today: string): Promise<SameOne[]> {
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
  wanted: PersonToEnrol & { language: string },
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
