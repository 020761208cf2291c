import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { openingsOfDay, programmeHours } from '../worklist/programme-hours.ts';
import { type DayOf, findProgramme, findRevisions } from './close-queries.ts';
import { countOutlook, type Outlook } from './ledger-queries.ts';

export type CloseOutlook = Outlook & {
  /** People may still be called until then, so that closing needs a reason; null: the hours are over. */
  readonly callsUntil: Date | null;
  /** How often the day is closed already. */
  readonly revisions: number;
};

/**
 * What a day would be closed with now, for whoever is about to close it: over the whole district, as the close itself.
 *
 * @throws AppError not-found · day-not-begun
 */
export async function readCloseOutlook(
  deps: Deps,
  { districtId }: Actor,
  input: { day: string; programmeId: string },
): Promise<CloseOutlook> {
  const of: DayOf = { ...input, districtId };
  const now = deps.now();
  const hours = await programmeHours(deps, districtId);
  const opening = openingsOfDay(hours, of.day).find(({ programmeId }) => programmeId === of.programmeId);
  return deps.system.transaction().execute(async (trx) => {
    const programme = await findProgramme(trx, districtId, of.programmeId);
    if (!programme) throw new AppError('not-found', { programmeId: of.programmeId });
    if (of.day > localDate(now, programme.zone)) throw new AppError('day-not-begun', { day: of.day });
    const { length: revisions } = await findRevisions(trx, of);
    const callsUntil = opening && now < opening.closesAt ? opening.closesAt : null;
    return { ...(await countOutlook(trx, of)), callsUntil, revisions };
  });
}
