import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Actor } from '../actor.ts';
import { systemActor } from '../actor.ts';
import type { TestDatabase } from '../testing/database.ts';
import { type Clock, givenDistrict, place, programme, tenInTheMorning, testDeps } from '../testing/given.ts';
import { type ImportInput, importList } from './import-list.ts';
import type { Run } from './run-queries.ts';
import { type TextListOptions, writeTextList } from './testing/write-list.ts';

export const headings = [
  'S.No.',
  'Name',
  'Age',
  'Sex',
  'Mobile',
  'Ward',
  'SRF ID',
  'Sample date',
  'Status',
  'Comorbidity',
] as const;
type Column = 'name' | 'age' | 'sex' | 'mobile' | 'ward' | 'srf' | 'sample' | 'status' | 'conditions';
export type Row = Partial<Record<Column, string>>;

/** Somebody with nothing wrong; each test says what differs. */
export function row(about: Row = {}): string[] {
  const all = {
    name: 'Durgesh Sahu',
    age: '35',
    sex: 'M',
    mobile: '6100001234',
    ward: 'Ward 1',
    srf: '',
    sample: '08/05/2021',
    status: '',
    conditions: '',
    ...about,
  };
  return ['1', all.name, all.age, all.sex, all.mobile, all.ward, all.srf, all.sample, all.status, all.conditions];
}

export type Office = {
  readonly deps: ReturnType<typeof testDeps>;
  readonly clock: Clock;
  /** A path for a file of the test. */
  path(name: string): string;
  write(name: string, rows: Iterable<readonly string[]>, options?: TextListOptions): Promise<string>;
  /** Writes the rows under the usual headings and imports them. */
  send(rows: Iterable<readonly string[]>, about?: Partial<ImportInput>, actor?: Actor): Promise<Run>;
};

/** An office that sends lists to the test district. */
export async function givenOffice(db: TestDatabase): Promise<Office> {
  await givenDistrict(db);
  const clock = { now: new Date(tenInTheMorning) };
  const deps = testDeps(db, clock);
  const folder = mkdtempSync(join(tmpdir(), 'kshem-lists-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let sent = 0;
  const path = (name: string) => join(folder, name);
  const write = async (name: string, rows: Iterable<readonly string[]>, options?: TextListOptions) => {
    await writeTextList(path(name), rows, options);
    return path(name);
  };
  return {
    deps,
    clock,
    path,
    write,
    send: async (rows, about = {}, actor = systemActor(place.district)) => {
      // Each list comes a minute after the one before.
      clock.now = new Date(clock.now.getTime() + 60_000);
      const file = about.path ?? (await write(`list-${++sent}.csv`, [headings, ...rows]));
      return importList(deps, actor, { fileName: 'list.csv', sourceCode: 'cmho', programmeId: programme, ...about, path: file });
    },
  };
}

/** Rows of every table an import may write, to see that nothing changed. */
export async function countRows(db: TestDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'household',
    'person',
    'contact_point',
    'person_contact_point',
    'person_identifier',
    'episode',
    'need',
    'list_entry',
    'person_change',
    'merge_proposal',
    'import_row',
  ] as const) {
    const { n } = await db.owner
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    counts[table] = Number(n);
  }
  return counts;
}
