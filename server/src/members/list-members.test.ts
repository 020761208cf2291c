import * as members from '@kshem/contract/members.ts';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, place, testDeps } from '../testing/given.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

test('colleagues are those whose areas meet one’s own, by role; a closed account is marked', async () => {
  const [first, second] = place.wards;
  const field = await desk.signedIn({ roles: ['field'], areas: [first] });
  const elsewhere = await desk.signedIn({ roles: ['field'], areas: [second] });
  const supervisor = await desk.signedIn({ roles: ['supervisor'], areas: [place.block] });
  const gone = await desk.signedIn({ roles: ['field'], areas: [first] });
  await db.owner.updateTable('app_user').set({ disabled_at: deps.now() }).where('id', '=', gone.actor.userId).execute();

  const { items } = await supervisor.client(members.listMembers, { query: { role: 'field' } });
  expect(items.map(({ userId }) => userId).sort()).toEqual([field, elsewhere, gone].map(({ actor }) => actor.userId).sort());
  expect(items.find(({ userId }) => userId === gone.actor.userId)).toMatchObject({ active: false });
  const seen = await field.client(members.listMembers);
  const ids = seen.items.map(({ userId }) => userId);
  expect(ids).toContain(supervisor.actor.userId);
  expect(ids).not.toContain(elsewhere.actor.userId);
});

test('nobody who is not signed in is told of them', async () => {
  await expect(desk.anyone(members.listMembers)).rejects.toMatchObject({ code: 'not-signed-in' });
});
