import { readMe } from '@kshem/contract/access.ts';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { forgetAccount, keptAccount, rememberAccount } from '../offline/kept-account.ts';
import { Refused } from './client.ts';
import { keyOf } from './use-ask.ts';
import type { Account } from './use-me.ts';

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
  if (!(error instanceof Refused) || error.code !== 'not-signed-in') return;
  forgetAccount();
  queryClient.setQueryData(keyOf(readMe), null);
}

/** Older than any answer, so that it is asked for again at once. */
const keptAt = 1;

// Also what a sign-in answered, which no query fetched; but not the kept account itself, which would then be kept for ever.
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated' || event.action.type !== 'success' || event.query.queryKey[0] !== readMe.name) return;
  const { data, dataUpdatedAt } = event.query.state;
  if (data && dataUpdatedAt > keptAt) rememberAccount(data as Account);
});

/** Whoever was signed in last is shown at once, and asked for again; without a network they go on working. */
export function startWithKeptAccount(): void {
  const account = keptAccount();
  if (account) queryClient.setQueryData(keyOf(readMe), account, { updatedAt: keptAt });
}
