import type { Protocol } from './protocol.ts';

/**
 * The content of a protocol as one text that is the same for the same content, however its files were laid out: keys in order, lists
 * as they stand, nothing absent. The server hashes it; a published version whose hash has changed is refused. The approval is left
 * out: it is given to the content, and does not change it.
 */
export function canonicalProtocol(protocol: Protocol): string {
  const { approval: _, ...content } = protocol;
  return JSON.stringify(inOrder(content));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(present.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]));
}
