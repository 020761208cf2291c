import { isOpen, nextOpening, type OpenHours, windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { earlier } from '@kshem/domain/time/instant.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Deps } from '../deps.ts';
import { findZone } from '../settings/find-zone.ts';
import { inOwnHours } from '../settings/own-hours.ts';
import { listProgrammesOfDistrict } from './queries.ts';

/** The calling hours of a district's programmes. A programme calls by the window of the version it runs on now, in the district's own hours where those are narrower. */
export type ProgrammeHours = {
  readonly zone: string;
  readonly programmes: readonly { readonly programmeId: string; readonly window: OpenHours }[];
};

/** What may be called now, and the instant at which the local day began. */
export type Moment = { readonly programmeIds: readonly string[]; readonly dayBegan: Date };

/** Windows and days change on the minute, so a minute is worked out once however many claims it has. */
export async function momentIn(deps: Deps, districtId: number): Promise<Moment> {
  const kept = await keptFor(deps, districtId);
  const now = deps.now();
  const minute = Math.floor(now.getTime() / 60_000);
  if (kept.moment?.minute !== minute) kept.moment = { minute, ...momentAt(kept.hours, now) };
  return kept.moment;
}

function momentAt({ zone, programmes }: ProgrammeHours, now: Date): Moment {
  const open = programmes.filter(({ window }) => isOpen(window, now, zone));
  return { programmeIds: open.map(({ programmeId }) => programmeId), dayBegan: instantAt(localDate(now, zone), '00:00', zone) };
}

/** When the first of the programmes opens next; null for a district without any. */
export async function nextOpeningIn(deps: Deps, districtId: number): Promise<Date | null> {
  const { zone, programmes } = await programmeHours(deps, districtId);
  const openings = programmes.map(({ window }) => nextOpening(window, deps.now(), zone));
  return openings.length === 0 ? null : openings.reduce(earlier);
}

/** When each programme's window of a local day opens and closes; without those that call nobody on that weekday. */
export function openingsOfDay({ zone, programmes }: ProgrammeHours, day: string) {
  return programmes.flatMap(({ programmeId, window }) => {
    const opening = windowOfDay(window, day, zone);
    return opening === null ? [] : [{ programmeId, ...opening }];
  });
}

export async function programmeHours(deps: Deps, districtId: number): Promise<ProgrammeHours> {
  return (await keptFor(deps, districtId)).hours;
}

type Kept = { readonly hours: ProgrammeHours; moment?: Moment & { readonly minute: number } };

// Asked with every claim; changes when a programme starts in the district or moves to another version, and with the district's own hours.
const keptForMs = 60_000;
const shelves = new WeakMap<Deps, Map<number, { readonly readAt: number; readonly kept: Promise<Kept> }>>();

function keptFor(deps: Deps, districtId: number): Promise<Kept> {
  const shelf = shelves.get(deps) ?? new Map<number, { readAt: number; kept: Promise<Kept> }>();
  shelves.set(deps, shelf);
  const found = shelf.get(districtId);
  const now = deps.now().getTime();
  // Also anew when the clock was set back.
  if (found && now >= found.readAt && now < found.readAt + keptForMs) return found.kept;
  const kept = read(deps, districtId).then((hours) => ({ hours }));
  shelf.set(districtId, { readAt: now, kept });
  kept.catch(() => shelf.delete(districtId));
  return kept;
}

async function read(deps: Deps, districtId: number): Promise<ProgrammeHours> {
  const zone = await findZone(deps.system, districtId);
  const running = await listProgrammesOfDistrict(deps.system, districtId);
  const ownHours = await inOwnHours(deps.system, districtId);
  const programmes = await Promise.all(
    running.map(async ({ programme_id, version }) => {
      const { protocol } = await deps.protocols.get(programme_id, version);
      return { programmeId: programme_id, window: ownHours(protocol).callingWindow };
    }),
  );
  return { zone, programmes };
}
