import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { beginAsking, deskIs, openRoom, press } from './room.ts';

const room = await openRoom();
const network = /ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED/;

const submissionsOf = async (login: string) => {
  const { rows } = await room.owner.query(
    `select count(*)::int n from submission s join app_user u on u.id = s.submitted_by where u.login = $1 and s.submitted_at > '2026-05-12T05:30:00Z'`,
    [login],
  );
  return rows[0].n as number;
};

test('what was answered survives a dead network and a reload, waits on the device, and arrives once', async () => {
  const { page, context, problems } = await room.visit('deepa', { path: '/desk', expected: network });
  await deskIs(page, 'idle');
  // The desk is kept on the device before the network goes.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await press(page, 'n');
  await deskIs(page, 'ready');
  await press(page, 'c');
  await deskIs(page, 'calling');
  await press(page, 'a');
  await deskIs(page, 'asking');
  await press(page, '1', '3');
  await context.setOffline(true);
  await press(page, 'n');
  await page.reload().catch(() => undefined);
  await page.goto(`${room.base}/desk`).catch(() => undefined);
  await deskIs(page, 'asking');
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Enter');
  await page.getByRole('button', { name: /भेजी जानी/ }).waitFor();
  expect(await submissionsOf('deepa')).toBe(0);

  await context.setOffline(false);
  await expect.poll(() => submissionsOf('deepa'), { timeout: 30_000 }).toBe(1);
  await page.getByRole('button', { name: /भेजी जानी/ }).waitFor({ state: 'detached' });
  const { rows } = await room.owner.query(
    `select answers from submission s join app_user u on u.id = s.submitted_by where u.login = 'deepa' order by submitted_at desc limit 1`,
  );
  expect(Object.keys(rows[0].answers).length).toBeGreaterThanOrEqual(2);
  expect(problems).toEqual([]);
});

test('a household that is kept on the device is called without a network, and the call is told afterwards', async () => {
  const { page, context, problems } = await room.visit('gaurav', { path: '/desk', expected: network });
  await deskIs(page, 'idle');
  await press(page, 'n');
  await deskIs(page, 'ready');
  await expect
    .poll(
      async () =>
        (await room.owner.query(`select 1 from worklist_household where claim_slot > 0 and state = 'claimed'`)).rowCount,
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  // What is kept is written to the device just after it was asked for.
  await page.waitForTimeout(1500);
  await context.setOffline(true);
  // The household at hand was never called: it goes back, and the kept one comes.
  await press(page, 'p');
  await deskIs(page, 'idle');
  await press(page, 'n');
  await deskIs(page, 'ready');
  await press(page, 'c');
  await deskIs(page, 'calling');
  await press(page, '1');
  await context.setOffline(false);
  await expect
    .poll(
      async () =>
        (
          await room.owner.query(
            `select a.disposition from call_attempt a join app_user u on u.id = a.caller_id where u.login = 'gaurav'`,
          )
        ).rows,
      { timeout: 30_000 },
    )
    .toEqual([{ disposition: 'no-answer' }]);
  expect(problems).toEqual([]);
});

test('a power cut loses nothing that was answered: the machine starts again in the middle of the call', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kshem-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { page, cutPower } = await room.visitOnDisk('kavita', folder, { path: '/desk' });
  await beginAsking(page);
  await press(page, '1', '3');
  const question = await page.locator('#desk-question').textContent();
  // As long as the fastest hand takes for its next key: only what is typed after that may be lost.
  await page.waitForTimeout(200);
  await cutPower();

  const again = await room.visitOnDisk('kavita', folder, { path: '/desk' });
  await deskIs(again.page, 'asking');
  expect(await again.page.locator('#desk-question').textContent()).toBe(question);
  await press(again.page, 'Control+Enter');
  await deskIs(again.page, 'summary');
  await press(again.page, 'Control+Enter');
  await expect.poll(() => submissionsOf('kavita'), { timeout: 30_000 }).toBe(1);
  expect(again.problems).toEqual([]);
  await again.cutPower();
});

test('the server is gone for a moment while a call is written down: it is sent once when the server is there again', async () => {
  const { page, problems } = await room.visit('lokesh', { path: '/desk', expected: /ERR_|Failed|50\d/ });
  await beginAsking(page);
  await room.restart(async () => {
    await press(page, '1', '3', 'Control+Enter');
    await deskIs(page, 'summary');
    await press(page, 'Control+Enter');
    await page.getByRole('button', { name: /भेजी जानी/ }).waitFor();
  });
  await expect.poll(() => submissionsOf('lokesh'), { timeout: 60_000 }).toBe(1);
  await page.getByRole('button', { name: /भेजी जानी/ }).waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});
