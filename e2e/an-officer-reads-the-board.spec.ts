import { placeCall, recordDisposition } from '@kshem/contract/calls.ts';
import { claimNext } from '@kshem/contract/worklist.ts';
import { expect, test } from 'vitest';
import { openRoom } from './room.ts';

const room = await openRoom();

test('the board moves by itself when a caller does something, and says so when it cannot know', async () => {
  const { page, context, problems } = await room.visit('sp', { path: '/board', expected: /ERR_INTERNET|Failed|ERR_FAILED/ });
  await page.getByText('आज अभी कोई कॉल नहीं हुई।').waitFor();
  const caller = await room.client('prakash');
  const claim = await caller(claimNext);
  if (claim.kind !== 'claimed') throw new Error('there is somebody to call');
  const { attempts } = await caller(placeCall, { body: { householdId: claim.householdId, fence: claim.fence } });
  for (const { attemptId } of attempts) {
    await caller(recordDisposition, { params: { attemptId }, body: { disposition: 'no-answer', fence: claim.fence } });
  }
  await page.getByRole('cell', { name: 'प्रकाश देवांगन' }).waitFor();
  await page.getByText('आज अभी कोई कॉल नहीं हुई।').waitFor({ state: 'detached' });

  await context.setOffline(true);
  await page.getByRole('alert').filter({ hasText: 'सर्वर से संपर्क टूटा है' }).waitFor({ timeout: 60_000 });
  await context.setOffline(false);
  await page.getByRole('alert').filter({ hasText: 'सर्वर से संपर्क टूटा है' }).waitFor({ state: 'detached', timeout: 60_000 });
  expect(problems).toEqual([]);
});

test('on the wall nothing but the board is shown, without scrolling', async () => {
  const { page, problems } = await room.visit('sp', { path: '/board?wall=true', language: 'en', dark: true });
  await page.getByText('Due today').waitFor();
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  const over = await page.evaluate(() => {
    const main = document.querySelector('main');
    return main ? main.scrollHeight - main.clientHeight : 0;
  });
  expect(over).toBeLessThanOrEqual(1);
  expect(problems).toEqual([]);
});
