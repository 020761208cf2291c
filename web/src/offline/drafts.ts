import { theVault } from './vault.ts';

/** What is waiting to be written, by key; the newest wins. A keystroke is on the device before the next one is typed. */
const waiting = new Map<string, unknown>();
let writing: Promise<void> | null = null;
const dropped = Symbol('dropped');

/** Keeps what is being typed. Never fails: where the device cannot keep it, it is still on the screen. */
export function saveDraft(key: string, draft: unknown): void {
  waiting.set(key, draft);
  writing ??= writeAll().finally(() => {
    writing = null;
  });
}

/** What was being typed under a key; null when nothing was, or it is older than a shift. */
export async function loadDraft<T>(key: string): Promise<T | null> {
  if (waiting.has(key)) {
    const newest = waiting.get(key);
    return newest === dropped ? null : (structuredClone(newest) as T);
  }
  return (await theVault()).get<T>('draft', key).catch(() => null);
}

/** Forgets it: what was typed has been sent or kept for sending. */
export async function dropDraft(key: string): Promise<void> {
  saveDraft(key, dropped);
  await writing;
}

async function writeAll(): Promise<void> {
  const vault = await theVault();
  for (;;) {
    const [next] = waiting;
    if (!next) return;
    const [key, draft] = next;
    await (draft === dropped ? vault.drop('draft', key) : vault.put('draft', key, draft)).catch(() => undefined);
    if (waiting.get(key) === draft) waiting.delete(key);
  }
}
