import type { Answered } from '@kshem/contract/endpoint.ts';
import type { countEscalations } from '@kshem/contract/escalations.ts';
import type { Role } from '@kshem/domain/access/roles.ts';
import { ringsFor } from '@kshem/domain/escalation/line.ts';

type Counts = Answered<typeof countEscalations>['items'];
export type WaitingReds = { readonly count: number; readonly since: Date | null };

/**
 * The red ones that nobody has acknowledged and that ring for somebody with these roles: their own unit's, and the others' once their line
 * is reached (domain/escalation/line.ts).
 */
export function waitingReds(counts: Counts, roles: readonly Role[]): WaitingReds {
  const reds = counts.flatMap(({ level, ownerUnit, raised, second, officer, waitingSince }) => {
    const rings = (line: number) => ringsFor(roles, { ownerUnit, line, level });
    const count = rings(1) ? raised : rings(2) ? second : rings(3) ? officer : 0;
    return count > 0 ? [{ count, waitingSince }] : [];
  });
  const since = reds.flatMap(({ waitingSince }) => (waitingSince ? [waitingSince.getTime()] : []));
  return {
    count: reds.reduce((sum, { count }) => sum + count, 0),
    since: since.length === 0 ? null : new Date(Math.min(...since)),
  };
}

/** A tab's title with how many wait, in place of whatever number it had. */
export function countedTitle(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\) /, '');
  return count === 0 ? bare : `(${count}) ${bare}`;
}
