import type { ListMapping, MappingCorrections } from '@kshem/domain/intake/guess-mapping.ts';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { ImportTally } from './import-tally.ts';

type Handle = Db | Trx;

/** One lock a source, held by the transaction; it ends with the connection, however that ends. @returns false where somebody holds it */
export async function lockSource(trx: Trx, districtId: number, sourceCode: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(${districtId}::int, hashtext(${`kshem list ${sourceCode}`})) held`.execute(trx);
  return rows[0]?.held === true;
}

export async function findDistrictOf(
  db: Handle,
  districtId: number,
): Promise<{ timeZone: string; language: string } | undefined> {
  return db
    .selectFrom('district')
    .select(['time_zone as timeZone', 'default_language as language'])
    .where('id', '=', districtId)
    .executeTakeFirst();
}

export async function listAreas(db: Handle, districtId: number) {
  return db
    .selectFrom('area')
    .select(['id', 'parent_id as parentId', 'level', 'name_en as nameEn', 'name_hi as nameHi'])
    .where('district_id', '=', districtId)
    .execute();
}

export type SourceRow = { readonly id: string; readonly mapping: MappingCorrections; readonly mappingChangedAt: Date | null };

/** The source of a code, made where it is not there yet. */
export async function putSource(
  db: Db,
  { districtId, code, id, now }: { districtId: number; code: string; id: string; now: Date },
): Promise<SourceRow> {
  await db
    .insertInto('list_source')
    .values({ district_id: districtId, id, code, mapping: '{}', created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(['district_id', 'code']).doNothing())
    .execute();
  const source = await findSource(db, districtId, code);
  if (!source) throw new Error('A source that was just made is not there');
  return source;
}

export async function findSource(db: Handle, districtId: number, code: string): Promise<SourceRow | undefined> {
  const row = await db
    .selectFrom('list_source')
    .select(['id', 'mapping', 'created_at', 'updated_at'])
    .where('district_id', '=', districtId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) return undefined;
  const changed = row.updated_at > row.created_at;
  return { id: row.id, mapping: row.mapping as MappingCorrections, mappingChangedAt: changed ? row.updated_at : null };
}

export type ListedSource = {
  code: string;
  lists: number;
  lastProgrammeId: string | null;
  lastListOn: string | null;
  lastAt: Date | null;
  headingsDecided: number;
};

/** Plan: one pass over the sources of a district (tens) and its runs (one a day and source). */
export async function listSourcesOf(db: Handle, districtId: number): Promise<ListedSource[]> {
  const { rows } = await sql<ListedSource>`
    select s.code, count(r.id)::int lists, max(r.list_on) filter (where r.status = 'finished') "lastListOn",
      max(r.started_at) "lastAt", (array_agg(r.programme_id order by r.started_at desc) filter (where r.id is not null))[1] "lastProgrammeId",
      (select count(*)::int from jsonb_object_keys(s.mapping)) "headingsDecided"
    from list_source s
    left join import_run r on r.district_id = ${districtId} and r.source_id = s.id
    where s.district_id = ${districtId}
    group by s.district_id, s.id
    order by max(r.started_at) desc nulls last, s.code`.execute(db);
  return rows;
}

export async function setMapping(
  trx: Handle,
  { districtId, code, mapping, now }: { districtId: number; code: string; mapping: MappingCorrections; now: Date },
): Promise<void> {
  await trx
    .updateTable('list_source')
    .set({ mapping: JSON.stringify(mapping), updated_at: now })
    .where('district_id', '=', districtId)
    .where('code', '=', code)
    .execute();
}

/** Runs of the source that say they run although nobody holds its lock: their server or its database died. */
export async function failDeadRuns(
  db: Db,
  { districtId, sourceId, except, now }: { districtId: number; sourceId: string; except: string | null; now: Date },
): Promise<void> {
  await db
    .updateTable('import_run')
    .set({ status: 'failed', failure: JSON.stringify({ code: 'server-stopped' }), finished_at: now })
    .where('district_id', '=', districtId)
    .where('source_id', '=', sourceId)
    .where('status', '=', 'running')
    .where(sql<boolean>`id is distinct from ${except}::uuid`)
    .execute();
}

export type RunRow = {
  districtId: number;
  importId: string;
  sourceId: string;
  programmeId: string;
  fileName: string;
  sha256: string;
  listOn: string;
  partial: boolean;
  status: 'queued' | 'running';
  counts: ImportTally;
  now: Date;
  userId: string | null;
};

export async function insertRun(db: Handle, run: RunRow): Promise<void> {
  await db
    .insertInto('import_run')
    .values({
      district_id: run.districtId,
      id: run.importId,
      source_id: run.sourceId,
      programme_id: run.programmeId,
      file_name: run.fileName,
      file_sha256: run.sha256,
      list_on: run.listOn,
      partial: run.partial,
      status: run.status,
      mapping: '[]',
      rows_read: 0,
      counts: JSON.stringify(run.counts),
      failure: null,
      started_at: run.now,
      finished_at: null,
      started_by: run.userId,
    })
    .execute();
}

/** Also for a run that was begun and broke off: whoever holds the source's lock goes on with it. @returns false where it has ended */
export async function startQueuedRun(
  db: Db,
  { districtId, importId, sha256, now }: { districtId: number; importId: string; sha256: string; now: Date },
): Promise<boolean> {
  const started = await db
    .updateTable('import_run')
    .set({ status: 'running', file_sha256: sha256, started_at: now })
    .where('district_id', '=', districtId)
    .where('id', '=', importId)
    .where('status', 'in', ['queued', 'running'])
    .returning('id')
    .execute();
  return started.length > 0;
}

/** A small transaction of its own, so that others see how far an import is. */
export async function saveProgress(db: Db, districtId: number, importId: string, rowsRead: number): Promise<void> {
  await db
    .updateTable('import_run')
    .set({ rows_read: rowsRead })
    .where('district_id', '=', districtId)
    .where('id', '=', importId)
    // One that was late must not take a finished run back.
    .where('status', '=', 'running')
    .execute();
}

/** The columns of a list as a run keeps them: headings untouched, to give rows back as they came. */
export type KeptMapping = readonly (ListMapping[number] & { readonly written: string })[];

export async function finishRun(
  trx: Trx,
  run: {
    districtId: number;
    importId: string;
    partial: boolean;
    mapping: KeptMapping;
    rowsRead: number;
    counts: ImportTally;
    now: Date;
  },
): Promise<void> {
  await trx
    .updateTable('import_run')
    .set({
      status: 'finished',
      partial: run.partial,
      mapping: JSON.stringify(run.mapping),
      rows_read: run.rowsRead,
      counts: JSON.stringify(run.counts),
      finished_at: run.now,
    })
    .where('district_id', '=', run.districtId)
    .where('id', '=', run.importId)
    .execute();
}

export async function failRun(
  db: Db,
  { districtId, importId, failure, now }: { districtId: number; importId: string; failure: unknown; now: Date },
): Promise<void> {
  await db
    .updateTable('import_run')
    .set({ status: 'failed', failure: JSON.stringify(failure), finished_at: now })
    .where('district_id', '=', districtId)
    .where('id', '=', importId)
    .where('status', 'in', ['queued', 'running'])
    .execute();
}

export type FinishedRun = { id: string; sha256: string; listOn: string; programmeId: string; startedAt: Date };

/** The last whole list of the source. */
export async function findLastFinished(trx: Trx, districtId: number, sourceId: string): Promise<FinishedRun | undefined> {
  return trx
    .selectFrom('import_run')
    .select(['id', 'file_sha256 as sha256', 'list_on as listOn', 'programme_id as programmeId', 'started_at as startedAt'])
    .where('district_id', '=', districtId)
    .where('source_id', '=', sourceId)
    .where('status', '=', 'finished')
    .where('partial', '=', false)
    .orderBy('list_on', 'desc')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type Run = {
  importId: string;
  sourceCode: string;
  programmeId: string;
  fileName: string;
  listOn: string;
  partial: boolean;
  status: 'queued' | 'running' | 'finished' | 'failed';
  mapping: KeptMapping;
  rowsRead: number;
  counts: ImportTally & { sameAs?: string };
  failure: { code: string } | null;
  startedAt: Date;
  finishedAt: Date | null;
  startedBy: string | null;
};

function runs(db: Handle, districtId: number) {
  return db
    .selectFrom('import_run as r')
    .innerJoin('list_source as s', (join) => join.onRef('s.id', '=', 'r.source_id').on('s.district_id', '=', districtId))
    .select([
      'r.id as importId',
      's.code as sourceCode',
      'r.programme_id as programmeId',
      'r.file_name as fileName',
      'r.list_on as listOn',
      'r.partial',
      'r.status',
      'r.mapping',
      'r.rows_read as rowsRead',
      'r.counts',
      'r.failure',
      'r.started_at as startedAt',
      'r.finished_at as finishedAt',
      'r.started_by as startedBy',
    ])
    .where('r.district_id', '=', districtId)
    .$castTo<Run>();
}

export async function findRun(db: Handle, districtId: number, importId: string): Promise<Run | undefined> {
  return runs(db, districtId).where('r.id', '=', importId).executeTakeFirst();
}

/** Latest first. */
export async function listRuns(
  db: Handle,
  districtId: number,
  { sourceCode, limit }: { sourceCode?: string | undefined; limit: number },
): Promise<Run[]> {
  const all = runs(db, districtId).orderBy('r.started_at', 'desc').limit(limit);
  return (sourceCode === undefined ? all : all.where('s.code', '=', sourceCode)).execute();
}

/** The job of a run, in the commit of the run itself. */
export async function insertRunJob(
  trx: Trx,
  { districtId, id, now, payload }: { districtId: number; id: string; now: Date; payload: Readonly<Record<string, unknown>> },
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({ district_id: districtId, id, job: 'run-import', payload: JSON.stringify(payload), created_at: now })
    .execute();
}
