import { useSyncExternalStore } from 'react';

/**
 * Whether the server answers. The browser's own word (navigator.onLine) only knows whether there is a cable; requests tell the truth, and
 * while none gets through a small question is asked again and again.
 */
let reachable = true;
let asking: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<(reachable: boolean) => void>();
const firstPauseMs = 2000;
const longestPauseMs = 15_000;
const patienceMs = 10_000;

/** Told by every request: it was answered (whatever the answer), or nothing came back. */
export function wasAnswered(answered: boolean): void {
  if (answered !== reachable) {
    reachable = answered;
    for (const listener of listeners) listener(reachable);
  }
  clearTimeout(asking);
  asking = answered ? undefined : setTimeout(() => void askAgain(firstPauseMs), firstPauseMs);
}

export function isReachable(): boolean {
  return reachable;
}

export function onReachable(listener: (reachable: boolean) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server answers, for screens. */
export function useOnline(): boolean {
  return useSyncExternalStore(onReachable, isReachable);
}

async function askAgain(pauseMs: number): Promise<void> {
  // Our server answers in JSON; the sign-in page of a strange network does not.
  const answered = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(patienceMs) }).then(
    ({ status, headers }) => status < 500 && (headers.get('content-type') ?? '').includes('json'),
    () => false,
  );
  if (answered) return wasAnswered(true);
  const next = Math.min(pauseMs * 1.5, longestPauseMs);
  asking = setTimeout(() => void askAgain(next), next);
}

// A cable pulled or put back is worth an immediate look.
globalThis.addEventListener?.('offline', () => wasAnswered(false));
globalThis.addEventListener?.('online', () => void askAgain(firstPauseMs));
