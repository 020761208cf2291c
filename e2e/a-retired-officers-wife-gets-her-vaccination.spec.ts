import { hearOfNeed } from '@kshem/contract/needs.ts';
import { expect, test } from 'vitest';
import { openRoom } from './room.ts';

const room = await openRoom();

test('is looked for, registered under her husband, given a token and a slip in Hindi, and counted once when she says that it came', async () => {
  const { page, problems } = await room.visit('meera', { path: '/help-desk', language: 'en' });
  await page.getByRole('searchbox').first().fill('Ramkali Sahu');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Not among them: register' }).click();
  await page.getByLabel('Name').first().fill('Ramkali Sahu');
  await page.getByLabel('Phone').first().fill('61000 77001');
  await page.getByRole('textbox', { name: 'Age' }).fill('61');
  await page.getByRole('radio').first().check();
  await page.getByLabel('Category').selectOption('retired');
  await page.getByLabel('Service number').fill('cg-2077');
  await page.getByLabel('Officer’s name').fill('Head Constable B. Sahu');
  await page.getByRole('combobox', { name: 'Service' }).selectOption('retired');
  await page.getByLabel('Relation to the officer').selectOption('spouse');
  await page.getByRole('button', { name: 'Register', exact: true }).click();

  await page.getByText('Head Constable B. Sahu (CG-2077, retired)').waitFor();
  await page.getByRole('button', { name: 'Vaccination' }).click();
  await page.getByLabel('Which dose?').selectOption('second');
  await page.getByRole('button', { name: 'Give a token' }).click();
  const slip = page.getByRole('article');
  await slip.getByText('टोकन').waitFor();
  expect(await slip.textContent()).toMatch(/पुलिस सहायता डेस्क.*टोकन\s*1.*सेवा क्रमांक CG-2077.*टीका.*दूसरी/s);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Print the slip' }).isVisible()).toBe(false);
  expect(await slip.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('link', { name: 'Back' }).click();
  await page.getByLabel('What came of it').selectOption('dose-2');
  await page.getByRole('button', { name: 'Record' }).click();
  await page
    .getByText(/Second dose given/)
    .first()
    .waitFor();

  // She says on the telephone that she has had it; her own word counts, and the desk that gave it does not.
  const { rows } = await room.owner.query<{ id: string; person_id: string }>(
    `select n.id, n.person_id from need n join help_visit_need v on v.need_id = n.id where n.kind = 'vaccination'`,
  );
  const needId = rows[0]?.id ?? '';
  const own = (await room.client('meera'))(hearOfNeed, { params: { needId }, body: { came: true } });
  await expect(own).rejects.toMatchObject({ code: 'own-delivery' });
  await (await room.client('farhan'))(hearOfNeed, { params: { needId }, body: { came: true } });

  await page.goto(`${room.base}/help-desk/helped`);
  await page.getByRole('cell', { name: '1' }).first().waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'Retired' }).textContent()).toMatch(/Retired1.*1/);

  // Whoever comes again is found first, under another spelling.
  await page.goto(`${room.base}/help-desk`);
  await page.getByRole('searchbox').first().fill('रामकली साहू');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Ramkali Sahu/ }).click();
  await page.getByText(/Token 1/).waitFor();
  expect(problems).toEqual([]);
});
