import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { connectPhones } from '../../../demo/telephones.ts';
import { onCallEvent } from '../calls/on-call-event.ts';
import { analyse } from '../db/analyse.ts';
import { type Deps, makeDeps } from '../deps.ts';
import { prepareDay } from '../jobs/timetable.ts';
import { makeLog } from '../log.ts';
import { closeDistrictDay } from '../reports/close-district-day.ts';
import { createHandsetProvider } from '../telephony/handset/provider.ts';
import { createExchange } from '../telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../telephony/simulated/provider.ts';
import { createRandom } from '../telephony/simulated/random.ts';
import { createRoom, ordinaryPace } from '../telephony/simulated/room.ts';
import { createVirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { attendEscalations } from './attend-escalations.ts';
import { type Cast, castOfDistrict } from './cast.ts';
import { checkDay } from './check-day.ts';
import { type DayReport, measureDay } from './day-report.ts';
import { hire } from './hire.ts';
import { createLane } from './lane.ts';
import { runTimetable } from './run-timetable.ts';
import { seededIds } from './seeded-ids.ts';
import { shiftsOf } from './shifts.ts';
import { simulatedDesk } from './simulated-desk.ts';

export type Town = {
  readonly districtId: number;
  readonly zone: string;
  readonly day: LocalDate;
  /** Enrols the people; null: they are there already. */
  readonly fill: ((deps: Deps) => Promise<Cast>) | null;
};

/** Who finds nothing to do looks again every two minutes. */
const pace = { ...ordinaryPace, pollSeconds: 120 };
const startsAt = '05:30';
const closesAt = '22:30';
/** Doctors on duty, one for so many callers, at least two. */
const callersPerDoctor = 8;

/**
 * One day of a district on the virtual clock, from before planning to after closing. Every write goes through the use cases; `enrol`
 * alone may write people in bulk. See simulate-day.ts for where the database comes from.
 */
export async function liveDay(
  url: string,
  { callers, seed }: { callers: number; seed: string },
  { districtId, zone, day, fill }: Town,
): Promise<DayReport> {
  const clock = createVirtualClock(instantAt(day, startsAt, zone));
  const exchange = createExchange(clock);
  const provider = createSimulatedProvider({ exchange, clock });
  const now = () => clock.now();
  const telephony = { handset: createHandsetProvider({ now }), simulated: provider };
  const made = makeDeps({ url, poolSize: 4, log: makeLog('error'), now, telephony });
  const newId = seededIds(`${seed}/${day}`);
  const deps: Deps = { ...made, newId: () => newId(now()) };
  const watch = stopwatch();
  try {
    const enrolled = fill === null ? null : await watch('enrol', () => fill(deps));
    const staff = await hire(deps, districtId, { callers, doctors: Math.max(2, Math.ceil(callers / callersPerDoctor)) });
    await watch('plan and fill', () => prepareDay(deps, districtId, day));
    await analyse(url);
    const cast = enrolled ?? (await castOfDistrict(deps, { districtId, day, seed }));
    connectPhones(exchange, cast.phones, { seed, zone });
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
    const room = createRoom(simulatedDesk(desk), { clock, random, pace });
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
