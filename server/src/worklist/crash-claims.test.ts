import { addMinutes } from '@kshem/domain/time/instant.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, place, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { type Caller, createTold, sweep, type Turn, takeTurn } from './crashing-caller.ts';
import { fillDay } from './fill-day.ts';
import { givenCheckIn } from './given-check-in.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const districtId = place.district;
const wanted = 2000;

beforeAll(async () => {
  await givenDistrict(db);
  await sql.raw(createTold).execute(db.owner);
});

/** Pseudo-random and the same every time: a failure can be run again. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fills the desk anew with everybody, as another morning does. */
async function nextWave(): Promise<void> {
  await db.owner.updateTable('worklist_item').set({ state: 'done' }).execute();
  await db.owner.deleteFrom('worklist_item').execute();
  await db.owner
    .updateTable('worklist_household')
    .set({ state: 'idle', claimed_by: null, claimed_at: null, claim_until: null })
    .execute();
  clock.now = tenInTheMorning;
  await fillDay(deps, { districtId, day: testDay });
}

describe('callers that die at any point', () => {
  test(`over ${wanted} claims nobody is held by two, no household is lost and every answer is kept`, async () => {
    const people: GivenPerson[] = [];
    for (let i = 0; i < 150; i++) {
      const householdWith = i % 3 === 2 ? (people[i - 1] as GivenPerson) : undefined;
      people.push(await givenPerson(db, { areaId: place.wards[i % 4] as number, ...(householdWith && { householdWith }) }));
    }
    for (const person of people) await givenCheckIn(db, person);
    const chance = chances(7);
    const came = new Map<Turn, number>();
    let claims = 0;
    while (claims < wanted) {
      await nextWave();
      const kept = new Set<string>();
      await runWave(chance, kept, (turn) => {
        came.set(turn, (came.get(turn) ?? 0) + 1);
        if (turn !== 'nothing') claims++;
      });
      await allTold(kept);
    }
    // Every way a turn can end was met, so the test has seen what it is about.
    for (const turn of ['died', 'refused', 'lost', 'answered', 'answered-late', 'put-off', 'released', 'skipped'] as const) {
      expect(came.get(turn), turn).toBeGreaterThan(0);
    }
  });
});

/** Twenty callers until the desk is empty. Who dies is replaced by somebody new; time passes with each turn and faster when all wait. */
async function runWave(chance: () => number, kept: Set<string>, note: (turn: Turn) => void): Promise<void> {
  const callers = 20;
  let waiting = 0;
  const keep = (itemIds: readonly string[]) => {
    for (const id of itemIds) kept.add(id);
  };
  const hold = async () => {
    await assertAlone();
    if (chance() < 0.05) clock.now = addMinutes(clock.now, 6);
  };
  const shift = async () => {
    let actor = newCaller();
    for (;;) {
      clock.now = addMinutes(clock.now, 0.05);
      const turn = await takeTurn(deps, actor, chance, keep, hold);
      note(turn);
      if (turn === 'nothing' && !(await isOpen())) return;
      if (turn === 'died') actor = newCaller();
      waiting = turn === 'nothing' ? waiting + 1 : 0;
      const allWait = waiting > callers;
      if (allWait) {
        clock.now = addMinutes(clock.now, 11);
        waiting = 0;
      }
      if (allWait || chance() < 0.02) await sweep(deps, districtId);
    }
  };
  await Promise.all(Array.from({ length: callers }, shift));
}

function newCaller(): Caller {
  return { userId: deps.newId(), districtId, areas: 'all', roles: ['caller'], languages: ['hi'] };
}

async function isOpen(): Promise<boolean> {
  const open = await db.owner.selectFrom('worklist_item').select('id').where('state', '=', 'open').limit(1).execute();
  return open.length > 0;
}

/** Among the live calls of this moment no household has two. */
async function assertAlone(): Promise<void> {
  const calls = await db.owner.selectFrom('phone_call').select('household_id').where('state', '<>', 'ended').execute();
  expect(new Set(calls.map((call) => call.household_id)).size).toBe(calls.length);
}

async function allTold(kept: ReadonlySet<string>): Promise<void> {
  const items = await db.owner.selectFrom('worklist_item').select(['id', 'state']).execute();
  const told = await sql<{ item_id: string }>`select item_id from told`.execute(db.owner);
  const ids = new Set(told.rows.map((row) => row.item_id));
  expect(items.filter((item) => item.state !== 'done')).toEqual([]);
  expect(items.filter((item) => !ids.has(item.id))).toEqual([]);
  expect([...kept].filter((id) => !ids.has(id))).toEqual([]);
  const twice = await sql`select item_id from told where not late group by item_id having count(*) > 1`.execute(db.owner);
  expect(twice.rows).toEqual([]);
  const claimed = await db.owner.selectFrom('worklist_household').select('household_id').where('state', '=', 'ready').execute();
  expect(claimed).toEqual([]);
  await sql`delete from told`.execute(db.owner);
  await db.owner.deleteFrom('phone_call').execute();
}
