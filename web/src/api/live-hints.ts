import { type Topic, topics } from '@kshem/contract/topics.ts';
import { useEffect, useSyncExternalStore } from 'react';
import { refresh } from './refresh.ts';

let laid = false;
const listeners = new Set<() => void>();

function mark(now: boolean): void {
  laid = now;
  for (const listener of listeners) listener();
}

/** Listens to the server's hints while a page is open; after a gap everything shown is asked again, for what was missed is not told twice. */
export function useLiveHints(): void {
  useEffect(() => {
    const source = new EventSource('/api/live');
    let gap = false;
    source.addEventListener('open', () => {
      mark(true);
      if (gap) refresh(topics);
      gap = false;
    });
    source.addEventListener('error', () => {
      mark(false);
      gap = true;
    });
    source.addEventListener('hint', ({ data }: MessageEvent<string>) =>
      refresh((JSON.parse(data) as { changed: Topic[] }).changed),
    );
    return () => {
      mark(false);
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
