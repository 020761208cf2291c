import type { Role } from '../access/roles.ts';

/**
 * Whether somebody may take on, hand back or close an escalation of a unit. What was raised for a doctor is a doctor's to close; an officer
 * may take on anything that waits too long; a supervisor has what belongs to supervisors (a death that was told, a family left alone).
 */
export function mayMoveEscalation(
  roles: readonly Role[],
  ownerUnit: string,
  action: 'acknowledge' | 'resolve' | 'hand-back',
): boolean {
  if (roles.includes('doctor')) return true;
  if (roles.includes('officer') && action !== 'resolve') return true;
  return roles.some((role) => role === ownerUnit);
}
