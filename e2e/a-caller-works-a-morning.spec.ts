import { expect, test } from 'vitest';
import { demoPassword } from '../server/src/demo/demo-sign-ins.ts';
import { deskIs, openRoom, press } from './room.ts';

const room = await openRoom();

test('a caller signs in, reaches one person, does not reach the next, and has a third on the desk', async () => {
  const { page, problems } = await room.visit(null, { path: '/desk' });
  await page.locator('input[autocomplete=username]').fill('anita');
  await page.locator('input[type=password]').fill(demoPassword);
  await page.keyboard.press('Enter');
  await deskIs(page, 'idle');

  await press(page, 'n');
  await deskIs(page, 'ready');
  const first = await page.locator('h2').first().textContent();
  await press(page, 'c');
  await deskIs(page, 'calling');
  expect(await page.locator('svg[role="img"], [data-qr] svg, svg').count()).toBeGreaterThan(0);
  await press(page, 'a');
  await deskIs(page, 'asking');
  await press(page, '1');
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Enter');
  await deskIs(page, 'ready');

  const { rows } = await room.owner.query(`select disposition from call_attempt where disposition is not null`);
  expect(rows.length).toBeGreaterThan(0);
  const said = await room.owner.query(
    'select count(*)::int n from submission where submitted_by = (select id from app_user where login = $1) and submitted_at > $2',
    ['anita', new Date('2026-05-12T05:00:00Z')],
  );
  expect(said.rows[0].n).toBe(1);

  await press(page, 'c');
  await deskIs(page, 'calling');
  await press(page, '1');
  await deskIs(page, 'ready');
  expect(await page.locator('h2').first().textContent()).not.toBe(first);
  expect(problems).toEqual([]);
});

test('the keys are all shown by a question mark', async () => {
  const { page, problems } = await room.visit('bharat', { path: '/desk' });
  await deskIs(page, 'idle');
  await press(page, '?');
  await page.getByRole('dialog').waitFor();
  expect(await page.getByRole('dialog').locator('kbd').count()).toBeGreaterThan(10);
  await press(page, 'Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});
