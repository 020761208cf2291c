import { callTable } from '../domain/src/attempt/attempt-state.ts';
import { episodeTable } from '../domain/src/episode/episode-state.ts';
import { escalationTable } from '../domain/src/escalation/escalation-state.ts';
import { needTable } from '../domain/src/need/need-state.ts';
import { printStateDiagram } from '../domain/src/state/print-state-diagram.ts';
import { transferTable } from '../domain/src/transfer/transfer-state.ts';
import { turnTable } from '../domain/src/worklist/claim-state.ts';
import { itemTable } from '../domain/src/worklist/item-state.ts';

const chapters = [
  ['Worklist turn (one household, one phone)', 'domain/src/worklist/claim-state.ts', printStateDiagram(turnTable)],
  ['Worklist item', 'domain/src/worklist/item-state.ts', printStateDiagram(itemTable)],
  ['Phone call', 'domain/src/attempt/attempt-state.ts', printStateDiagram(callTable)],
  ['Episode of care', 'domain/src/episode/episode-state.ts', printStateDiagram(episodeTable)],
  ['Need', 'domain/src/need/need-state.ts', printStateDiagram(needTable)],
  ['Escalation', 'domain/src/escalation/escalation-state.ts', printStateDiagram(escalationTable)],
  ['Transfer to hospital', 'domain/src/transfer/transfer-state.ts', printStateDiagram(transferTable)],
] as const;

/** docs/states.md: every state machine, drawn from its table. */
export function statesPage(): string {
  const body = chapters.map(([title, file, diagram]) => `## ${title}\n\nFrom \`${file}\`.\n\n\`\`\`mermaid\n${diagram}\`\`\`\n`);
  return `# States\n\nPrinted from the transition tables by \`npm run generate\`; a test fails when this page is stale.\n\n${body.join('\n')}`;
}
