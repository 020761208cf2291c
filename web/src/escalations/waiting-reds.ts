import type { Answered } from '@kshem/contract/endpoint.ts';
import type { countEscalations } from '@kshem/contract/escalations.ts';

type Counts = Answered<typeof countEscalations>['items'];
export type WaitingReds = { readonly count: number; readonly since: Date | null };

/** The red ones that nobody has acknowledged: for these it rings. */
export function waitingReds(counts: Counts): WaitingReds {
  const reds = counts.filter(({ level, raised }) => level === 'red' && raised > 0);
  const since = reds.flatMap(({ waitingSince }) => (waitingSince ? [waitingSince.getTime()] : []));
  return {
    count: reds.reduce((sum, { raised }) => sum + raised, 0),
    since: since.length === 0 ? null : new Date(Math.min(...since)),
  };
}

/** A tab's title with how many wait, in place of whatever number it had. */
export function countedTitle(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\) /, '');
  return count === 0 ? bare : `(${count}) ${bare}`;
}
