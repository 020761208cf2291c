import { useSyncExternalStore } from 'react';

/** `ready`: a newer version has been fetched and waits. `gone`: this page asked for a part that the server no longer has. */
type Update = 'none' | 'ready' | 'gone';
let update: Update = 'none';
let waiting: ServiceWorker | null = null;
/** A desk stays open for a whole shift; the browser itself looks only when a page is loaded. */
const lookEveryMs = 30 * 60_000;
const takeOverMs = 3000;
const listeners = new Set<() => void>();

function become(next: Update): void {
  update = next;
  for (const listener of listeners) listener();
}

/** Whether there is a newer version of the screens, and how to take it. What was typed is on the device and comes back. */
export function useUpdate(): { readonly update: Update; readonly take: () => void } {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => update,
  );
  return { update: now, take };
}

function take(): void {
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take-over');
  // A yet newer one may have come in its place.
  setTimeout(() => location.reload(), takeOverMs);
}

/** Keeps the screens on the device where the browser can (https, or this machine itself), and listens for newer ones. */
export function watchForUpdates(): void {
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault();
    become('gone');
  });
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/sw.js').then(
    (registration) => {
      const look = () => {
        const { waiting: next, installing } = registration;
        if (next && navigator.serviceWorker.controller) {
          waiting = next;
          become('ready');
        }
        installing?.addEventListener('statechange', look);
      };
      registration.addEventListener('updatefound', look);
      look();
      setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
    },
    // Without it everything works as long as there is a network.
    () => undefined,
  );
}
