import { localDate } from '@kshem/domain/time/local-date.ts';
import type { TriagePerson } from '@kshem/domain/triage/input.ts';
import { AppError } from '../app-error.ts';
import { planEpisode } from '../check-ins/plan-episode.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseNeed } from '../needs/raise-need.ts';
import { isHighRisk } from './is-high-risk.ts';
import { findOpenEpisode, findStartingVersion, insertEpisode, isInMourning } from './queries.ts';

export type EpisodeToOpen = {
  readonly districtId: number;
  readonly zone: string;
  readonly by: string | null;
  readonly personId: string;
  readonly householdId: string;
  readonly areaId: number;
  readonly language: string;
  readonly person: TriagePerson;
  readonly programmeId: string;
  /** Local dates, not after today; null when not known. */
  readonly onsetOn: string | null;
  readonly sampleOn: string | null;
  readonly reachable: boolean;
};

export type OpenedEpisode = {
  readonly episodeId: string;
  readonly version: string;
  readonly highRisk: boolean;
  readonly dueToday: number;
  /** A death under this roof waits for a supervisor's decision: nobody there is called before it. */
  readonly paused: boolean;
};

/**
 * Opens an episode on the version on which the programme starts new ones today, with what is due today and, for somebody without a
 * telephone, the need to find one. Under a roof where a death waits for a supervisor's decision it begins paused. In the caller's
 * transaction, which has locked the person.
 *
 * @throws AppError programme-not-running · already-enrolled · bad-request for a date that has not come
 */
export async function openEpisode(deps: Deps, trx: Trx, wanted: EpisodeToOpen): Promise<OpenedEpisode> {
  const { districtId, zone, personId, householdId, areaId, language, programmeId, onsetOn, sampleOn, reachable } = wanted;
  const openedAt = deps.now();
  const openedOn = localDate(openedAt, zone);
  refuseFuture({ onsetOn, sampleOn }, openedOn);
  const version = await findStartingVersion(trx, districtId, programmeId, openedOn);
  if (version === undefined) throw new AppError('programme-not-running', { programmeId });
  const open = await findOpenEpisode(trx, districtId, personId, programmeId);
  if (open !== undefined) throw new AppError('already-enrolled', { personId, episodeId: open });
  const compiled = await deps.protocols.get(programmeId, version);
  const highRisk = isHighRisk(compiled, wanted.person, { openedOn, onsetOn, sampleOn }, zone);
  const paused = await isInMourning(trx, districtId, householdId);
  const episodeId = deps.newId();
  await insertEpisode(trx, {
    district_id: districtId,
    id: episodeId,
    person_id: personId,
    household_id: householdId,
    programme_id: programmeId,
    version,
    area_id: areaId,
    opened_at: openedAt,
    opened_on: openedOn,
    onset_on: onsetOn,
    sample_on: sampleOn,
    status: paused ? 'paused' : 'active',
    high_risk: highRisk,
    updated_at: openedAt,
  });
  const who = { districtId, personId, householdId, areaId, programmeId, episodeId };
  const { protocol } = compiled;
  const planned = { ...who, zone, protocol, language, openedAt, onsetOn, sampleOn, highRisk, reachable };
  const dueToday = paused ? 0 : await planEpisode(trx, deps, planned);
  if (!reachable) await raiseNeed(trx, deps, { ...who, version, kind: 'trace-number', cause: 'number', by: wanted.by });
  return { episodeId, version, highRisk, dueToday, paused };
}

function refuseFuture(dates: Readonly<Record<string, string | null>>, today: string): void {
  const fields = Object.keys(dates).filter((field) => (dates[field] ?? '') > today);
  if (fields.length > 0) throw new AppError('bad-request', { fields });
}
