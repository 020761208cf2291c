import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Behaviour } from '../server/src/telephony/lab/phone-farm.ts';
import { startLab } from '../server/src/telephony/lab/start-lab.ts';
import { deskIs, openRoom, press } from './room.ts';

const own = '+916100900001';
const voices = { caller: 700, person: 1100 } as const;

function speaks(hertz: number): Behaviour {
  return async (phone) => {
    phone.ring();
    await phone.wait(300);
    await phone.answer();
    phone.talk(hertz);
  };
}

let person: Behaviour;
/** Who was rung last, besides the caller. */
let rung = '';
const lab = await startLab((number) => {
  if (number === own) return speaks(voices.caller);
  rung = number;
  return (phone) => person(phone);
});
const room = await openRoom({ asterisk: lab.settings });
afterAll(() => lab.stop());
beforeEach(() => {
  person = speaks(voices.person);
});

const strip = (page: Page) => page.getByRole('region', { name: 'The exchange' });
const says = (page: Page, words: string | RegExp) => strip(page).getByText(words).waitFor({ timeout: 15_000 });
const hears = (number: string) => lab.farm.inCall(number)?.hears(Object.values(voices));
const talking = () =>
  expect.poll(() => [hears(own), hears(rung)], { timeout: 10_000 }).toEqual([[voices.person], [voices.caller]]);
const attempts = async () =>
  (
    await room.owner.query(
      'select a.disposition, a.self_reported, c.channel from call_attempt a join phone_call c on c.id = a.phone_call_id order by a.requested_at desc',
    )
  ).rows;

async function ownNumberIs(page: Page): Promise<void> {
  await page.getByLabel('My number').fill('61009 00001');
  await page.getByRole('region', { name: 'My phone' }).getByRole('button', { name: 'Save' }).click();
  await page.getByText('The number is kept.').waitFor();
}

test('a caller connects their own phone once; the exchange rings people; the handset takes over in the middle and nothing typed is lost', async () => {
  const { page, problems } = await room.visit('anita', { path: '/account', language: 'en' });
  await ownNumberIs(page);
  await page.goto(`${room.base}/desk`);
  await deskIs(page, 'idle');
  await strip(page).getByRole('button', { name: 'Connect my phone' }).click();
  await says(page, 'My phone is connected');

  await press(page, 'n');
  await deskIs(page, 'ready');
  await press(page, 'c');
  await deskIs(page, 'calling');
  await says(page, 'They are on the line');
  await talking();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await press(page, 'a');
  await deskIs(page, 'asking');
  await press(page, '1');
  const before = await page.locator('[data-answer], fieldset, [role=radiogroup], h2').allTextContents();

  // By handset: the person is let go, the form stays where it was.
  await press(page, 'd');
  await deskIs(page, 'calling');
  await page.locator('a[data-dial]').first().waitFor();
  await expect.poll(() => lab.farm.inCall(rung)).toBeUndefined();
  expect((await attempts())[0]).toEqual({ disposition: null, self_reported: true, channel: 'handset' });
  await press(page, 'a');
  await deskIs(page, 'asking');
  expect(await page.locator('[data-answer], fieldset, [role=radiogroup], h2').allTextContents()).toEqual(before);
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Enter');
  await deskIs(page, 'ready');

  // Their telephone was put down to dial with; the next one goes by the exchange again.
  await strip(page).getByRole('button', { name: 'Connect my phone' }).click();
  await says(page, 'My phone is connected');
  const rungOwn = lab.farm.timesRung(own);
  await press(page, 'c');
  await deskIs(page, 'calling');
  await talking();
  await press(page, 'l');
  await says(page, 'Their line has ended');
  await says(page, 'My phone is connected');
  await press(page, '1');
  await deskIs(page, 'ready');
  expect(lab.farm.timesRung(own)).toBe(rungOwn);

  // What the line says can be written down with one press.
  person = (phone) => phone.refuse(486);
  await press(page, 'c');
  await deskIs(page, 'calling');
  await strip(page)
    .getByRole('button', { name: /^Write down:/ })
    .click();
  await deskIs(page, 'ready');
  expect((await attempts())[0]).toMatchObject({ disposition: 'busy', channel: 'asterisk' });
  await strip(page).getByRole('button', { name: 'Disconnect my phone' }).click();
  await says(page, 'My phone: not connected');
  await expect.poll(() => lab.farm.inCall(own)).toBeUndefined();
  expect(problems).toEqual([]);
});

test('the desk rings one household after the other by itself, each only when its caller waits for it', async () => {
  const { page, problems } = await room.visit('deepa', { path: '/account', language: 'en' });
  await ownNumberIs(page);
  await page.goto(`${room.base}/desk`);
  await strip(page).getByRole('button', { name: 'Connect my phone' }).click();
  await says(page, 'My phone is connected');
  let rings = 0;
  person = (phone) => {
    rings++;
    return phone.refuse(486);
  };
  await press(page, 'z', 'n');
  await deskIs(page, 'ready');
  await says(page, /The phone rings in \d+ s/);
  const first = await page.locator('h2').first().textContent();
  expect(rings).toBe(0);
  await deskIs(page, 'calling');
  await says(page, /Written down in/);
  await expect.poll(() => page.locator('h2').first().textContent(), { timeout: 15_000 }).not.toBe(first);
  expect(rings).toBe(1);
  expect((await attempts())[0]).toMatchObject({ disposition: 'busy', channel: 'asterisk' });
  await deskIs(page, 'ready');
  // Said otherwise, it waits.
  await press(page, 'z');
  await strip(page)
    .getByText(/The phone rings in/)
    .waitFor({ state: 'detached' });
  await strip(page).getByRole('button', { name: 'Disconnect my phone' }).click();
  await says(page, 'My phone: not connected');
  expect(problems).toEqual([]);
});

test('the exchange dies in the middle of a call: the screen says so, and the handset goes on', async () => {
  const { page, problems } = await room.visit('bharat', { path: '/account', language: 'en' });
  await ownNumberIs(page);
  await page.goto(`${room.base}/desk`);
  await strip(page).getByRole('button', { name: 'Connect my phone' }).click();
  await says(page, 'My phone is connected');
  await press(page, 'n');
  await deskIs(page, 'ready');
  await press(page, 'c');
  await talking();
  await lab.asterisk.kill();
  await says(page, /The exchange is out of reach/);
  await press(page, 'd');
  await page.locator('a[data-dial]').first().waitFor();
  await press(page, '1');
  await deskIs(page, 'ready');
  // The next is called by hand without anybody having to choose.
  await press(page, 'c');
  await deskIs(page, 'calling');
  await page.locator('a[data-dial]').first().waitFor();
  await lab.asterisk.restart();
  await says(page, 'My phone: not connected');
  expect(problems).toEqual([]);
});
