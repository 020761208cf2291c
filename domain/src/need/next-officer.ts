import type { NeedKind } from '../protocol/protocol.ts';
import { addHours } from '../time/instant.ts';

/** Whoever hears of a need that was not met in time, besides its owner. */
export type NextOfficer = 'supervisor' | 'officer';

/** Half as long again as the owner had, and at least an hour: the room's head must be able to do something about it first. */
const shareOfTime = 0.5;
const leastHours = 1;
/** A delivery that nobody has asked the person about within two days is asked about by the room's head. */
export const confirmWithinHours = 48;

type Late = {
  readonly owner: NeedKind['owner'];
  readonly escalatedTo: NextOfficer | null;
  readonly raisedAt: Date;
  readonly dueAt: Date;
};

/**
 * To whom an overdue need goes next, and when after that. `at` is when it is looked at: after a night without a server one step stands for
 * those that were missed, and nobody is passed over. null: nobody is above.
 */
export function nextOfficer(
  { owner, escalatedTo, raisedAt, dueAt }: Late,
  at: Date,
): { to: NextOfficer; next: Date | null } | null {
  const given = (dueAt.getTime() - raisedAt.getTime()) / 3_600_000;
  const later = addHours(at, Math.max(leastHours, given * shareOfTime));
  if (escalatedTo === 'officer') return null;
  if (escalatedTo === 'supervisor' || owner === 'supervisor' || owner === 'officer') return { to: 'officer', next: null };
  return { to: 'supervisor', next: later };
}
