import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { findSilent } from '../calls/find-silent.ts';
import { reconcile } from '../calls/reconcile.ts';
import { prepareDay } from '../jobs/timetable.ts';
import type { VirtualClock } from '../telephony/simulated/virtual-clock.ts';
import { expireClaims } from '../worklist/expire-claims.ts';
import type { Lane } from './lane.ts';

/**
 * What the server does by itself during the day (jobs/timetable.ts), at the same times of the virtual clock, which waits for it and for
 * everything before it.
 */
export function runTimetable(
  { book, wire }: { book: Lane; wire: Lane },
  clock: VirtualClock,
  { districtId, day, zone }: { districtId: number; day: LocalDate; zone: string },
): void {
  const every = (minutes: number, first: string, last: string, run: () => Promise<unknown>) => {
    const end = instantAt(day, last, zone);
    for (let at = instantAt(day, first, zone); at <= end; at = new Date(at.getTime() + minutes * 60_000)) {
      clock.at(at, async () => {
        await wire.done();
        await book.run(run);
      });
    }
  };
  every(1, '07:00', '21:00', async () => {
    await expireClaims(book.deps, districtId);
    await reconcile(book.deps, districtId);
  });
  every(30, '06:30', '20:30', () => prepareDay(book.deps, districtId, day));
  every(60, '06:15', '21:15', () => findSilent(book.deps, { districtId, day }));
}
