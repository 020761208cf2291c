import { bedKinds, facilityKinds } from '@kshem/domain/registry/bed-kinds.ts';
import * as z from 'zod';

/** What the address of the registry says; anything it cannot read is as if it were not there. */
export const registrySearch = z.object({
  show: z.enum(['houses', 'ambulances']).optional().catch(undefined),
  kind: z.enum(facilityKinds).optional().catch(undefined),
  bed: z.enum(bedKinds).optional().catch(undefined),
});
export type RegistrySearch = z.output<typeof registrySearch>;
