import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { lockVisiblePerson } from '../people/lock-visible-person.ts';
import { listNumbersOfPerson } from '../people/number-queries.ts';
import { setHighRisk } from '../people/queries.ts';
import { findZone } from '../settings/find-zone.ts';
import { type OpenedEpisode, openEpisode } from './open-episode.ts';

export type KnownPersonToEnrol = {
  readonly personId: string;
  readonly programmeId: string;
  readonly onsetOn?: string | null;
  readonly sampleOn?: string | null;
};

/**
 * Opens an episode for somebody who is on record already: ill again, or of a second programme.
 * @throws AppError not-found · already-enrolled · not-called-any-more · programme-not-running · bad-request for a date that has not come
 */
export function enrolKnownPerson(
  deps: Deps,
  actor: Actor,
  wanted: KnownPersonToEnrol,
): Promise<OpenedEpisode & { personId: string }> {
  return againOnDeadlock(() => deps.system.transaction().execute((trx) => write(deps, trx, actor, wanted)));
}

async function write(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  { programmeId, onsetOn = null, sampleOn = null, ...wanted }: KnownPersonToEnrol,
) {
  const { districtId } = actor;
  const person = await lockVisiblePerson(trx, actor, wanted.personId);
  if (person.deceasedAt || person.doNotCallAt) throw new AppError('not-called-any-more', { personId: person.personId });
  const zone = await findZone(trx, districtId);
  const { personId, householdId, areaId, language } = person;
  const numbers = await listNumbersOfPerson(trx, districtId, personId);
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
    person: { ...person, ageYears: ageOn(person, localDate(deps.now(), zone)) },
    reachable: numbers.length > 0,
  });
  if (opened.highRisk) await setHighRisk(trx, districtId, personId);
  await writeAudit(deps, trx, actor, {
    action: 'episode.opened',
    subjectKind: 'person',
    subjectId: personId,
    detail: { episodeId: opened.episodeId, programmeId },
  });
  return { ...opened, personId };
}
