import * as audit from '@kshem/contract/audit.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '../db/transaction.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { writeAudit } from './write-audit.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

async function givenViews(count: number, areaId: number = place.wards[0]) {
  const { personId } = await givenPerson(db, { areaId });
  const caller = await desk.signedIn();
  for (let i = 0; i < count; i++) {
    clock.now = new Date(clock.now.getTime() + 1000);
    await inScope(deps.app, caller.actor, (trx) =>
      writeAudit(deps, trx, caller.actor, {
        action: 'person.viewed',
        subjectKind: 'person',
        subjectId: personId,
        detail: { n: i },
      }),
    );
  }
  return { personId, caller };
}

describe('who saw this person', () => {
  test('is told latest first, a page at a time, with who it was', async () => {
    const { personId, caller } = await givenViews(3);
    const officer = await desk.signedIn({ roles: ['officer'] });
    const first = await officer.client(audit.whoSaw, { params: { subjectId: personId }, query: { limit: 2 } });
    expect(first.items).toMatchObject([
      { action: 'person.viewed', detail: { n: 2 }, actorId: caller.actor.userId, actorLogin: expect.stringMatching(/^user-/) },
      { detail: { n: 1 } },
    ]);
    const rest = await officer.client(audit.whoSaw, {
      params: { subjectId: personId },
      query: { limit: 2, after: first.next as string },
    });
    expect(rest).toMatchObject({ items: [{ detail: { n: 0 } }], next: null });
  });

  test('is itself written down', async () => {
    const { personId } = await givenViews(1);
    const officer = await desk.signedIn({ roles: ['officer'] });
    clock.now = new Date(clock.now.getTime() + 1000);
    await officer.client(audit.whoSaw, { params: { subjectId: personId } });
    const { items } = await officer.client(audit.whoSaw, { params: { subjectId: personId } });
    expect(items[0]).toMatchObject({ action: 'trail.viewed', actorId: officer.actor.userId });
  });

  test('is not told of a person outside the officer’s areas', async () => {
    const { personId } = await givenViews(1, place.wards[1]);
    const officer = await desk.signedIn({ roles: ['officer'], areas: [place.wards[0]] });
    await expect(officer.client(audit.whoSaw, { params: { subjectId: personId } })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not told to a caller or a supervisor', async () => {
    const { client } = await desk.signedIn({ roles: ['caller', 'supervisor'] });
    await expect(client(audit.whoSaw, { params: { subjectId: deps.newId() } })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('what an account did', () => {
  test('is listed for one day', async () => {
    const { caller, personId } = await givenViews(1);
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const ask = (day: string) => admin.client(audit.whatDid, { params: { userId: caller.actor.userId }, query: { day } });
    expect((await ask('2021-05-10')).items).toMatchObject([{ action: 'person.viewed', subjectId: personId }]);
    expect((await ask('2021-05-11')).items).toEqual([]);
  });

  test('of another area’s account is not told', async () => {
    const other = await desk.signedIn({ areas: [place.wards[1]] });
    const officer = await desk.signedIn({ roles: ['officer'], areas: [place.wards[0]] });
    const ask = officer.client(audit.whatDid, { params: { userId: other.actor.userId }, query: { day: '2021-05-10' } });
    await expect(ask).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the trail', () => {
  test('cannot be changed or removed by either role of the server', async () => {
    await givenViews(1);
    for (const statement of [
      sql`update audit_event set actor_id = null where district_id = ${place.district}`,
      sql`delete from audit_event where district_id = ${place.district}`,
      sql`truncate audit_event`,
    ]) {
      const scope = { districtId: place.district, areas: 'all' as const };
      await expect(inScope(db.app, scope, (trx) => statement.execute(trx))).rejects.toMatchObject({ code: '42501' });
      await expect(statement.execute(db.system)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('is gone when the deed it belongs to is rolled back', async () => {
    const { personId } = await givenPerson(db);
    const { actor } = await desk.signedIn();
    const undone = inScope(deps.app, actor, async (trx) => {
      await writeAudit(deps, trx, actor, { action: 'person.viewed', subjectKind: 'person', subjectId: personId });
      throw new Error('the deed failed');
    });
    await expect(undone).rejects.toThrow('the deed failed');
    const rows = await db.owner.selectFrom('audit_event').select('id').where('subject_id', '=', personId).execute();
    expect(rows).toEqual([]);
  });
});
