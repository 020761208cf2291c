import type { Answered } from '@kshem/contract/endpoint.ts';
import { readBoard } from '@kshem/contract/reports.ts';
import { readRoom } from '@kshem/contract/room.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import { useZone } from '../api/use-zone.ts';
import { useNow } from '../ui/use-now.ts';
import type { BoardSearch } from './board-search.ts';

export type Room = Answered<typeof readRoom>;
export type Line = Answered<typeof readBoard>['lines'][number];

/** Hints move the board; this only bounds how old it can become when one is lost. */
const askedAgainMs = 20_000;

/** Everything on the board. One day's figures by ward, from which the whole is added up, and the room as it is. */
export function useBoard({ programmeId, areaId }: BoardSearch) {
  const day = localDate(useNow(60), useZone());
  const query = given({ programmeId, areaId });
  const options = { refetchInterval: askedAgainMs, keepBefore: true };
  const wards = useAsk(readBoard, { query: { day, by: 'area', ...query } }, options);
  const room = useAsk(readRoom, { query }, options);
  return { wards, room };
}

export type Sum = {
  readonly due: number;
  readonly reached: number;
  readonly tried: number;
  readonly notYetTried: number;
  readonly attempts: number;
};

/** Of the people due: reached; not tried yet; the rest were tried and not reached, or stopped. */
export function sumOf(lines: readonly Line[]): Sum {
  const add = (pick: (line: Line) => number) => lines.reduce((sum, line) => sum + pick(line), 0);
  const [due, reached, notYetTried] = [
    add(({ counts }) => counts.due ?? 0),
    add(({ counts }) => counts.reached ?? 0),
    add(({ desk }) => desk.notYetTried),
  ];
  return {
    due,
    reached,
    notYetTried,
    tried: Math.max(0, due - reached - notYetTried),
    attempts: add(({ counts }) => counts.attempts ?? 0),
  };
}
