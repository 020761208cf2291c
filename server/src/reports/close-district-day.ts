import { systemActor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { type ClosedDay, closeDay } from './close-day.ts';
import { listDaysWithLateAnswers, listProgrammes } from './close-queries.ts';

export type ClosedProgramme = ClosedDay & { readonly programmeId: string; readonly day: string };

/**
 * The timetable's close: every programme of a district whose calling hours are over and whose day is not closed yet; then a new
 * revision of each closed day of the past week for which answers came in since. Repeating it changes nothing.
 */
export async function closeDistrictDay(
  deps: Deps,
  { districtId, day }: { districtId: number; day: string },
): Promise<readonly ClosedProgramme[]> {
  const actor = systemActor(districtId);
  const programmes = await deps.system.transaction().execute((trx) => listProgrammes(trx, districtId, day));
  const closed: ClosedProgramme[] = [];
  for (const programmeId of programmes) {
    const result = await closeDay(deps, actor, { day, programmeId }).catch(notNow);
    if (result) closed.push({ ...result, programmeId, day });
  }
  const late = await deps.system.transaction().execute((trx) => listDaysWithLateAnswers(trx, districtId, day));
  for (const of of late) closed.push({ ...(await closeDay(deps, actor, { ...of, reason: 'late answers' })), ...of });
  return closed;
}

/** Closed already, or people may still be called: the next run sees to it. */
function notNow(error: unknown): null {
  if (error instanceof AppError && (error.code === 'day-already-closed' || error.code === 'day-still-open')) return null;
  throw error;
}
