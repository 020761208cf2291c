import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { from as copyFrom } from 'pg-copy-streams';
import { messyList } from '../intake/testing/messy-list.ts';
import { writeTextList, writeXlsxList } from '../intake/testing/write-list.ts';
import { type BenchDatabase, benchDay, withBenchDatabase } from './bench-database.ts';
import { makeDistrict } from './desk-data.ts';
import { median, printTable } from './measure.ts';

const people = 100_000;
const rounds = 3;

type Taken = { readonly seconds: number; readonly peakMb: number; readonly rows: number; readonly enrolled: number };

/**
 * A first list of 100,000 people as offices send them (dirt, duplicates, households), as CSV and as XLSX, each in a process of its own so
 * that its memory is its own; beside a bare COPY of the same people into person with its indexes, in the same round.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kshem-bench-lists-'));
  try {
    const cells = function* () {
      for (const row of messyList({ seed: 1, people, today: benchDay })) yield row.cells;
    };
    await writeTextList(join(folder, 'list.csv'), cells());
    await writeXlsxList(join(folder, 'list.xlsx'), cells());
    const csv: Taken[] = [];
    const xlsx: Taken[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      csv.push(await inFreshDatabase((database) => takeElsewhere(database, join(folder, 'list.csv'))));
      await inFreshDatabase(async (database) => {
        xlsx.push(await takeElsewhere(database, join(folder, 'list.xlsx')));
        bare.push(await copyBare(database));
      });
    }
    print({ csv, xlsx, bare });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print({ csv, xlsx, bare }: { csv: Taken[]; xlsx: Taken[]; bare: number[] }): void {
  const copy = median(bare);
  const line = (name: string, taken: readonly Taken[], most: number) => {
    const seconds = median(taken.map((one) => one.seconds));
    return [
      name,
      `${seconds.toFixed(1)} s`,
      `≤ ${most} s`,
      `${Math.round(people / seconds).toLocaleString('en')}/s`,
      `×${(seconds / copy).toFixed(1)}`,
      `${Math.max(...taken.map((one) => one.peakMb))} MB (≤ 400)`,
      `${taken[0]?.enrolled ?? 0}`,
    ];
  };
  printTable(
    [`${people.toLocaleString('en')} people`, 'median', 'goal', 'people', 'of bare COPY', 'peak memory', 'enrolled'],
    [
      line('import, CSV', csv, 10),
      line('import, XLSX', xlsx, 15),
      [
        'bare COPY into person, indexes in place',
        `${copy.toFixed(1)} s`,
        '',
        `${Math.round(people / copy).toLocaleString('en')}/s`,
        '×1.0',
        '',
        '',
      ],
    ],
  );
}

async function inFreshDatabase<T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  let result: T | undefined;
  await withBenchDatabase(async (database) => {
    await makeDistrict(database.owner);
    await database.owner.query(
      `update area set name_en = 'Ward ' || (id - 900110), name_hi = 'वार्ड ' || (id - 900110) where level = 'ward'`,
    );
    result = await work(database);
  });
  return result as T;
}

async function takeElsewhere({ url }: BenchDatabase, path: string): Promise<Taken> {
  const script = fileURLToPath(new URL('import-elsewhere.ts', import.meta.url));
  const child = spawn(process.execPath, [script, url, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await text(child.stdout);
  return JSON.parse(said) as Taken;
}

/** The people just imported, copied into an empty person table through the same policies-free door a superuser has. */
async function copyBare({ owner }: BenchDatabase): Promise<number> {
  await owner.query('create table kept as select * from person');
  await owner.query('truncate person cascade');
  const client = await owner.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `select concat_ws(E'\\t', district_id, id, household_id, area_id, name, name_key, coalesce(sex, '\\N'), coalesce(age_years::text, '\\N'),
         coalesce(age_on::text, '\\N'), age_approximate, language, coalesce(address, '\\N'), conditions, high_risk, created_at, updated_at) line
       from kept`,
    );
    const lines = Buffer.from(`${rows.map(({ line }) => line).join('\n')}\n`);
    const start = performance.now();
    const stream = client.query(
      copyFrom(`copy person (district_id, id, household_id, area_id, name, name_key, sex, age_years, age_on, age_approximate, language,
        address, conditions, high_risk, created_at, updated_at) from stdin`),
    );
    stream.end(lines);
    await finished(stream);
    return (performance.now() - start) / 1000;
  } finally {
    client.release();
  }
}
