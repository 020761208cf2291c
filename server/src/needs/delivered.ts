import { confirmWithinHours } from '@kshem/domain/need/next-officer.ts';
import type { Proof } from '@kshem/domain/need/proof.ts';
import { addHours } from '@kshem/domain/time/instant.ts';
import type { NeedChange } from './queries.ts';

/** What changes of a need that is said to have come: who says so and by what; and the clock until the person is asked. */
export function delivered(userId: string | null, proof: Proof, at: Date): Partial<NeedChange> {
  return {
    ...{ delivered_at: at, delivered_by: userId, proof, escalated_to: null },
    escalate_at: addHours(at, confirmWithinHours),
  };
}
