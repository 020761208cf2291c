import { shownBy, type Topic } from '@kshem/contract/topics.ts';
import { queryClient } from './query-client.ts';

/** Has every screen that shows one of the topics ask again; answers no screen shows are asked again when one does. */
export function refresh(changed: readonly Topic[]): void {
  if (changed.length === 0) return;
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) => (shownBy[String(name)] ?? []).some((topic) => changed.includes(topic)),
  });
}
