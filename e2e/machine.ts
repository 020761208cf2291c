import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from 'playwright-core';
import { inject } from 'vitest';

export type Machine = {
  readonly context: BrowserContext;
  /** Nothing is said goodbye to, nothing written any more. */
  cutPower(): Promise<void>;
};

/** A Chromium of its own process over a folder that outlives it, as a caller's computer is. */
export async function startMachine(folder: string, args: readonly string[]): Promise<Machine> {
  const given = [...args, '--headless=new', `--user-data-dir=${folder}`, '--remote-debugging-port=0', 'about:blank'];
  const child = spawn(inject('browser'), given, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const [context] = browser.contexts();
  if (!context) throw new Error('a Chromium with a folder of its own has a context');
  const ended = once(child, 'exit');
  return {
    context,
    cutPower: async () => {
      // The whole group: its renderers and helpers are processes too.
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid as number), 'SIGKILL');
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('Chromium ended before it could be spoken to');
}
