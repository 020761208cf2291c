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
  queryCache: new QueryCache({ onError: leaveWhenSignedOut, onSuccess: rememberWho }),
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

function rememberWho(data: unknown, { queryKey }: { queryKey: readonly unknown[] }): void {
  if (queryKey[0] === readMe.name && data) rememberAccount(data as Account);
}

/** Whoever was signed in last is shown at once, and asked for again; without a network they go on working. */
export function startWithKeptAccount(): void {
  const account = keptAccount();
  if (account) queryClient.setQueryData(keyOf(readMe), account, { updatedAt: 1 });
}
