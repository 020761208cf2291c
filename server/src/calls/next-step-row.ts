import type { NextStep } from '@kshem/domain/schedule/next-attempt.ts';

/** A step of the reach ladder as it was written into `next_step`; JSON keeps its instants as texts. */
export function readNextStep(written: unknown): NextStep | null {
  if (typeof written !== 'object' || written === null) return null;
  const step = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, instants.has(key) ? new Date(value) : value]),
  );
  // Only settle-attempt writes the column, and writes nothing else.
  return step as NextStep;
}

const instants: ReadonlySet<string> = new Set(['at', 'notBefore']);
