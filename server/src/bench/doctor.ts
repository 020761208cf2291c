import type { AddressInfo } from 'node:net';
import type { Role } from '@kshem/domain/access/roles.ts';
import type pg from 'pg';
import { buildApp } from '../app.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { type BenchDatabase, benchDay, benchNow, withBenchDatabase } from './bench-database.ts';
import { district, makeDistrict, wards } from './desk-data.ts';
import { printTable, quantile } from './measure.ts';
import { makePeopleOnTheLine, readLines } from './people-on-the-line.ts';
import { signInForBench } from './sign-in-for-bench.ts';

/** Reds from a caller's save to the doctor's list by a live hint, and lists of 10,000 facilities; all over HTTP with sessions. */
export async function run(): Promise<void> {
  await withBenchDatabase(async (database) => {
    await makeDistrict(database.owner);
    await makePeopleOnTheLine(database.owner, 500);
    await makeFacilities(database.owner, 10_000);
    const app = await buildApp(database.deps, { cookieSecure: false, requestsPerMinute: { session: 1e9, address: 1e9 } });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    try {
      await redToDoctor(database, base);
      await facilityLists(database, base);
    } finally {
      await app.close();
    }
  });
}

async function redToDoctor({ deps, owner }: BenchDatabase, base: string): Promise<void> {
  const [caller, doctor] = [await signIn(deps, owner, 'caller'), await signIn(deps, owner, 'doctor')];
  const screen = await openScreen(base, doctor);
  const took: number[] = [];
  for (const line of (await readLines(owner)).slice(0, 200)) {
    const { checkInId, attemptId, personId } = line;
    const informant = { kind: 'self' };
    const about = { submissionId: newId(benchNow), checkInId, checkInDueOn: benchDay, attemptId, fence: 1, informant };
    const seen = screen.shows(personId);
    const from = performance.now();
    const answer = await fetch(`${base}/api/submissions`, {
      method: 'POST',
      headers: { ...caller, 'content-type': 'application/json' },
      body: JSON.stringify({ ...about, answers: { breathless: true, spo2: 88 }, saidAt: benchNow }),
    });
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    await seen;
    took.push(performance.now() - from);
  }
  screen.close();
  printTable(
    ['red, from save to the doctor’s list', 'p50', 'p95', 'worst', 'goal'],
    [[`${took.length} reds`, ...spread(took), '< 1000 ms']],
  );
}

/** A doctor's screen without its browser: told by a hint, it asks for the list again. */
async function openScreen(base: string, headers: Record<string, string>) {
  const gone = new AbortController();
  const live = await fetch(`${base}/api/live`, { headers, signal: gone.signal });
  const waiting = new Map<string, () => void>();
  const look = async () => {
    const answer = await fetch(`${base}/api/escalations?limit=500`, { headers });
    const { items } = (await answer.json()) as { items: { personId: string }[] };
    for (const { personId } of items) waiting.get(personId)?.();
  };
  const read = async () => {
    for await (const chunk of live.body as unknown as AsyncIterable<Uint8Array>) {
      if (new TextDecoder().decode(chunk).includes('escalations')) await look();
    }
  };
  void read().catch(() => undefined);
  return {
    shows: (personId: string) => new Promise<void>((resolve) => waiting.set(personId, resolve)),
    close: () => gone.abort(),
  };
}

const rounds = 200;

async function facilityLists({ deps, owner }: BenchDatabase, base: string): Promise<void> {
  const headers = await signIn(deps, owner, 'supervisor');
  const list = async (query: string) => {
    const answer = await fetch(`${base}/api/facilities?${query}`, { headers });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    return (await answer.json()) as { items: unknown[]; next: string | null };
  };
  const far = await pageAfter(list, 'limit=500', 10);
  const ways: Record<string, string> = {
    'first page by name': 'limit=100',
    'page from the middle': `limit=100&after=${encodeURIComponent(far)}`,
    'with an open ICU bed, most first': 'limit=100&bed=icu',
    'hospitals only': 'limit=100&kind=hospital',
    'a part of a name': 'limit=100&name=house%2099',
    'a part that no name has': 'limit=100&name=nowhere',
  };
  const rows: string[][] = [];
  for (const [name, query] of Object.entries(ways)) {
    const took: number[] = [];
    for (let i = 0; i < rounds + 20; i++) {
      const from = performance.now();
      await list(query);
      if (i >= 20) took.push(performance.now() - from);
    }
    rows.push([name, ...spread(took), '≤ 50 ms p95']);
  }
  printTable(['10,000 facilities, 100 a page', 'p50', 'p95', 'worst', 'goal'], rows);
}

async function pageAfter(
  list: (query: string) => Promise<{ next: string | null }>,
  query: string,
  pages: number,
): Promise<string> {
  let after = '';
  for (let i = 0; i < pages; i++)
    after = (await list(after === '' ? query : `${query}&after=${encodeURIComponent(after)}`)).next ?? '';
  return after;
}

function spread(took: readonly number[]): [string, string, string] {
  const sorted = took.toSorted((a, b) => a - b);
  const ms = (share: number) => `${quantile(sorted, share).toFixed(1)} ms`;
  return [ms(0.5), ms(0.95), ms(1)];
}

async function signIn(deps: Deps, owner: pg.Pool, role: Role): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await signInForBench(deps, owner, { role, areas: [district] })}` };
}

/** Every third a hospital with ICU; each tells of three kinds of beds. */
async function makeFacilities(owner: pg.Pool, count: number): Promise<void> {
  await owner.query(
    `insert into facility (district_id, id, area_id, kind, name_en, name_hi, updated_at)
     select ${district}, uuidv7(), ($2::int[])[1 + n % 60], case when n % 3 = 0 then 'hospital' else 'care-centre' end,
       'House ' || lpad(n::text, 5, '0'), 'घर ' || n, $3 from generate_series(1, $1::int) n`,
    [count, wards, benchNow],
  );
  await owner.query(
    `insert into facility_bed (district_id, facility_id, kind, total, free, true_at)
     select ${district}, f.id, k.kind, 40, floor(random() * 12)::int, $1
     from facility f, (values ('ward'), ('oxygen'), ('icu')) k (kind) where k.kind <> 'icu' or f.kind = 'hospital'`,
    [benchNow],
  );
  await owner.query('vacuum analyze facility, facility_bed');
}
