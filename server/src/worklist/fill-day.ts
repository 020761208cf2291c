import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import { cadenceOf } from '@kshem/domain/schedule/due-check-ins.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { type Cadence, fill } from './fill-statement.ts';
import { openingsOfDay, programmeHours } from './programme-hours.ts';
import { listVersionsOfDistrict } from './queries.ts';
import { repoint } from './repoint-statement.ts';

/**
 * Puts the day's check-ins on the desk: an item each, and each household's turn. In the morning for everybody, later for those who were
 * enrolled or planned meanwhile; repeating it adds nothing twice. Items that an earlier day left open are dropped, and a callback that
 * was promised for today goes over to today's item. After the calling window there is nothing to put up.
 *
 * @param about.day local date; today
 * @returns items put up, and households that have one of them
 * @throws AppError bad-request for a day that has not begun
 */
export async function fillDay(
  deps: Deps,
  about: { districtId: number; day: string },
): Promise<{ items: number; households: number }> {
  const { districtId, day } = about;
  const now = deps.now();
  const hours = await programmeHours(deps, districtId);
  if (day > localDate(now, hours.zone)) throw new AppError('bad-request', { field: 'day', day });
  const openings = openingsOfDay(hours, day).filter(({ closesAt }) => closesAt > now);
  const cadences = await cadencesOf(deps, districtId);
  return deps.system.transaction().execute(async (trx) => {
    // A morning's sorts and hashes of a million rows; the default would put them on disk in slices.
    await sql`set local work_mem = '64MB'`.execute(trx);
    const { items, households, others } = await fill(trx, { districtId, day, now, zone: hours.zone, openings, cadences });
    await repoint(trx, { districtId, householdIds: others ?? [], now, release: false });
    return { items, households };
  });
}

async function cadencesOf(deps: Deps, districtId: number): Promise<Cadence[]> {
  const versions = await listVersionsOfDistrict(deps.system, districtId);
  const lists = await Promise.all(
    versions.map(async ({ programme_id: programmeId, version }) => {
      const { protocol } = await deps.protocols.get(programmeId, version);
      return cadencesOfVersion(protocol).map((cadence) => ({ programmeId, version, ...cadence }));
    }),
  );
  return lists.flat();
}

function cadencesOfVersion({ schedule }: Protocol): Omit<Cadence, 'programmeId' | 'version'>[] {
  return [...levels, null].flatMap((lastLevel) =>
    [false, true].map((highRisk) => ({
      level: lastLevel ?? 'new',
      highRisk,
      everyDays: cadenceOf(schedule, { lastLevel, highRisk }).everyDays,
    })),
  );
}
