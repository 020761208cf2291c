import { nameKey } from '@kshem/domain/name/name-key.ts';
import { type PersonTraits, type SamePerson, samePersonEvidence } from '@kshem/domain/name/same-person-evidence.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findZone } from '../settings/find-zone.ts';
import { readNumbers } from './read-numbers.ts';
import { type Candidate, listCandidates } from './same-people-query.ts';

/** Who somebody is said to be, as typed. */
export type Described = {
  readonly name: string;
  readonly phones: readonly string[];
  /** Years, with fractions for infants; null when not known. */
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | 'other' | null;
  readonly areaId: number;
  /** By scheme: { srf: '22…' }. */
  readonly identifiers: Readonly<Record<string, string>>;
};

export type SameOne = Pick<Candidate, 'personId' | 'areaId' | 'name' | 'sex'> & {
  readonly ageYears: number | null;
  readonly found: SamePerson;
};

/** More than this nobody looks through. */
const mostShown = 10;

/**
 * People on record who may be the one described, likeliest first, of the actor's areas only: looked for before anybody is enrolled.
 * @throws AppError number-unreadable
 */
export async function findSamePeople(deps: Deps, actor: Actor, described: Described): Promise<readonly SameOne[]> {
  const phones = readNumbers(described.phones).map(({ e164 }) => e164);
  return deps.system.transaction().execute(async (trx) => {
    const zone = await findZone(trx, actor.districtId);
    const today = localDate(deps.now(), zone);
    const all = await samePeople(trx, actor.districtId, traitsOf(described, phones), today);
    const shown = all.filter(({ areaId }) => seesArea(actor, areaId));
    await writeAudit(deps, trx, actor, {
      action: 'people.compared',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { personIds: shown.map(({ personId }) => personId) },
    });
    return shown;
  });
}

/** The same over the whole district, in a transaction that sees it. @param today local date: ages are of this day */
export async function samePeople(trx: Trx, districtId: number, traits: PersonTraits, today: string): Promise<SameOne[]> {
  const candidates = await listCandidates(trx, districtId, traits);
  return candidates
    .map((candidate) => compared(candidate, traits, today))
    .filter(({ found }) => found.verdict !== 'different')
    .sort((a, b) => b.found.score - a.found.score || (a.personId < b.personId ? -1 : 1))
    .slice(0, mostShown);
}

export function traitsOf({ name, ageYears, sex, areaId, identifiers }: Described, phones: readonly string[]): PersonTraits {
  return { nameKey: nameKey(name).key, ageYears, sex, ward: String(areaId), phones, listNumbers: identifiers };
}

function compared(candidate: Candidate, traits: PersonTraits, today: string): SameOne {
  const { personId, areaId, name, sex, nameKey, phones, identifiers } = candidate;
  const ageYears = ageOn(candidate, today);
  const found = samePersonEvidence(traits, { nameKey, ageYears, sex, phones, ward: String(areaId), listNumbers: identifiers });
  return { personId, areaId, name, sex, ageYears, found };
}
