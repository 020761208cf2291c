import type { Endpoint } from '@kshem/contract/endpoint.ts';
import { changedBy } from '@kshem/contract/topics.ts';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useTell } from '../ui/use-tell.ts';
import type { Reply, Request } from './client.ts';
import { leaveWhenSignedOut } from './query-client.ts';
import { refresh } from './refresh.ts';
import { ask } from './use-ask.ts';

type Options = {
  /** The page says by itself what went wrong; otherwise a notification does. */
  readonly quiet?: boolean;
};

/** Sends something to an endpoint; on success the screens that show what it changes ask again. */
export function useSend<E extends Endpoint>(
  endpoint: E,
  { quiet = false }: Options = {},
): UseMutationResult<Reply<E>, Error, Request<E>> {
  const tell = useTell();
  return useMutation({
    mutationFn: (request: Request<E>) => ask(endpoint, request),
    onSuccess: () => refresh(changedBy[endpoint.name] ?? []),
    onError: (error) => {
      leaveWhenSignedOut(error);
      if (!quiet) tell.refusal(error);
    },
  });
}
