import { describe, expect, test } from 'vitest';
import { callTable } from '../attempt/attempt-state.ts';
import { episodeTable } from '../episode/episode-state.ts';
import { escalationTable } from '../escalation/escalation-state.ts';
import { needTable } from '../need/need-state.ts';
import { turnTable } from '../worklist/claim-state.ts';
import { itemTable } from '../worklist/item-state.ts';
import { printStateDiagram } from './print-state-diagram.ts';

describe('the diagram of a state table', () => {
  test('shows every move and the ends', () => {
    expect(printStateDiagram(escalationTable)).toBe(`stateDiagram-v2
  [*] --> raised
  raised --> acknowledged: acknowledge
  raised --> raised: expire
  acknowledged --> resolved: resolve
  acknowledged --> raised: hand-back
  resolved --> [*]
`);
  });
});

describe('every state table', () => {
  test.each([
    ['call', callTable],
    ['episode', episodeTable],
    ['escalation', escalationTable],
    ['need', needTable],
    ['turn', turnTable],
    ['item', itemTable],
  ] as const)('of a %s reaches each of its statuses', (_, table) => {
    const moves: Readonly<Record<string, Partial<Record<string, { readonly to: string }>>>> = table.moves;
    const reached = new Set<string>([table.initial]);
    for (const status of reached) for (const move of Object.values(moves[status] ?? {})) if (move) reached.add(move.to);
    expect([...reached].sort()).toEqual(Object.keys(moves).sort());
  });
});
