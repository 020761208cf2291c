import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { placeCall, recordDisposition } from '@kshem/contract/calls.ts';
import { claimNext } from '@kshem/contract/worklist.ts';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { median, printTable } from '../server/src/bench/measure.ts';
import { beginAsking, deskIs, openRoom, press } from './room.ts';

// npm run bench screens. Figures, not judgements: nothing here fails for being slow.
const room = await openRoom();
const rows: string[][] = [];
const ms = (value: number) => `${value.toFixed(0)} ms`;

test('the first load of the call desk', async () => {
  const { page, context } = await room.visit('anita', { path: '/account' });
  await page.locator('h1').waitFor();
  const fetched: string[] = [];
  const fresh = await context.newPage();
  fresh.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await fresh.goto(`${room.base}/desk`);
  await deskIs(fresh, 'idle');
  const files = new Set(fetched.filter((path) => /^\/assets\/.*\.(js|css)$/.test(path)));
  const bytes = [...files].reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(import.meta.dirname, '../web/dist', path))).length,
    0,
  );
  rows.push(['first load of /desk, JS and CSS gzipped', `${(bytes / 1000).toFixed(0)} kB`, '≤ 250 kB', `${files.size} files`]);
  await context.close();
});

test('a key to the paint, on a processor four times slower', async () => {
  const { page, context } = await room.visit('bharat', { path: '/desk' });
  await beginAsking(page);
  const slower = await context.newCDPSession(page);
  await slower.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await watchPaints(page);
  // Forward and back through the questions, and answers that move on by themselves.
  for (let i = 0; i < 15; i++) {
    await press(page, 'u');
    await page.waitForTimeout(250);
    await press(page, 'ArrowUp');
    await page.waitForTimeout(250);
  }
  const took = await page.evaluate(() => (globalThis as unknown as { paints: number[] }).paints);
  const sorted = took.toSorted((a, b) => a - b);
  rows.push([
    'key to paint, 4× slower processor',
    ms(median(took)),
    '< 100 ms',
    `p95 ${ms(sorted[Math.floor(sorted.length * 0.95)] ?? 0)}, ${took.length} keys`,
  ]);
  await context.close();
});

test('saving to the next person shown', async () => {
  const { page, context } = await room.visit('deepa', { path: '/desk' });
  await deskIs(page, 'idle');
  await press(page, 'n');
  const took: number[] = [];
  for (let i = 0; i < 20; i++) {
    // A household of several goes on with the next of them.
    await page.locator('[data-phase="ready"], [data-phase="asking"]').waitFor();
    if ((await page.locator('[data-phase]').getAttribute('data-phase')) === 'ready') {
      await press(page, 'c');
      await deskIs(page, 'calling');
      await press(page, 'a');
    }
    await deskIs(page, 'asking');
    await press(page, '1', 'Control+Enter');
    await deskIs(page, 'summary');
    took.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const from = performance.now();
            const look = () => {
              const phase = document.querySelector('[data-phase]')?.getAttribute('data-phase');
              if (phase === 'ready' || phase === 'asking') resolve(performance.now() - from);
              else requestAnimationFrame(look);
            };
            document.activeElement?.dispatchEvent(
              new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
            );
            requestAnimationFrame(look);
          }),
      ),
    );
  }
  const sorted = took.toSorted((a, b) => a - b);
  rows.push([
    'save to the next person shown',
    ms(median(took)),
    '< 300 ms',
    `worst ${ms(sorted.at(-1) ?? 0)}, ${took.length} saves`,
  ]);
  await context.close();
});

test('an event to the board, with 200 viewers', async () => {
  const { page, context } = await room.visit('meera', { path: '/board' });
  await page.locator('h1').waitFor();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const gone = new AbortController();
  await Promise.all(
    Array.from({ length: 199 }, () => fetch(`${room.base}/api/live`, { headers: { cookie }, signal: gone.signal })),
  );
  const caller = await room.client('prakash');
  const took: number[] = [];
  for (let i = 1; i <= 10; i++) {
    const claim = await caller(claimNext);
    if (claim.kind !== 'claimed') break;
    const { attempts } = await caller(placeCall, { body: { householdId: claim.householdId, fence: claim.fence } });
    await page.waitForTimeout(1000);
    const before = await page.locator('main').textContent();
    const from = performance.now();
    for (const { attemptId } of attempts)
      await caller(recordDisposition, { params: { attemptId }, body: { disposition: 'no-answer', fence: claim.fence } });
    await page.waitForFunction((text) => (document.querySelector('main') as HTMLElement).textContent !== text, before, {
      polling: 20,
    });
    took.push(performance.now() - from);
  }
  gone.abort();
  rows.push([
    'event to the board, 200 viewers',
    ms(median(took)),
    '< 1000 ms',
    `worst ${ms(Math.max(...took))}, ${took.length} events`,
  ]);
  await context.close();
});

test('the figures', () => {
  printTable(['', 'median', 'goal', ''], rows);
});

/** From each key pressed to the frame after the next: what it changed is then on the screen. */
async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const paints: number[] = [];
    Object.assign(globalThis, { paints });
    addEventListener(
      'keydown',
      ({ timeStamp }) => requestAnimationFrame(() => requestAnimationFrame(() => paints.push(performance.now() - timeStamp))),
      true,
    );
  });
}
