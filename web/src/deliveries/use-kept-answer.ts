import type { Endpoint } from '@kshem/contract/endpoint.ts';
import { useEffect, useState } from 'react';
import type { Reply, Request } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { keyOf, useAsk } from '../api/use-ask.ts';
import { loadDraft, saveDraft } from '../offline/drafts.ts';

/**
 * What an endpoint answers, kept sealed on the device for a shift: without a network the last answer is shown, and can be gone on with.
 * `change` writes what one has done oneself before the server says so.
 */
export function useKeptAnswer<E extends Endpoint & { readonly response: { parse(value: unknown): unknown } }>(
  endpoint: E,
  request: Request<E>,
  { enabled = true }: { enabled?: boolean } = {},
) {
  const asked = useAsk(endpoint, request, { enabled });
  const key = `${endpoint.name}/${JSON.stringify(request)}`;
  const [kept, setKept] = useState<{ key: string; data: Reply<E> } | null>(null);
  const { data } = asked;
  useEffect(() => {
    if (data !== undefined) saveDraft(key, data);
  }, [key, data]);
  useEffect(() => {
    let gone = false;
    void loadDraft<unknown>(key).then((found) => {
      if (found === null || gone) return;
      // Written as text, and read by the schema like what comes over the wire; another version's is as good as none.
      try {
        setKept({ key, data: endpoint.response.parse(JSON.parse(JSON.stringify(found))) as Reply<E> });
      } catch {
        setKept(null);
      }
    });
    return () => {
      gone = true;
    };
  }, [key, endpoint]);
  const shown = data ?? (kept?.key === key ? kept.data : undefined);
  return {
    asked: { ...asked, data: shown } as {
      data: Reply<E> | undefined;
      error: Error | null;
      isPending: boolean;
      refetch: () => unknown;
    },
    /** As it is at this moment, not as it was when the page was last drawn. */
    now: () => queryClient.getQueryData<Reply<E>>(keyOf(endpoint, request)) ?? shown,
    change: (changed: Reply<E>) => {
      queryClient.setQueryData(keyOf(endpoint, request), changed);
      saveDraft(key, changed);
    },
  };
}
