import type { Topic } from '@kshem/contract/topics.ts';
import { useEffect } from 'react';
import { refresh } from './refresh.ts';

/** Listens to the server's hints while a page is open; after a gap everything shown is asked again, for what was missed is not told twice. */
export function useLiveHints(): void {
  useEffect(() => {
    const source = new EventSource('/api/live');
    let gap = false;
    source.addEventListener('open', () => {
      if (gap) refresh(['desk', 'calls', 'people', 'needs', 'escalations', 'lists', 'reports', 'accounts', 'programmes']);
      gap = false;
    });
    source.addEventListener('error', () => {
      gap = true;
    });
    source.addEventListener('hint', ({ data }: MessageEvent<string>) =>
      refresh((JSON.parse(data) as { changed: Topic[] }).changed),
    );
    return () => source.close();
  }, []);
}
