import { readMe } from '@kshem/contract/access.ts';
import { type Topic, topics } from '@kshem/contract/topics.ts';
import { useEffect, useSyncExternalStore } from 'react';
import { queryClient } from './query-client.ts';
import { refresh } from './refresh.ts';
import { keyOf } from './use-ask.ts';

const knockAgainMs = 10_000;

let laid = false;
const listeners = new Set<() => void>();

function mark(now: boolean): void {
  laid = now;
  for (const listener of listeners) listener();
}

/** Listens to the server's hints while a page is open; after a gap everything shown is asked again, for what was missed is not told twice. */
export function useLiveHints(): void {
  useEffect(() => {
    let source: EventSource;
    let gap = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      source = new EventSource('/api/live');
      source.addEventListener('open', () => {
        mark(true);
        if (gap) refresh(topics);
        gap = false;
      });
      source.addEventListener('error', () => {
        mark(false);
        gap = true;
        if (source.readyState !== EventSource.CLOSED) return;
        // Refused, not merely broken: the browser does not knock again by itself. Whether anybody is still signed in the account says.
        void queryClient.invalidateQueries({ queryKey: keyOf(readMe) });
        again = setTimeout(listen, knockAgainMs);
      });
      source.addEventListener('hint', ({ data }: MessageEvent<string>) =>
        refresh((JSON.parse(data) as { changed: Topic[] }).changed),
      );
    };
    listen();
    return () => {
      mark(false);
      clearTimeout(again);
      source.close();
    };
  }, []);
}

/** Whether hints come in: without them a screen knows only what it last asked. */
export function useLiveLine(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => laid,
  );
}
