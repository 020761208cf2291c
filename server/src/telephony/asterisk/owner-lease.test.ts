import { expect, test } from 'vitest';
import { testDatabase } from '../../testing/database.ts';
import { createOwnerLease } from './owner-lease.ts';

const db = await testDatabase();

let exchanges = 0;
/** Servers over one exchange, each with a clock of its own. */
function given(servers: number) {
  const name = `exchange-${++exchanges}`;
  return Array.from({ length: servers }, (_, number) => {
    let ms = number * 1_000_000;
    const lease = createOwnerLease({
      db: db.system,
      name,
      owner: `00000000-0000-7000-8000-00000000000${number}`,
      elapsedMs: () => ms,
    });
    return {
      lease,
      passSeconds: (seconds: number) => {
        ms += seconds * 1000;
      },
    };
  }) as [Server, Server, ...Server[]];
}
type Server = { lease: ReturnType<typeof createOwnerLease>; passSeconds(seconds: number): void };

test('of many servers that start at once exactly one is in charge', async () => {
  const name = 'exchange-of-many';
  const leases = Array.from({ length: 20 }, (_, n) =>
    createOwnerLease({
      db: db.system,
      name,
      owner: `00000000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`,
      elapsedMs: () => 0,
    }),
  );
  const answers = await Promise.all(leases.map((lease) => lease.beat()));
  expect(answers.filter((answer) => answer === 'owner')).toHaveLength(1);
  expect(leases.filter((lease) => lease.holds())).toHaveLength(1);
});

test('while the owner beats nobody takes over, however long it lasts', async () => {
  const [first, second] = given(2);
  await first.lease.beat();
  for (let beats = 0; beats < 10; beats++) {
    for (const server of [first, second]) server.passSeconds(3);
    expect([await first.lease.beat(), await second.lease.beat()]).toEqual(['owner', 'not-owner']);
  }
});

test('an owner that is silent is followed by exactly one other, and knows itself that its time is over before that', async () => {
  const [first, second, third] = given(3) as [Server, Server, Server];
  await first.lease.beat();
  await second.lease.beat();
  await third.lease.beat();
  for (const server of [first, second, third]) server.passSeconds(8);
  expect(first.lease.holds()).toBe(false);
  expect(await second.lease.beat()).toBe('not-owner');
  for (const server of [second, third]) server.passSeconds(2);
  const answers = await Promise.all([second.lease.beat(), third.lease.beat()]);
  expect(answers.toSorted()).toEqual(['not-owner', 'owner']);
  // The first wakes up: it learns it at its next beat, and has done nothing meanwhile.
  expect(await first.lease.beat()).toBe('not-owner');
  expect(first.lease.holds()).toBe(false);
});

test('an owner that could not reach the database for a while goes on when nobody took over', async () => {
  const [first] = given(2);
  await first.lease.beat();
  first.passSeconds(60);
  expect(first.lease.holds()).toBe(false);
  expect(await first.lease.beat()).toBe('owner');
  expect(first.lease.holds()).toBe(true);
});

test('an exchange that is given up in order is taken without waiting', async () => {
  const [first, second] = given(2);
  await first.lease.beat();
  await second.lease.beat();
  await first.lease.release();
  expect(first.lease.holds()).toBe(false);
  expect(await second.lease.beat()).toBe('owner');
  expect([first.lease.fence(), second.lease.fence()]).toEqual([null, 2]);
});
