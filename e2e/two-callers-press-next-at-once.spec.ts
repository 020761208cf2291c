import { expect, test } from 'vitest';
import { deskIs, openRoom, press } from './room.ts';

const room = await openRoom();

test('each has somebody else, and a second press or a second tab gives nobody a second one', async () => {
  const visits = await Promise.all(['kavita', 'lokesh', 'nazia'].map((login) => room.visit(login, { path: '/desk' })));
  await Promise.all(visits.map(({ page }) => deskIs(page, 'idle')));
  await Promise.all(visits.map(({ page }) => press(page, 'n')));
  await Promise.all(visits.map(({ page }) => deskIs(page, 'ready')));
  const held = async () =>
    (await room.owner.query(`select claimed_by, household_id from worklist_household where state = 'claimed' and claim_slot = 0`))
      .rows;
  const first = await held();
  expect(new Set(first.map((row) => row.household_id)).size).toBe(3);
  expect(new Set(first.map((row) => row.claimed_by)).size).toBe(3);

  const [visit] = visits;
  const tab = await visit?.context.newPage();
  await tab?.goto(`${room.base}/desk`);
  if (tab) await deskIs(tab, 'ready');
  expect(await held()).toHaveLength(3);
  for (const { problems } of visits) expect(problems).toEqual([]);
});
