import { addDays, type LocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import { demoDistrict } from '../../../demo/district.ts';
import { type DemoPerson, makePeople } from '../../../demo/people.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../open-database.ts';
import type { DayReport } from './day-report.ts';
import { enrolTown } from './enrol-town.ts';
import { liveDay } from './live-day.ts';
import { findTimeZone } from './queries.ts';
import { withTemporaryDatabase } from './temporary-database.ts';

export type SimulatedDay = {
  /** How many are enrolled; some of them are not due that day. Not used with `existing`. */
  readonly people: number;
  readonly callers: number;
  /** The same seed and day give the same calls. */
  readonly seed: string;
  /** Only people of this programme. Not used with `existing`. */
  readonly programme?: string;
  /** Lives a day of a district of this installation, with whoever is due there: its calls and answers stay in it. */
  readonly existing?: number;
  /** Local date; today, or with `existing` tomorrow, because what was enrolled today is due from the hour of its enrolment. */
  readonly day?: LocalDate;
  /** A migrated database to use in place of the installation's, or of one made for the purpose; then it must be empty. */
  readonly databaseUrl?: string;
};

/**
 * A whole day in the room on the virtual clock: virtual people and callers, everything else real. Plans, fills, claims, dials, takes
 * answers, escalates, sweeps and closes through the use cases that a real day goes through, then checks that everybody is accounted for.
 * In a throw-away database unless `existing`.
 *
 * @throws AppError not-found for a district that is not there
 */
export async function simulateDay(about: SimulatedDay): Promise<DayReport> {
  if (about.existing !== undefined) return inInstallation(about.existing, about);
  const { people, seed, programme } = about;
  const { id: districtId, timeZone: zone } = demoDistrict;
  const day = about.day ?? localDate(new Date(), zone);
  const live = (url: string) =>
    liveDay(url, about, {
      districtId,
      zone,
      day,
      fill: (deps) => enrolTown(deps, { seed, day, people: pick(seed, people, programme) }),
    });
  return about.databaseUrl === undefined ? withTemporaryDatabase(readConfig(process.env), day, live) : live(about.databaseUrl);
}

async function inInstallation(districtId: number, about: SimulatedDay): Promise<DayReport> {
  const database = about.databaseUrl === undefined ? await openDatabase(readConfig(process.env), new Date()) : null;
  const url = about.databaseUrl ?? (database?.url as string);
  try {
    const zone = await findTimeZone(url, districtId);
    const day = about.day ?? addDays(localDate(new Date(), zone), 1);
    return await liveDay(url, about, { districtId, zone, day, fill: null });
  } finally {
    database?.leave();
  }
}

/** The first `count` people of the demonstration, or of one of its programmes; about one person in five is of the smaller one. */
function pick(seed: string, count: number, programme: string | undefined): readonly DemoPerson[] {
  if (programme === undefined) return makePeople(seed, count);
  return makePeople(seed, count * 8)
    .filter((person) => person.programme === programme)
    .slice(0, count);
}
