import type { Transitions } from './transitions.ts';

/** A Mermaid state diagram of a transition table; a status that nothing leaves is drawn as an end. */
export function printStateDiagram<Status extends string, Action extends string>(table: Transitions<Status, Action>): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${nodeName(table.initial)}`];
  for (const [status, moves] of Object.entries<Partial<Record<string, { to: string }>>>(table.moves)) {
    for (const [action, move] of Object.entries(moves)) {
      if (move !== undefined) lines.push(`  ${nodeName(status)} --> ${nodeName(move.to)}: ${action}`);
    }
    if (Object.keys(moves).length === 0) lines.push(`  ${nodeName(status)} --> [*]`);
  }
  return `${lines.join('\n')}\n`;
}

/** Mermaid reads a hyphen in a state's name as part of an arrow. */
function nodeName(status: string): string {
  return status.replaceAll('-', '_');
}
