import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { openKysely } from '../db/connect.ts';
import { type Embedded, startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureMonths } from '../db/partitions.ts';
import { type Deps, makeDeps } from '../deps.ts';
import { type Caller, createTold, sweep, type Turn, takeTurn } from '../worklist/crashing-caller.ts';
import { benchNow } from './bench-database.ts';
import { district, makeDistrict, makeReadyDesk, wards } from './desk-data.ts';

/** A minute of the desk's time is a second here: a lease is ten. */
const speed = 60;
const servers = 3;
const callersAServer = 16;
const householdsAWave = 20_000;

type Room = { readonly url: string; readonly began: number; readonly seed: number };
type News = { readonly turns: Partial<Record<Turn | 'error', number>>; readonly kept: readonly string[] };

/**
 * Claims by callers that die at any point of a turn, on servers that are killed every few seconds, over a PostgreSQL that is killed once a
 * wave. After each wave: every item was answered, every answer that was ever confirmed is there, nobody was answered for twice but by
 * somebody who was told that they came late, and nothing is held.
 */
export async function run(claims = 1_000_000): Promise<void> {
  const folder = join(tmpdir(), `kshem-crash-${randomBytes(6).toString('hex')}`);
  const hall = new Hall(folder);
  try {
    await hall.open();
    while (hall.claims < claims) await hall.wave();
    console.log(`${hall.claims.toLocaleString('en')} claims; ${hall.kills} servers and ${hall.databaseKills} databases killed`);
    console.log(`how they ended: ${JSON.stringify(Object.fromEntries(hall.turns))}`);
    console.log(`violations: ${hall.violations}\n`);
    if (hall.violations > 0) process.exitCode = 1;
  } finally {
    await hall.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class Hall {
  readonly turns = new Map<string, number>();
  kills = 0;
  databaseKills = 0;
  violations = 0;
  readonly #folder: string;
  readonly #began = Date.now();
  #embedded: Embedded | undefined;
  #owner: pg.Pool | undefined;
  #deps: (Deps & { close(): Promise<void> }) | undefined;
  #rooms: ChildProcess[] = [];
  #kept = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  get claims(): number {
    return [...this.turns].reduce((sum, [turn, n]) => (turn === 'nothing' || turn === 'error' ? sum : sum + n), 0);
  }

  async open(): Promise<void> {
    await this.#startDatabase();
    const owner = this.#owner as pg.Pool;
    await migrate((this.#embedded as Embedded).url);
    const months = openKysely(new pg.Pool({ connectionString: (this.#embedded as Embedded).url, max: 1 }));
    await ensureMonths(months, '2021-04-01', 4);
    await months.destroy();
    await makeDistrict(owner);
    // Day and night, so that a long run is not over at half past eight.
    await owner.query(
      `update protocol_version set body = jsonb_set(body, '{callingWindow}', '{"from":"00:00","to":"24:00","closedWeekdays":[]}')`,
    );
    await makeReadyDesk({ owner, url: '', deps: this.#deps as Deps }, householdsAWave);
    await owner.query(createTold);
  }

  async wave(): Promise<void> {
    const began = Date.now();
    await this.#refill();
    for (let i = 0; i < servers; i++) this.#addRoom();
    let databaseKillDue = true;
    for (let beat = 1; await this.#anyOpen(); beat++) {
      await pause(500);
      await sweep(this.#deps as Deps, district);
      if (beat % 5 === 0) this.#killRoom();
      if (databaseKillDue && beat === 15) {
        databaseKillDue = false;
        await this.#killDatabase();
      }
    }
    for (const room of this.#rooms.splice(0)) await ended(room, 'SIGTERM');
    const wrong = await this.#wrongs();
    this.violations += wrong;
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`wave of ${householdsAWave} households in ${seconds} s; ${this.claims} claims so far; ${wrong} violations`);
  }

  async close(): Promise<void> {
    for (const room of this.#rooms.splice(0)) await ended(room, 'SIGKILL');
    await this.#disconnect();
    this.#embedded?.stop();
  }

  async #startDatabase(): Promise<void> {
    this.#embedded = await startEmbedded(this.#folder, ['max_connections=150']);
    const { url } = this.#embedded;
    this.#owner = new pg.Pool({ connectionString: url, max: 2 }).on('error', () => {});
    this.#deps = makeDeps({ url, poolSize: 2, log: pino({ level: 'silent' }), now: clockSince(this.#began) });
  }

  async #disconnect(): Promise<void> {
    await this.#deps?.close();
    await this.#owner?.end();
  }

  /** As a power cut: no shutdown, recovery at the next start; every server loses its connections and is started anew. */
  async #killDatabase(): Promise<void> {
    const { dataFolder } = this.#embedded as Embedded;
    process.kill(Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    this.databaseKills++;
    await pause(1000);
    for (const room of this.#rooms.splice(0)) await ended(room, 'SIGKILL');
    await this.#disconnect();
    await this.#startDatabase();
    for (let i = 0; i < servers; i++) this.#addRoom();
  }

  #addRoom(): void {
    const room: Room = { url: (this.#embedded as Embedded).url, began: this.#began, seed: Math.floor(Math.random() * 2 ** 31) };
    const child = fork(import.meta.filename, [JSON.stringify(room)]);
    child.on('message', ({ turns, kept }: News) => {
      for (const [turn, n] of Object.entries(turns)) this.turns.set(turn, (this.turns.get(turn) ?? 0) + n);
      for (const id of kept) this.#kept.add(id);
    });
    this.#rooms.push(child);
  }

  #killRoom(): void {
    const [room] = this.#rooms.splice(Math.floor(Math.random() * this.#rooms.length), 1);
    room?.kill('SIGKILL');
    this.kills++;
    this.#addRoom();
  }

  async #refill(): Promise<void> {
    const now = clockSince(this.#began)();
    const owner = this.#owner as pg.Pool;
    await owner.query('truncate told');
    await owner.query('delete from phone_call');
    await owner.query(`update worklist_item set state = 'open', due_at = $1, closes_at = '2021-07-01', closed_at = null`, [now]);
    await owner.query(
      `update worklist_household set state = 'ready', claimed_by = null, claimed_at = null, claim_until = null, due_at = $1,
         closes_at = '2021-07-01', look_again_at = null`,
      [now],
    );
    await owner.query('vacuum analyze worklist_item');
    await owner.query('vacuum analyze worklist_household');
    this.#kept = new Set();
  }

  async #anyOpen(): Promise<boolean> {
    const { rows } = await (this.#owner as pg.Pool).query(`select 1 from worklist_item where state = 'open' limit 1`);
    return rows.length > 0;
  }

  async #wrongs(): Promise<number> {
    const owner = this.#owner as pg.Pool;
    // Whoever died last holds on until their lease is over.
    await pause(11_000);
    await sweep(this.#deps as Deps, district);
    const { rows } = await owner.query<{ n: number }>(`
      select (select count(*) from worklist_item i where not exists (select from told t where t.item_id = i.id))
        + (select count(*) from (select item_id from told where not late group by item_id having count(*) > 1) twice)
        + (select count(*) from worklist_household where state <> 'idle') as n`);
    const told = await owner.query<{ item_id: string }>('select distinct item_id from told');
    const there = new Set(told.rows.map((row) => row.item_id));
    const lost = [...this.#kept].filter((id) => !there.has(id)).length;
    return Number(rows[0]?.n) + lost;
  }
}

function clockSince(began: number): () => Date {
  return () => new Date(benchNow.getTime() + (Date.now() - began) * speed);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await over;
}

/** A server with its callers, in a process of its own. */
async function room({ url, began, seed }: Room): Promise<void> {
  const deps = makeDeps({ url, poolSize: 10, log: pino({ level: 'silent' }), now: clockSince(began) });
  const chance = chances(seed);
  let turns: Partial<Record<Turn | 'error', number>> = {};
  let kept: string[] = [];
  setInterval(() => {
    process.send?.({ turns, kept } satisfies News);
    turns = {};
    kept = [];
  }, 100);
  const shift = async () => {
    let actor = newCaller(deps, chance);
    for (;;) {
      const turn = await takeTurn(
        deps,
        actor,
        chance,
        (ids) => kept.push(...ids),
        () => pause(chance() < 0.002 ? 11_000 : 1),
      ).catch(() => 'error' as const);
      turns[turn] = (turns[turn] ?? 0) + 1;
      if (turn === 'died') actor = newCaller(deps, chance);
      if (turn === 'nothing' || turn === 'error') await pause(100);
    }
  };
  await Promise.all(Array.from({ length: callersAServer }, shift));
}

function newCaller(deps: Deps, chance: () => number): Caller {
  const some = wards.filter(() => chance() < 0.1);
  const areas = chance() < 0.3 ? 'all' : some.length > 0 ? some : wards.slice(0, 1);
  return { userId: deps.newId(), districtId: district, areas, roles: ['caller'], languages: ['hi', 'ur', 'en'] };
}

function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

if (import.meta.main) await room(JSON.parse(process.argv[2] ?? '') as Room);
