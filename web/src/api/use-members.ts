import { listMembers } from '@kshem/contract/members.ts';
import type { Text } from '@kshem/domain/text.ts';
import { useAsk } from './use-ask.ts';
import type { ItemOf } from './use-pages.ts';

export type Member = ItemOf<typeof listMembers>;

/** Colleagues of one's own areas; for the names behind ids, and for whom something can be given to. Empty until they are known. */
export function useMembers(): { readonly members: readonly Member[]; readonly nameOf: (userId: string | null) => Text | null } {
  const { data } = useAsk(listMembers, undefined, { staleTime: 5 * 60_000 });
  const members = data?.items ?? [];
  return { members, nameOf: (userId) => members.find((member) => member.userId === userId)?.name ?? null };
}
