import type { Endpoint } from '@kshem/contract/endpoint.ts';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { wasAnswered } from '../offline/network.ts';
import { Refused, type Reply, type Request } from './client.ts';
import { desk } from './desk.ts';

type Options = {
  /** False: not asked yet, as while something it needs is not chosen. */
  readonly enabled?: boolean;
  readonly refetchInterval?: number | false;
  /** Asked again after so long when the last try failed, while it fails. */
  readonly againAfterFailureMs?: number;
  readonly staleTime?: number;
  /** Keeps the page before on the screen while the next is fetched. */
  readonly keepBefore?: boolean;
};

/** Under which an answer is kept: the endpoint's name, then what was asked. */
export function keyOf<E extends Endpoint>(endpoint: E, request?: Request<E>): readonly unknown[] {
  return request === undefined ? [endpoint.name] : [endpoint.name, request];
}

/** What an endpoint answers, kept fresh by live hints. */
export function useAsk<E extends Endpoint>(
  endpoint: E,
  request?: Request<E>,
  { keepBefore, againAfterFailureMs, ...options }: Options = {},
): UseQueryResult<Reply<E>, Error> {
  return useQuery({
    queryKey: keyOf(endpoint, request),
    queryFn: ({ signal }) => ask(endpoint, { ...request, signal } as Request<E>),
    ...(keepBefore && { placeholderData: keepPreviousData }),
    ...(againAfterFailureMs && {
      refetchInterval: ({ state }: { state: { status: string } }) => (state.status === 'error' ? againAfterFailureMs : false),
    }),
    ...options,
  }) as UseQueryResult<Reply<E>, Error>;
}

/** One request by its endpoint, for those places that hold the endpoint as a value. */
export async function ask<E extends Endpoint>(endpoint: E, request: Request<E>): Promise<Reply<E>> {
  try {
    const reply = await (desk as (endpoint: E, request: Request<E>) => Promise<Reply<E>>)(endpoint, request);
    wasAnswered(true);
    return reply;
  } catch (error) {
    if (error instanceof Refused) wasAnswered(error.status !== 0);
    throw error;
  }
}
