import type { Endpoint } from '@kshem/contract/endpoint.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Reply, Request } from './client.ts';
import { ask } from './use-ask.ts';

/** An endpoint that answers a list a page at a time. */
export type PagedEndpoint = Endpoint & { readonly response: object };
type Page<E extends Endpoint> = Reply<E> & { readonly items: readonly unknown[]; readonly next: string | null };
export type ItemOf<E extends Endpoint> = Page<E>['items'][number];

/** A list that goes on as one scrolls: the pages fetched so far as one list. */
export type Pages<T> = {
  readonly items: readonly T[];
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isFetchingMore: boolean;
  readonly more: () => void;
  readonly refetch: () => void;
};

/**
 * The list of an endpoint, page after page.
 * @param where whether `after` stands in the address or in the body (searches).
 */
export function usePages<E extends PagedEndpoint>(
  endpoint: E,
  request: Request<E>,
  { where = 'query', enabled = true }: { where?: 'query' | 'body'; enabled?: boolean } = {},
): Pages<ItemOf<E>> {
  const asked = useInfiniteQuery({
    queryKey: [endpoint.name, request, 'pages'],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const part = (request as Record<string, object | undefined>)[where];
      const sent = { ...request, [where]: { ...part, ...(pageParam !== undefined && { after: pageParam }) }, signal };
      return (await ask(endpoint, sent as unknown as Request<E>)) as Page<E>;
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return {
    items: asked.data?.pages.flatMap(({ items }) => items as ItemOf<E>[]) ?? [],
    isPending: asked.isPending && enabled,
    error: asked.error,
    hasMore: asked.hasNextPage,
    isFetchingMore: asked.isFetchingNextPage,
    more: () => void (asked.isFetchingNextPage || asked.fetchNextPage()),
    refetch: () => void asked.refetch(),
  };
}
