import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { holdCovid, sayBreathless } from './looks.ts';
import { deskIs, openRoom, press } from './room.ts';

const room = await openRoom();
const english = { language: 'en' } as const;

test('a red goes from the caller’s key press to a hospital bed, each hand-over by name', async () => {
  const doctor = await room.visit('dr-nivedita', { path: '/escalations', ...english });
  await doctor.page.getByRole('heading', { name: 'Escalations' }).waitFor();
  const { name, personId } = await keyInARed();

  // The doctor: the whole picture on one page, and the decision.
  const row = doctor.page.getByRole('row').filter({ hasText: name });
  await row.getByRole('link', { name: `Open the sheet of ${name}` }).click();
  await doctor.page.getByRole('heading', { name: `Doctor’s sheet: ${name}` }).waitFor();
  await doctor.page.getByRole('button', { name: `I take it on: ${name}` }).click();
  await doctor.page.getByLabel('What you heard and think').fill('Breathless at rest, cannot finish a sentence');
  await doctor.page.getByLabel('Drug advice').fill('Oxygen on the way; nothing by mouth');
  await doctor.page.getByRole('button', { name: 'Shift to hospital' }).click();
  await doctor.page.getByLabel('Which bed').selectOption('oxygen');
  await doctor.page.getByRole('button', { name: 'Save the consultation' }).click();
  await doctor.page.getByText('A bed is wanted').waitFor();

  // The room: a bed, an ambulance, the family.
  const desk = await room.visit('meera', { path: '/shifting', ...english });
  const card = desk.page.getByRole('article').filter({ hasText: name });
  await step(desk.page, name, 'Hold a bed');
  await card.getByText('Civil Hospital, Shantipur').first().waitFor();
  await card.getByRole('button', { name: `The family of ${name} was told` }).click();
  await card.getByText('The family was told').waitFor();
  await step(desk.page, name, 'Send an ambulance');
  await card.getByText(/SH 00 A 0108/).waitFor();

  // The hospital's clerk keeps the bed and receives them; their page says nothing of the illness.
  const clerk = await room.visit('clerk-civil', { path: '/', phone: true, ...english });
  await clerk.page.getByRole('button', { name: `The bed is kept for ${name}` }).click();
  await clerk.page.getByText('Kamla Verma: the bed is kept').waitFor();
  expect(await clerk.page.locator('main').textContent()).not.toContain('Breathless');
  await step(desk.page, name, 'Picked up');
  await clerk.page.getByRole('button', { name: `${name} is here, in the bed` }).click();
  await clerk.page.getByText('Nobody is on the way.').waitFor();

  // In hospital: nobody rings at home; the trail names everybody.
  await card.waitFor({ state: 'detached' });
  await desk.page.getByRole('button', { name: 'In hospital (1)' }).click();
  await desk.page.getByText('Received by Kamla Verma').waitFor();
  const { rows } = await room.owner.query(
    `select t.status, t.received_by, e.status episode, x.status escalation, a.login acknowledged, r.login resolved
     from transfer t join episode e on e.id = t.episode_id join escalation x on x.episode_id = e.id
     join app_user a on a.id = x.acknowledged_by join app_user r on r.id = x.resolved_by
     where t.person_id = $1 order by x.raised_at desc limit 1`,
    [personId],
  );
  expect(rows).toEqual([
    {
      ...{ status: 'admitted', received_by: 'Kamla Verma', episode: 'paused' },
      ...{ escalation: 'resolved', acknowledged: 'dr-nivedita', resolved: 'dr-nivedita' },
    },
  ]);
  for (const { problems } of [doctor, desk, clerk]) expect(problems).toEqual([]);
});

test('a doctor whose network dies in the middle of a note loses nothing', async () => {
  const { rows } = await room.owner.query(
    `select person_id as id, id as episode from episode where status = 'active' and programme_id = 'covid-home-isolation' limit 1`,
  );
  const { page, context } = await room.visit('dr-imran', {
    path: `/people/${rows[0].id}/sheet`,
    expected: /ERR_INTERNET_DISCONNECTED|Failed to load/,
    ...english,
  });
  const note = page.getByLabel('What you heard and think');
  await note.fill('Coughs at night, eats well');
  await context.setOffline(true);
  await note.fill('Coughs at night, eats well, oxygen 96 on the phone');
  await context.setOffline(false);
  await page.reload();
  await expect.poll(() => note.inputValue()).toBe('Coughs at night, eats well, oxygen 96 on the phone');
  await page.getByRole('button', { name: 'Stays at home' }).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save the consultation' }).click();
  await page.getByText('the consultation is safe on this device').waitFor();
  const kept = () => room.owner.query(`select note from consultation where episode_id = $1`, [rows[0].episode]);
  expect((await kept()).rows).toEqual([]);
  await context.setOffline(false);
  await expect
    .poll(async () => (await kept()).rows, { timeout: 20_000 })
    .toEqual([{ note: 'Coughs at night, eats well, oxygen 96 on the phone' }]);
});

/** Takes a step in its dialog as it stands: the first house or ambulance, its crew's name. */
async function step(page: Page, name: string, move: string): Promise<void> {
  await page.getByRole('button', { name: `${move}: ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: move, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** At the call desk, by keys: somebody of the COVID programme is short of breath. */
async function keyInARed(): Promise<{ name: string; personId: string }> {
  await holdCovid(room, 'anita');
  const { page, context } = await room.visit('anita', { path: '/desk', ...english });
  await sayBreathless(page);
  await press(page, 'Control+Enter');
  await deskIs(page, 'summary');
  await press(page, 'Control+Enter');
  await deskIs(page, 'ready');
  await context.close();
  const { rows } = await room.owner.query(
    `select p.id, p.name from submission s join person p on p.id = s.person_id
     where s.level = 'red' and s.submitted_by = (select id from app_user where login = 'anita') order by s.submitted_at desc limit 1`,
  );
  return { name: rows[0].name, personId: rows[0].id };
}
