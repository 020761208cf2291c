import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type CounterName, counterNames } from './count.ts';
import { countDesk, sumCounters } from './queries.ts';

export type BoardInput = {
  /** Local date. */
  readonly day: string;
  readonly programmeId?: string;
  /** One line a ward, a programme, or one for the district. */
  readonly by: 'area' | 'programme' | 'district';
};

export type BoardLine = {
  /** Null where the lines are not split by it. */
  readonly areaId: number | null;
  readonly programmeId: string | null;
  readonly counts: Readonly<Record<CounterName, number>>;
  /** As it stands now, whatever the day asked for. */
  readonly desk: { readonly ready: number; readonly claimed: number; readonly notYetTried: number };
};

export type Board = { readonly day: string; readonly readAt: Date; readonly lines: readonly BoardLine[] };

/**
 * The day so far: the roll-ups of the actor's wards added up, beside what is on the desk now. Reads one row a ward and counter, and
 * the open desk; never history. `readAt` belongs on the screen: a board says when it was true.
 */
export function readBoard(deps: Deps, actor: Actor, input: BoardInput): Promise<Board> {
  return inScope(deps.app, actor, async (trx) => {
    const of = { districtId: actor.districtId, day: input.day, programmeId: input.programmeId ?? null, by: input.by };
    const lines = new Map<string, BoardLine>();
    for (const { areaId, programmeId, name, n } of await sumCounters(trx, of)) {
      const line = lineOf(lines, areaId, programmeId);
      if (isCounter(name)) lines.set(keyOf(line), { ...line, counts: { ...line.counts, [name]: n } });
    }
    for (const { areaId, programmeId, ...desk } of await countDesk(trx, of)) {
      const line = lineOf(lines, areaId, programmeId);
      lines.set(keyOf(line), { ...line, desk });
    }
    return { day: input.day, readAt: deps.now(), lines: [...lines.values()] };
  });
}

const nothing = Object.fromEntries(counterNames.map((name) => [name, 0])) as Record<CounterName, number>;

function lineOf(lines: ReadonlyMap<string, BoardLine>, areaId: number | null, programmeId: string | null): BoardLine {
  const empty = { areaId, programmeId, counts: nothing, desk: { ready: 0, claimed: 0, notYetTried: 0 } };
  return lines.get(keyOf(empty)) ?? empty;
}

function keyOf({ areaId, programmeId }: Pick<BoardLine, 'areaId' | 'programmeId'>): string {
  return `${areaId} ${programmeId}`;
}

function isCounter(name: string): name is CounterName {
  return counterNames.some((known) => known === name);
}
