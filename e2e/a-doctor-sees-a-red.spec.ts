import { placeCall, recordDisposition } from '@kshem/contract/calls.ts';
import { readCheckIn, submitAnswers } from '@kshem/contract/check-ins.ts';
import { claimNext } from '@kshem/contract/worklist.ts';
import { expect, test } from 'vitest';
import { storyNow } from './clock.ts';
import { openRoom } from './room.ts';

const room = await openRoom();

test('what a caller hears is on the doctor’s screen, who takes it on and closes it by name', async () => {
  const { page, problems } = await room.visit('dr-nivedita', { path: '/escalations', language: 'en' });
  await page.getByRole('heading', { name: 'Escalations' }).waitFor();
  const name = await hearARed();
  const row = page.getByRole('row').filter({ hasText: name });
  await row.waitFor();
  await row.getByRole('button', { name: 'I take it on' }).click();
  await row.getByRole('button', { name: /Close|Resolve|Done/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('textbox').first().fill('Sent to the district hospital');
  await dialog.getByRole('button').last().click();
  await row.waitFor({ state: 'detached' });
  const { rows } = await room.owner.query(
    `select e.status, u.login from escalation e join app_user u on u.id = e.acknowledged_by order by e.updated_at desc limit 1`,
  );
  expect(rows).toEqual([{ status: 'resolved', login: 'dr-nivedita' }]);
  expect(problems).toEqual([]);
});

/** A caller's conversation in which somebody of the COVID programme is badly ill. @returns the person's name */
async function hearARed(): Promise<string> {
  const caller = await room.client('anita');
  for (let i = 0; i < 20; i++) {
    const claim = await caller(claimNext);
    if (claim.kind !== 'claimed') throw new Error('there is somebody to call');
    const { attempts } = await caller(placeCall, { body: { householdId: claim.householdId, fence: claim.fence } });
    const [attempt] = attempts;
    if (!attempt) continue;
    const { checkInId, checkInDueOn, attemptId, personId } = attempt;
    const checkIn = await caller(readCheckIn, { params: { dueOn: checkInDueOn, checkInId } });
    const said = { informant: { kind: 'self' as const }, saidAt: storyNow().toISOString() };
    const answers = checkIn.programmeId === 'covid-home-isolation' ? { breathless: true, 'chest-pain': true } : {};
    const body = { submissionId: crypto.randomUUID(), checkInId, checkInDueOn, attemptId, fence: claim.fence, ...said, answers };
    const { level } = await caller(submitAnswers, { body });
    const person = await room.owner.query('select name from person where id = $1', [personId]);
    if (level === 'red') return person.rows[0].name;
    for (const other of attempts.slice(1)) {
      await caller(recordDisposition, {
        params: { attemptId: other.attemptId },
        body: { disposition: 'no-answer', fence: claim.fence },
      });
    }
  }
  throw new Error('nobody of the COVID programme was offered');
}
