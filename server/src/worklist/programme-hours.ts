import type { CallingWindow } from '@kshem/domain/protocol/protocol.ts';
import { nextOpening, openingAt, windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { earlier } from '@kshem/domain/time/instant.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { findZone, listProgrammesOfDistrict } from './queries.ts';

/** The calling hours of a district's programmes. A programme calls by the window of the version it runs on now. */
export type ProgrammeHours = {
  readonly zone: string;
  readonly programmes: readonly { readonly programmeId: string; readonly window: CallingWindow }[];
};

/** What may be called now; `opensAt`: when anything opens next, null for a district without programmes. */
export type OpenNow = { readonly programmeIds: readonly string[]; readonly opensAt: Date | null };

export async function openNow(deps: Deps, districtId: number): Promise<OpenNow> {
  const { zone, programmes } = await programmeHours(deps, districtId);
  const now = deps.now();
  const programmeIds = programmes.filter(({ window }) => openingAt(window, now, zone)).map(({ programmeId }) => programmeId);
  const openings = programmes.map(({ window }) => nextOpening(window, now, zone));
  return { programmeIds, opensAt: openings.length === 0 ? null : openings.reduce(earlier) };
}

/** When each programme's window of a local day opens and closes; without those that call nobody on that weekday. */
export function openingsOfDay({ zone, programmes }: ProgrammeHours, day: string) {
  return programmes.flatMap(({ programmeId, window }) => {
    const opening = windowOfDay(window, day, zone);
    return opening === null ? [] : [{ programmeId, ...opening }];
  });
}

// Asked with every claim; changes when a programme starts in the district or moves to another version.
const keptForMs = 60_000;
const kept = new WeakMap<Deps, Map<number, { readAt: Date; hours: Promise<ProgrammeHours> }>>();

export function programmeHours(deps: Deps, districtId: number): Promise<ProgrammeHours> {
  const ofDeps = kept.get(deps) ?? new Map<number, { readAt: Date; hours: Promise<ProgrammeHours> }>();
  kept.set(deps, ofDeps);
  const found = ofDeps.get(districtId);
  // Also anew when the clock was set back.
  const age = found ? deps.now().getTime() - found.readAt.getTime() : -1;
  if (found && age >= 0 && age < keptForMs) return found.hours;
  const hours = read(deps, districtId);
  ofDeps.set(districtId, { readAt: deps.now(), hours });
  hours.catch(() => ofDeps.delete(districtId));
  return hours;
}

async function read(deps: Deps, districtId: number): Promise<ProgrammeHours> {
  const zone = await findZone(deps.system, districtId);
  if (zone === null) throw new AppError('not-found', { districtId });
  const running = await listProgrammesOfDistrict(deps.system, districtId);
  const programmes = await Promise.all(
    running.map(async ({ programme_id, version }) => {
      const { protocol } = await deps.protocols.get(programme_id, version);
      return { programmeId: programme_id, window: protocol.callingWindow };
    }),
  );
  return { zone, programmes };
}
