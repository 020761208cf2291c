import { expect, test } from 'vitest';
import { openRoom } from './room.ts';

const room = await openRoom({ withJobs: true });

/** As an office sends it: a title above the headings, numbers as Excel leaves them, somebody twice, a total, a row nobody can use. */
const list = [
  'ज़िला कार्यालय की सूची,,,,',
  'क्रमांक,मरीज का नाम,मोबाइल,उम्र,वार्ड',
  '1,सुनीता यादव,6100500001.0,35 Y,Old Fort',
  '2,Suneeta Yadav,6100500001,35,Old Fort',
  '3,रमेश साहू,06100500002,52,Mill Lines',
  '4,,6100500003,40,Mill Lines',
  'कुल,,,,',
].join('\n');

test('a list is dropped, looked at and taken; what cannot be used goes back, and who may be twice is compared', async () => {
  const { page, problems } = await room.visit('farhan', { path: '/lists/new', language: 'en' });
  const buffer = Buffer.from(list);
  await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
  // The guess over the first rows: the third column is the telephone.
  await page.getByText('सुनीता यादव').first().waitFor();
  await page.getByLabel('Name of the new office').or(page.getByRole('textbox').first()).first().fill('cmho office');
  await page.getByLabel(/^Programme/).selectOption('covid-home-isolation');
  await page.getByRole('button', { name: 'Take the list in' }).click();
  await page.waitForURL(/\/lists\/[0-9a-f-]{36}/);

  await expect
    .poll(
      async () => (await room.owner.query(`select status from import_run order by started_at desc limit 1`)).rows[0]?.status,
      { timeout: 60_000 },
    )
    .toBe('finished');
  const { rows } = await room.owner.query(`select counts from import_run limit 1`);
  expect(rows[0].counts).toMatchObject({ verdicts: { rejected: 1 } });
  await page.getByText('sent back').first().waitFor();

  const rejects = page.waitForEvent('download');
  await page.locator('a[href*="/rejects"]').first().click();
  expect((await rejects).suggestedFilename()).toMatch(/rejects\.xlsx$/);

  await page.goto(`${room.base}/lists/duplicates`);
  await page.getByText('Suneeta Yadav').first().waitFor();
  await page.getByText('सुनीता यादव').first().waitFor();
  await page.keyboard.press('a');
  const keptApart = async () =>
    (await room.owner.query(`select count(*)::int n from merge_proposal where status = 'kept-apart'`)).rows[0].n;
  await expect.poll(keptApart, { timeout: 20_000 }).toBe(1);
  expect(problems).toEqual([]);
});
