import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newId } from '../server/src/ids.ts';
import { fillDay } from '../server/src/worklist/fill-day.ts';
import { storyNow } from './clock.ts';
import { beginAsking, deskIs, openRoom, press } from './room.ts';

const room = await openRoom();
/** The network is cut, and a wrong code is answered with 409. */
const expected = /ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED|409/;

type Need = {
  id: string;
  status: string;
  proof: string | null;
  code: string;
  area_id: number;
  household_id: string;
  reopened: number;
};
const needOf = async (id: string): Promise<Need> =>
  (await room.owner.query<Need>('select * from need where id = $1', [id])).rows[0] as Need;

/** Asks the kind by its name in the list of all needs. */
async function ask(page: Page, need: string): Promise<void> {
  await press(page, 'w');
  await page.getByRole('button', { name: need }).first().click();
  await press(page, 'Escape');
}

test('what is asked for on a call is brought with a code, without a network on the way, and closes only by the person’s word', async () => {
  const caller = await room.visit('anita', { path: '/desk' });
  const { page } = caller;
  const { needId, code } = await raised(page);
  const { area_id } = await needOf(needId);

  const login = area_id >= 90_010_400 ? 'field-south' : 'field-town';
  const team = await room.visit(login, { path: `/deliveries?show=free&areaId=${area_id}`, phone: true, expected });
  await team.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await team.page.getByRole('button', { name: /लें/ }).first().waitFor();
  // Everything of this ward is taken: the one of this story is among it.
  for (let left = await takeable(team.page); left > 0; left = await takeable(team.page)) {
    await team.page
      .getByRole('button', { name: /^(लें|सब लें)/ })
      .first()
      .click();
    await expect.poll(() => takeable(team.page)).toBeLessThan(left);
  }
  await expect.poll(async () => (await needOf(needId)).status).toBe('assigned');
  await team.page.getByRole('button', { name: /मेरे/ }).click();
  const { rows } = await room.owner.query<{ name: string }>(
    'select p.name from need n join person p on p.id = n.person_id where n.id = $1',
    [needId],
  );
  const door = team.page.getByRole('article').filter({ hasText: rows[0]?.name ?? '' });
  await door.getByRole('button', { name: 'पहुँचा दिया' }).last().waitFor();

  // A wrong code is refused at the door, with the tries left.
  await open(team.page, rows[0]?.name ?? '');
  await team.page.getByLabel('व्यक्ति का कोड').fill(code === '0000' ? '1111' : '0000');
  await team.page.getByRole('dialog').getByRole('button', { name: 'पहुँचा दिया' }).click();
  await team.page.getByRole('alert').filter({ hasText: '4' }).waitFor();

  // The village has no network: what is written down there waits on the phone, and the page comes back from it.
  await team.context.setOffline(true);
  await team.page.getByLabel('व्यक्ति का कोड').fill(code);
  await team.page.getByRole('dialog').getByRole('button', { name: 'पहुँचा दिया' }).click();
  await team.page.getByRole('dialog').waitFor({ state: 'detached' });
  await team.page.reload().catch(() => undefined);
  await team.page.goto(`${room.base}/deliveries`).catch(() => undefined);
  await team.page.getByText('नेटवर्क नहीं है', { exact: false }).first().waitFor();
  expect((await needOf(needId)).status).toBe('assigned');
  await team.context.setOffline(false);
  await expect.poll(async () => (await needOf(needId)).status, { timeout: 30_000 }).toBe('fulfilled');
  expect(await needOf(needId)).toMatchObject({ proof: 'code', closed_at: null });
  expect(team.problems).toEqual([]);

  // They say on the next call that it never came: it is open again, and counted.
  const [second, third] = await otherCallers(area_id, needId);
  await callAgain(needId);
  await heard(second, 'नहीं मिला');
  await expect.poll(async () => (await needOf(needId)).status).toBe('open');
  expect((await needOf(needId)).reopened).toBe(1);

  // Brought once more, and this time they say that it came.
  await room.owner.query(`update need set status = 'fulfilled', delivered_at = $2 where id = $1`, [needId, storyNow()]);
  await callAgain(needId);
  await heard(third, 'मिल गया');
  await expect.poll(async () => (await needOf(needId)).status).toBe('confirmed');
  expect(caller.problems).toEqual([]);
}, 120_000);

/** A call on which they ask for food and are told their code. */
async function raised(page: Page): Promise<{ needId: string; code: string }> {
  await beginAsking(page);
  await ask(page, 'राशन या पका खाना');
  const code = (await page.locator('strong', { hasText: /^\d{4}$/ }).textContent()) ?? '';
  await page.getByLabel('कितने लोगों के लिए?').fill('5');
  await page.getByLabel('कब तक मिलने को कहा').selectOption({ index: 1 });
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Shift+Enter');
  await deskIs(page, 'idle');
  const { rows } = await room.owner.query<Need>(
    `select n.* from need n join app_user u on u.id = n.raised_by where u.login = 'anita' and n.kind = 'food' and n.code = $1`,
    [code],
  );
  expect(rows).toMatchObject([{ asked: { 'how-many': '5' }, promised_at: expect.any(Date) }]);
  return { needId: rows[0]?.id ?? '', code };
}

function takeable(page: Page): Promise<number> {
  return page.getByRole('button', { name: /^(लें|सब लें)/ }).count();
}

async function open(page: Page, name: string): Promise<void> {
  const food = page.getByRole('article').filter({ hasText: name }).locator('div').filter({ hasText: 'राशन या पका खाना' });
  await food.getByRole('button', { name: 'पहुँचा दिया' }).last().click();
  await page.getByRole('dialog').waitFor();
}

/** Callers of the person's ward who have nothing kept on their devices yet. */
async function otherCallers(areaId: number, needId: string): Promise<[string, string]> {
  const { rows } = await room.owner.query<{ login: string }>(
    `select u.login from app_user u join user_role r on r.user_id = u.id and r.role = 'caller'
     where u.login <> 'anita' and (select p.language from need n join person p on p.id = n.person_id where n.id = $2) = any (u.languages) and exists (
       select from user_area g join area a on a.id = $1 where g.user_id = u.id and g.area_id = any (a.path))
     order by u.login`,
    [areaId, needId],
  );
  expect(rows.length).toBeGreaterThan(1);
  return [rows[0]?.login ?? '', rows[1]?.login ?? ''];
}

/** The same person is due once more today, and nobody else just now. */
async function callAgain(needId: string): Promise<void> {
  const { rows } = await room.owner.query<{ district_id: number; household_id: string }>(
    `insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at, deadline_at,
       state)
     select distinct on (c.person_id) c.district_id, c.due_on, $2::uuid, c.episode_id, c.person_id, c.household_id, c.programme_id, c.area_id,
       c.slot + 50, 'again', $3::timestamptz, c.deadline_at, 'planned'
     from check_in c join need n on n.person_id = c.person_id where n.id = $1 and c.due_on = $4 order by c.person_id, c.slot desc
     returning district_id, household_id`,
    [needId, newId(storyNow()), storyNow(), storyNow().toISOString().slice(0, 10)],
  );
  const [{ district_id, household_id }] = rows as [{ district_id: number; household_id: string }];
  await fillDay(room.deps, { districtId: district_id, day: storyNow().toISOString().slice(0, 10) });
  await room.owner.query(`update worklist_household set state = 'idle' where household_id <> $1 and state = 'ready'`, [
    household_id,
  ]);
}

/** On the next call the question stands before all others. */
async function heard(login: string, answer: string): Promise<void> {
  const { page, problems } = await room.visit(login, { path: '/desk' });
  await beginAsking(page);
  const question = page.getByRole('heading', { name: /पहले पूछें/ });
  const food = page.getByRole('heading', { name: /पहले पूछें.*राशन/ });
  // What else was brought to them is asked about too, one by one.
  for (let i = 0; i < 5 && !(await food.isVisible()); i++) {
    const before = await question.textContent();
    await page.getByRole('button', { name: 'मिल गया' }).click();
    await expect.poll(() => question.textContent()).not.toBe(before);
  }
  await page.getByRole('button', { name: answer }).click();
  await expect.poll(() => food.isVisible()).toBe(false);
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Shift+Enter');
  await deskIs(page, 'idle');
  expect(problems).toEqual([]);
}
