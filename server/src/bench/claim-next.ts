import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { openSession } from '../access/open-session.ts';
import type { Actor } from '../actor.ts';
import { buildApp } from '../app.ts';
import type { Deps } from '../deps.ts';
import { type Claimed, claimNext, type Nothing } from '../worklist/claim-next.ts';
import { claimInAreas, claimInDistrict, laneOf } from '../worklist/claim-statement.ts';
import { closeItems } from '../worklist/close-items.ts';
import { type BenchDatabase, benchNow, withBenchDatabase } from './bench-database.ts';
import { makeBareClaim, makeGraphileWorker, makePgBoss, type Peer } from './claim-peers.ts';
import { district, languages, makeDistrict, makeReadyDesk, programmes, wards } from './desk-data.ts';
import { pressAtPace, pressFor, printContest, printTable, type Round } from './measure.ts';

const callers = 50;
const rounds = 7;
const secondsARound = 1;

/** Claims over a large desk at saturation beside a bare claim and two job queues; with a desk nearly done; at a real room's pace. */
export async function run(households = 1_000_000): Promise<void> {
  await withBenchDatabase(async (database) => {
    const { owner, deps, url } = database;
    await makeDistrict(owner);
    await makeReadyDesk(database, households);
    const pool = () =>
      new pg.Pool({ connectionString: url, max: 20 })
        .on('error', () => {})
        .on('connect', (client) => client.on('error', () => {}));
    const jobs = Math.min(households, 200_000);
    const { bare, forgetful } = await makeBareClaim(database);
    const peers = [forgetful, await makeGraphileWorker(database, jobs, pool), await makePgBoss(database, jobs)];
    const held = new Held();

    console.log(
      `${households.toLocaleString('en')} ready households, ${callers} callers, pool of 20; job queues hold ${jobs.toLocaleString('en')}`,
    );
    await contest(bare, [
      ours('claim-next: 1–3 wards, 1–2 languages each', deps, held, caller),
      ours('claim-next: 3 wards, 2 languages each', deps, held, (n) => ({ areas: threeWards(n), languages: ['hi', 'ur'] })),
      ours('claim-next: whole district', deps, held, () => ({ areas: 'all', languages: ['hi', 'ur'] })),
      ours('claim-next: a list of 60 wards, 3 languages', deps, held, () => ({ areas: wards, languages })),
      ...peers,
    ]);

    const nearlyDone = wards.slice(0, 30);
    await owner.query('update worklist_household set band = 5 where district_id = 9001 and area_id = any ($1) and band < 5', [
      nearlyDone,
    ]);
    await owner.query('vacuum analyze worklist_household');
    console.log('The wards of the first have only the lowest band left; the others’ desks are as in the morning');
    await contest(bare, [
      ours('claim-next: only routine left', deps, held, (n) => ({ ...caller(n), areas: among(nearlyDone, n) })),
      ours('claim-next: all bands', deps, held, (n) => ({ ...caller(n), areas: among(wards.slice(30), n) })),
    ]);

    await plans(database);
    await atRoomPace(database, held);
    console.log(
      `${held.claims.toLocaleString('en')} claims in all, ${held.double} double, ${held.nothing} answered with nothing.\n`,
    );
    for (const peer of peers) await peer.stop();
  });
}

/** What a room's callers are: one to three wards each, every third with a second language. */
function caller(n: number): Pick<Actor, 'areas' | 'languages'> {
  return { areas: among(wards, n), languages: Math.floor(n / 3) % 3 === 0 ? ['hi', 'ur'] : ['hi'] };
}

function among(own: readonly number[], n: number): number[] {
  return threeWards(n, own).slice(0, 1 + (n % 3));
}

function threeWards(n: number, own: readonly number[] = wards): number[] {
  return [0, 11, 23].map((step) => own[(n * 7 + step) % own.length] as number);
}

class Held {
  claims = 0;
  double = 0;
  nothing = 0;
  readonly #seen = new Set<string>();

  note(got: Claimed | Nothing): void {
    if (got.kind === 'nothing') this.nothing++;
    else {
      this.claims++;
      if (this.#seen.has(got.householdId)) this.double++;
      this.#seen.add(got.householdId);
    }
  }
}

/** Each claim by somebody new: a caller holds one household at a time, and here nobody finishes. */
function ours(name: string, deps: Deps, held: Held, who: (n: number) => Pick<Actor, 'areas' | 'languages'>): Peer {
  const once = async (n: number) =>
    held.note(await claimNext(deps, { userId: deps.newId(), districtId: district, roles: ['caller'], ...who(n) }));
  return { name, round: (seconds, many) => pressFor(seconds, many, once), stop: async () => {} };
}

/** Rounds in turn, so that what else the machine does falls on all alike; the first warms up. */
async function contest(limit: Peer, others: readonly Peer[]): Promise<void> {
  const results = new Map<string, Round[]>();
  for (let i = 0; i <= rounds; i++) {
    for (const peer of [limit, ...others]) {
      const round = await peer.round(secondsARound, callers);
      if (i > 0) results.set(peer.name, [...(results.get(peer.name) ?? []), round]);
    }
  }
  printContest(results, limit.name);
}

async function plans({ owner }: BenchDatabase): Promise<void> {
  const user = '00000000-0000-7000-8000-000000000001';
  const id = '00000000-0000-7000-8000-000000000002';
  const at = `'${benchNow.toISOString()}'`;
  const values = (lanes: string) => `9001, ${at}, '${user}', ${at}, ${at}, 2, ${at}, '${id}', '2021-05-10', ${lanes}`;
  const ward = threeWards(1);
  const lanes = programmes.flatMap((programme) => ward.map((area) => laneOf(programme, 'hi', area)));
  const client = await owner.connect();
  for (const [name, text, given] of [
    ['in_areas', claimInAreas, values(`'{${lanes.map((lane) => `"${lane}"`).join(',')}}'`)],
    ['in_district', claimInDistrict, values(`'{${programmes.join(',')}}', '{hi,hi}'`)],
  ] as const) {
    await client.query(`begin; set local role kshem_app; set local plan_cache_mode = force_generic_plan; set local jit = off;
      set local kshem.district = '9001'; set local kshem.areas = '${name === 'in_areas' ? ward.join(',') : '*'}'`);
    await client.query(`prepare ${name} as ${text}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off, timing off) execute ${name} (${given})`,
    );
    console.log(`Plan of ${name}:\n\n${rows.map((row) => `    ${row['QUERY PLAN']}`).join('\n')}\n`);
    await client.query('rollback');
  }
  client.release();
}

/** 500 people signed in, 25 presses a second in all, over HTTP; each finishes a household before asking for the next. */
async function atRoomPace({ owner, deps }: BenchDatabase, held: Held): Promise<void> {
  const tokens = await signIn(owner, deps, 500);
  const app = await buildApp(deps, { cookieSecure: false, requestsPerMinute: { session: 1e9, address: 1e9 } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const claims = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/claims`;
  const press = async (n: number) => {
    const answer = await fetch(claims, { method: 'POST', headers: { authorization: `Bearer ${tokens[n % tokens.length]}` } });
    if (!answer.ok) throw new Error(`claim refused: ${answer.status}`);
    const got = (await answer.json()) as Claimed | Nothing;
    held.note(got);
    if (got.kind === 'claimed') setTimeout(() => void finish(deps, got), 2000).unref();
  };
  await pressAtPace(25, 3, press);
  const room = await pressAtPace(25, 40, press);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await app.close();
  printTable(
    ['500 callers over HTTP', 'a second', 'p50 / p99'],
    [['POST /api/claims', room.perSecond.toFixed(1), `${room.p50.toFixed(1)} / ${room.p99.toFixed(1)} ms`]],
  );
}

async function finish(deps: Deps, { items }: Claimed): Promise<void> {
  const itemIds = items.map((item) => item.itemId);
  await deps.system
    .transaction()
    .execute((trx) => closeItems(trx, { districtId: district, itemIds, state: 'done', reason: 'answered', now: deps.now() }));
}

async function signIn(owner: pg.Pool, deps: Deps, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < count; n++) {
    const userId = deps.newId();
    const { areas, languages: spoken } = caller(n);
    await owner.query(
      `insert into app_user (id, login, name_en, name_hi, must_change_password, languages, ui_language, created_at)
       values ($1, $2, 'Caller', 'कॉलर', false, $3, 'hi', $4)`,
      [userId, `caller-${n}`, spoken, benchNow],
    );
    await owner.query(`insert into user_role values ($1, 'caller')`, [userId]);
    await owner.query('insert into user_area select $1, 9001, unnest($2::int[])', [userId, areas]);
    tokens.push(await openSession(deps, deps.app, userId, null));
  }
  return tokens;
}
