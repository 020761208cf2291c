import { readMe } from '@kshem/contract/access.ts';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Refused } from './client.ts';
import { keyOf } from './use-ask.ts';

/**
 * The one store of what the server said. A refusal is not asked again; a lost network is, while the last known answer stays on the screen.
 */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      retry: (count, error) => !(error instanceof Refused && error.status > 0 && error.status < 500) && count < 3,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

/** The session ended elsewhere: the shell shows the sign-in over the page, which keeps what was typed. */
export function leaveWhenSignedOut(error: Error): void {
  if (error instanceof Refused && error.code === 'not-signed-in') queryClient.setQueryData(keyOf(readMe), null);
}
