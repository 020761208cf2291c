import type { Role } from '../access/roles.ts';
import type { Level } from '../protocol/protocol.ts';

/**
 * Whom an escalation rings for. It begins with the unit it was raised for; each time the version's minutes for the level run out without
 * an acknowledgement (deadline.ts), one line more hears it, and those before it go on hearing it.
 */
export const lines = ['first', 'second', 'officer'] as const;
export type Line = (typeof lines)[number];

/** As it is stored: 1, 2, 3. */
export function lineOf(stored: number): Line {
  return lines[Math.min(Math.max(stored, 1), lines.length) - 1] ?? 'first';
}

/** The next line; the officer's is the last, and is told again and again. */
export function nextLine(stored: number): number {
  return Math.min(stored + 1, lines.length);
}

/** Whether it rings for somebody with these roles. */
export function ringsFor(
  roles: readonly Role[],
  { ownerUnit, line, level }: { ownerUnit: string; line: number; level: Level },
): boolean {
  if (level !== 'red') return false;
  if (roles.some((role) => role === ownerUnit)) return true;
  if (roles.includes('supervisor') && line >= 2) return true;
  return roles.includes('officer') && line >= 3;
}
