import { expect, test } from 'vitest';
import { demoPassword } from '../server/src/demo/demo-sign-ins.ts';
import { elevenInTheMorning } from './clock.ts';
import { beginAsking, deskIs, openRoom, press } from './room.ts';

const room = await openRoom();

/** How many questions of today's conversation reached the server with an answer. */
const answersOf = async () => {
  const { rows } = await room.owner.query(
    `select answers from submission s join app_user u on u.id = s.submitted_by where u.login = 'hina' and s.submitted_at > $1`,
    [elevenInTheMorning],
  );
  return Object.keys(rows[0]?.answers ?? {}).length;
};

test('somebody signed out in the middle of a call signs in again and finds every answer', async () => {
  const { page, problems } = await room.visit('hina', { path: '/desk' });
  await beginAsking(page);
  await press(page, '1', '3');
  const question = await page.locator('#desk-question').textContent();

  await room.owner.query(`delete from session`);
  await page.reload();
  await page.locator('input[type=password]').waitFor();
  await page.locator('input[autocomplete=username]').fill('hina');
  await page.locator('input[type=password]').fill(demoPassword);
  await page.keyboard.press('Enter');
  await deskIs(page, 'asking');
  expect(await page.locator('#desk-question').textContent()).toBe(question);
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Enter');
  await expect.poll(answersOf, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  expect(problems).toEqual([]);
});

test('a wrong password says what to do and keeps the name', async () => {
  const { page } = await room.visit(null, { path: '/' });
  await page.locator('input[autocomplete=username]').fill('hina');
  await page.locator('input[type=password]').fill('not this one');
  await page.keyboard.press('Enter');
  await page.getByText('नाम या पासवर्ड ग़लत है').waitFor();
  expect(await page.locator('input[autocomplete=username]').inputValue()).toBe('hina');
});
