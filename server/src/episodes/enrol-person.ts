import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { setHighRisk } from '../people/queries.ts';
import { readNumbers } from '../people/read-numbers.ts';
import { type PersonToRecord, readDescribed, recordPerson } from '../people/record-person.ts';
import { type OpenedEpisode, openEpisode } from './open-episode.ts';

export type PersonToEnrol = PersonToRecord & {
  readonly programmeId: string;
  readonly onsetOn?: string | null;
  readonly sampleOn?: string | null;
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
  const described = readDescribed(wanted);
  return againOnDeadlock(() => deps.system.transaction().execute((trx) => write(deps, trx, actor, described, phones)));
}

async function write(deps: Deps, trx: Trx, actor: Actor, wanted: PersonToEnrol, phones: readonly Phone[]): Promise<Enrolment> {
  const { districtId } = actor;
  const recorded = await recordPerson(deps, trx, actor, wanted, phones);
  const { personId, householdId, areaId, contactPointIds, language, zone, mergesProposed } = recorded;
  const { programmeId, onsetOn = null, sampleOn = null } = wanted;
  const opened = await openEpisode(deps, trx, {
    districtId,
    zone,
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
  await writeAudit(deps, trx, actor, {
    action: 'person.enrolled',
    subjectKind: 'person',
    subjectId: personId,
    detail: { episodeId: opened.episodeId, programmeId, mergesProposed },
  });
  return { ...opened, personId, householdId, contactPointIds, mergesProposed };
}
