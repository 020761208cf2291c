import { allows } from '@kshem/domain/access/roles.ts';
import type { AdviceCard } from '@kshem/domain/protocol/protocol.ts';
import type { Actor } from '../actor.ts';

/** Drug advice is a doctor's to see, record and speak. */
export function mayReadAdvice({ readableBy }: Pick<AdviceCard, 'readableBy'>, { roles }: Pick<Actor, 'roles'>): boolean {
  return readableBy === 'anyone' || allows(roles, 'advice.drug.read');
}
