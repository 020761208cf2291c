import type { AddressInfo } from 'node:net';
import { listDeliveries } from '@kshem/contract/needs.ts';
import type pg from 'pg';
import { makeClient } from '../../../web/src/api/client.ts';
import type { Actor } from '../actor.ts';
import { buildApp } from '../app.ts';
import { wellAnswers } from '../check-ins/given-answers.ts';
import { newId } from '../ids.ts';
import { countNeeds } from '../needs/count-needs.ts';
import { countDeliveries, listDeliveries as listRound } from '../needs/list-deliveries.ts';
import { listNeeds } from '../needs/list-needs.ts';
import { passOnNeeds } from '../needs/pass-on-needs.ts';
import { takeNeed } from '../needs/take-need.ts';
import { type BenchDatabase, benchDay, benchNow, withBenchDatabase } from './bench-database.ts';
import { district, makeDistrict, programmes, wards } from './desk-data.ts';
import { pressAtPace, printTable, quantile } from './measure.ts';
import { type Line, makePeopleOnTheLine, readLines } from './people-on-the-line.ts';
import { signInForBench } from './sign-in-for-bench.ts';

/** Five needs each for most of them, and some without any for the calls. */
const people = 22_000;
const needy = 20_000;
const times = 200;
const kinds = ['food', 'medicine-kit', 'oximeter', 'waste-pickup', 'test'];

/** What a district's field teams and supervisors read and do when 100,000 needs wait, one after another and at a room's pace. */
export async function run(): Promise<void> {
  await withBenchDatabase(async (database) => {
    await makeDistrict(database.owner);
    await makePeopleOnTheLine(database.owner, people);
    const holder = newId(benchNow);
    await makeNeeds(database.owner, holder);
    const { rows } = await database.owner.query(`select count(*)::int n from need where status in ('open', 'assigned')`);
    console.log(`${rows[0].n.toLocaleString('en')} needs wait, in ${wards.length} wards`);
    await lists(database, holder);
    await overdue(database);
    await fromCallToField(database);
  });
}

async function lists({ deps, owner }: BenchDatabase, holder: string): Promise<void> {
  const supervisor: Actor = { userId: holder, districtId: district, areas: 'all', roles: ['supervisor'], languages: ['hi'] };
  const three = wards.slice(0, 3);
  const team: Actor = { ...supervisor, areas: three, roles: ['field'] };
  const free = await freeNeeds(owner, three);
  const one = { limit: 100 } as const;
  const [ward = 0] = wards;
  const ways: Record<string, () => Promise<unknown>> = {
    'bare read of 100 rows by their index': () =>
      deps.systemPool.query({
        name: 'bare-needs',
        text: `select * from need where district_id = $1 and status in ('open', 'assigned') order by due_at, id limit 100`,
        values: [district],
      }),
    'the district’s list, first page': () => listNeeds(deps, supervisor, one),
    'of one unit': () => listNeeds(deps, supervisor, { ...one, ownerUnit: 'field' }),
    'of one ward': () => listNeeds(deps, supervisor, { ...one, areaId: ward }),
    'of a rare kind': () => listNeeds(deps, supervisor, { ...one, kind: 'oxygen' }),
    'that nobody has': () => listNeeds(deps, supervisor, { ...one, assignedTo: 'nobody' }),
    'passed on to the officer': () => listNeeds(deps, supervisor, { ...one, escalatedTo: 'officer' }),
    'the counts by unit and kind': () => countNeeds(deps, supervisor, {}),
    'a team’s wards with their counts': () => countDeliveries(deps, team),
    'a ward to take from, 300 doors': () => listRound(deps, team, { held: 'nobody', areaId: ward, limit: 300 }),
    'what a team has taken': () => listRound(deps, team, { held: 'me', limit: 300 }),
    'taking one': () => takeNeed(deps, team, { needId: free.pop() ?? '', eventId: newId(benchNow) }),
  };
  const rows: string[][] = [];
  for (const [name, once] of Object.entries(ways)) {
    for (let i = 0; i < 20; i++) await once();
    const alone = await timed(times, once);
    const took: number[] = [];
    await pressAtPace(20, 5, async () => {
      const from = performance.now();
      await once();
      took.push(performance.now() - from);
    });
    rows.push([name, ...figures(alone), ...figures(took)]);
  }
  printTable(['', 'alone p50', 'p95', '20 a second p50', 'p95'], rows);
}

async function timed(n: number, once: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < n; i++) {
    const from = performance.now();
    await once();
    took.push(performance.now() - from);
  }
  return took;
}

function figures(took: readonly number[]): string[] {
  const sorted = [...took].sort((a, b) => a - b);
  return [quantile(sorted, 0.5), quantile(sorted, 0.95)].map((ms) => `${ms.toFixed(1)} ms`);
}

async function overdue({ deps }: BenchDatabase): Promise<void> {
  const from = performance.now();
  const passed = await passOnNeeds(deps, district);
  const seconds = (performance.now() - from) / 1000;
  const again = performance.now();
  await passOnNeeds(deps, district);
  console.log(
    `${passed.toLocaleString('en')} overdue passed on in ${seconds.toFixed(2)} s; the next sweep, with nothing to do: ${(performance.now() - again).toFixed(1)} ms\n`,
  );
}

/** Over HTTP: answers that ask for food are sent; the field team's open page hears that needs changed, and asks for its list. */
async function fromCallToField({ deps, owner }: BenchDatabase): Promise<void> {
  const app = await buildApp(deps, { cookieSecure: false, requestsPerMinute: { session: 1e9, address: 1e9 } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  // A ward whose teams have kept up: in one with a thousand others before it, a new one is not on the first page, and need not be.
  const ward = wards.at(-1) ?? 0;
  await owner.query('delete from need_event where district_id = $1 and area_id = $2', [district, ward]);
  await owner.query('delete from need where district_id = $1 and area_id = $2', [district, ward]);
  const lines = (await readLines(owner)).slice(needy).filter(({ areaId }) => areaId === ward);
  const caller = await signInForBench(deps, owner, { role: 'caller', areas: [district] });
  const took: number[] = [];
  for (const line of lines.slice(0, 30)) {
    const token = await signInForBench(deps, owner, { role: 'field', areas: [line.areaId] });
    took.push(await seenAfter(base, { caller, field: token, line }));
  }
  await app.close();
  const sorted = [...took].sort((a, b) => a - b);
  printTable(
    ['a need from the call to the field team’s page', 'p50', 'p95', 'slowest'],
    [[`${took.length} calls`, ...[0.5, 0.95, 1].map((share) => `${Math.round(quantile(sorted, share))} ms`)]],
  );
}

/** From the press of "save" until the open page has heard that needs changed and has the new one in its list. */
async function seenAfter(base: string, { caller, field, line }: { caller: string; field: string; line: Line }): Promise<number> {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${field}` };
  const live = await fetch(`${base}/api/live`, { headers, signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]) });
  const ear = live.body?.getReader();
  const team = makeClient({ base, headers: () => headers });
  const from = performance.now();
  const submission = {
    ...{ submissionId: newId(benchNow), checkInId: line.checkInId, checkInDueOn: benchDay, attemptId: line.attemptId, fence: 1 },
    ...{ informant: { kind: 'self' }, answers: wellAnswers, saidAt: benchNow, needs: [{ kind: 'food' }] },
  };
  const sent = await fetch(`${base}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${caller}` },
    body: JSON.stringify(submission),
  });
  if (sent.status !== 201) throw new Error(`answered ${sent.status}: ${await sent.text()}`);
  for (;;) {
    const heard = await ear?.read();
    if (!heard || heard.done) throw new Error('The line was closed before the need was heard of');
    if (!new TextDecoder().decode(heard.value).includes('needs')) continue;
    const { items } = await team(listDeliveries, { query: { held: 'nobody', areaId: line.areaId } });
    if (items.some(({ personId }) => personId === line.personId)) break;
  }
  const ms = performance.now() - from;
  stop.abort();
  return ms;
}

async function freeNeeds(owner: pg.Pool, areas: readonly number[]): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from need where status = 'open' and assigned_to is null and area_id = any ($1) order by due_at desc limit 3000`,
    [areas],
  );
  return rows.map(({ id }) => id);
}

/** Raised over the last three days; one in six taken by somebody, a tenth as many besides said to have come. */
async function makeNeeds(owner: pg.Pool, holder: string): Promise<void> {
  await owner.query(
    `insert into need (district_id, id, person_id, household_id, episode_id, area_id, programme_id, kind, status, cause, owner_unit, assigned_to,
       raised_at, due_at, escalate_at, reopened, updated_at, priority, code, delivered_at)
     select ${district}, uuidv7(), e.person_id, e.household_id, e.id, e.area_id, $1, k.kind, k.status, 'person',
       case when k.kind = 'oxygen' then 'officer' else 'field' end,
       case when k.status = 'assigned' then case when k.r < 0.01 then $3::uuid else gen_random_uuid() end end,
       k.raised, k.raised + interval '24 hours', k.raised + interval '24 hours', 0, k.raised, 2, '4821', case when k.status = 'fulfilled' then $4::timestamptz end
     from (select e.*, row_number() over (order by e.id) n from episode e) e
     cross join lateral (
       select case when i = 1 and e.n % 1000 = 0 then 'oxygen' else ($2::text[])[i] end kind, random() r,
         $4::timestamptz - random() * interval '72 hours' as raised,
         case when i = 6 then 'fulfilled' when random() < 0.16 then 'assigned' else 'open' end status
       from generate_series(1, 6) i where i < 6 or e.n % 2 = 0
     ) k
     where e.n <= ${needy} and k.kind is not null`,
    [programmes[0], [...kinds, 'sanitisation'], holder, benchNow],
  );
  await owner.query('vacuum analyze need');
}
