import { addDays, type LocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { demoDistrict } from '../../../demo/district.ts';
import { onCallEvent } from '../calls/on-call-event.ts';
import { type Config, readConfig } from '../config.ts';
import { type Deps, makeDeps } from '../deps.ts';
import { prepareDay } from '../jobs/timetable.ts';
import { makeLog } from '../log.ts';
import { openDatabase } from '../open-database.ts';
import { closeDistrictDay } from '../reports/close-district-day.ts';
import { createHandsetProvider } from '../telephony/handset/provider.ts';
import { createExchange } from '../telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../telephony/simulated/provider.ts';
import { createRandom } from '../telephony/simulated/random.ts';
import { createRoom } from '../telephony/simulated/room.ts';
import { createVirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { attendEscalations } from './attend-escalations.ts';
import { type Cast, castOfDistrict, connectCast } from './cast.ts';
import { checkDay } from './check-day.ts';
import { type DayReport, measureDay } from './day-report.ts';
import { enrolTown } from './enrol-town.ts';
import { hire } from './hire.ts';
import { createLane } from './lane.ts';
import { analyse, findTimeZone } from './queries.ts';
import { runTimetable } from './run-timetable.ts';
import { seededIds } from './seeded-ids.ts';
import { shiftsOf } from './shifts.ts';
import { simulatedDesk } from './simulated-desk.ts';
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
  /** A migrated, empty database to use in place of one made for the purpose. */
  readonly databaseUrl?: string;
};

/**
 * A whole day in the room on the virtual clock: virtual people and callers, everything else real. Plans, fills, claims, dials, takes
 * answers, escalates, sweeps and closes through the use cases that a real day goes through, then checks that everybody is accounted for.
 * In a throw-away database unless `existing`.
 */
export async function simulateDay(about: SimulatedDay): Promise<DayReport> {
  const config = readConfig(process.env);
  if (about.existing !== undefined) return inInstallation(config, about.existing, about);
  const day = about.day ?? localDate(new Date(), demoDistrict.timeZone);
  const town: Town = {
    districtId: demoDistrict.id,
    zone: demoDistrict.timeZone,
    day,
    fill: (deps) => enrolTown(deps, { ...about, day }),
  };
  if (about.databaseUrl !== undefined) return liveDay(about.databaseUrl, about, town);
  return withTemporaryDatabase(config, day, (url) => liveDay(url, about, town));
}

async function inInstallation(config: Config, districtId: number, about: SimulatedDay): Promise<DayReport> {
  const database = await openDatabase(config, new Date());
  try {
    const zone = await findTimeZone(database.url, districtId);
    const day = about.day ?? addDays(localDate(new Date(), zone), 1);
    return await liveDay(database.url, about, { districtId, zone, day, fill: null });
  } finally {
    database.leave();
  }
}

type Town = {
  readonly districtId: number;
  readonly zone: string;
  readonly day: LocalDate;
  /** Enrols the people; null: they are there. */
  readonly fill: ((deps: Deps) => Promise<Cast>) | null;
};

const startsAt = '05:30';
const closesAt = '22:30';
/** Doctors on duty, one for so many callers, at least two. */
const callersPerDoctor = 8;

async function liveDay(url: string, { callers, seed }: SimulatedDay, { districtId, zone, day, fill }: Town): Promise<DayReport> {
  const clock = createVirtualClock(instantAt(day, startsAt, zone));
  const exchange = createExchange(clock);
  const provider = createSimulatedProvider({ exchange, clock });
  const telephony = { handset: createHandsetProvider({ now: clock.now }), simulated: provider };
  const made = makeDeps({ url, poolSize: 4, log: makeLog('error'), now: clock.now, telephony });
  const newId = seededIds(`${seed}/${day}`);
  const deps: Deps = { ...made, newId: () => newId(clock.now()) };
  const watch = stopwatch();
  try {
    const enrolled = fill === null ? null : await watch('enrol', () => fill(deps));
    const staff = await hire(deps, districtId, { callers, doctors: Math.max(2, Math.ceil(callers / callersPerDoctor)) });
    await watch('plan and fill', () => prepareDay(deps, districtId, day));
    await analyse(url);
    const cast = enrolled ?? (await castOfDistrict(deps, { districtId, day, seed }));
    connectCast(exchange, cast, { seed, zone });
    const random = createRandom(`${seed}/${day}/room`);
    const book = createLane(deps, seededIds(`${seed}/${day}/book`));
    const wire = createLane(deps, seededIds(`${seed}/${day}/wire`));
    const desk = {
      deps,
      book,
      wire,
      clock,
      provider,
      districtId,
      day,
      cast,
      callers: staff.callers,
      random: random.fork('talk'),
    };
    const room = createRoom(simulatedDesk(desk), { clock, random });
    await provider.start(async (event) => {
      void wire.run(() => onCallEvent(wire.deps, event));
      await room.hear(event);
    });
    runTimetable({ book, wire }, clock, { districtId, day, zone });
    attendEscalations(book, clock, { districtId, day, zone, doctors: staff.doctors, random: random.fork('doctors') });
    room.open(shiftsOf([...staff.callers.keys()], day, zone));
    await watch('the room', async () => {
      await clock.runUntil(instantAt(day, closesAt, zone));
      await Promise.all([book.done(), wire.done()]);
    });
    const closed = await watch('close', () => closeDistrictDay(deps, { districtId, day }));
    const checks = await checkDay(deps, { districtId, day, rungWhileInUse: exchange.calledWhileInUse() });
    return await measureDay(deps, {
      districtId,
      day,
      startedAt: instantAt(day, startsAt, zone),
      closed,
      room: room.report(),
      checks,
      wallSeconds: watch.laps,
    });
  } finally {
    await made.close();
  }
}

/** Wall seconds of each stage; the only real time in a simulated day. */
function stopwatch() {
  const laps: Record<string, number> = {};
  const watch = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    laps[stage] = Math.round(performance.now() - start) / 1000;
    return result;
  };
  return Object.assign(watch, { laps });
}
