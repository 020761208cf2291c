import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { MappingCorrections } from '@kshem/domain/intake/guess-mapping.ts';
import { addDays, isLocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { findStartingVersion } from '../episodes/queries.ts';
import { emptyTally } from './import-tally.ts';
import {
  failDeadRuns,
  findDistrictOf,
  findLastFinished,
  findRun,
  insertRun,
  lockSource,
  putSource,
  type SourceRow,
  startQueuedRun,
} from './run-queries.ts';
import { saveMapping } from './save-mapping.ts';

export type WantedImport = {
  readonly fileName: string;
  readonly sourceCode: string;
  readonly programmeId: string;
  /** The day the office made the list; today when absent. */
  readonly listOn?: string | undefined;
  readonly mappingCorrections?: MappingCorrections | undefined;
  /** Only some of the source's people: who is not in it has not vanished. */
  readonly partial?: boolean | undefined;
};

export type OpenedRun = {
  readonly importId: string;
  readonly source: SourceRow;
  readonly version: string;
  readonly timeZone: string;
  readonly language: string;
  readonly today: string;
  readonly listOn: string;
  /** The finished run of the very same file, when nothing can differ from it. */
  readonly sameAs: string | null;
  readonly isNewToProgramme: boolean;
};

/**
 * Makes sure that a list may be imported now, and writes down that it is. `trx` holds the source until it ends, by a lock of its
 * connection: two imports of one source never run at once, and when a server dies its lock is gone with it. A run that still says
 * `running` while nobody holds the lock is therefore dead, and is marked so here.
 *
 * @param queuedId the run that was written when the file was handed in, if it was
 * @throws AppError programme-not-running · list-from-the-future · list-older · import-running · bad-request
 */
export async function openRun(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  wanted: WantedImport & { path: string; queuedId?: string | undefined },
): Promise<OpenedRun> {
  const place = await listOnOf(deps, trx, actor, wanted);
  const source = await holdSource(deps, trx, actor, wanted);
  const { listOn } = place;
  const sha256 = await fileSha256(wanted.path);
  const last = await findLastFinished(trx, actor.districtId, source.id);
  const partial = wanted.partial === true;
  if (!partial && last && listOn < last.listOn) throw new AppError('list-older', { listOn, lastListOn: last.listOn });
  const corrected = source.mappingChangedAt !== null && last !== undefined && source.mappingChangedAt > last.startedAt;
  const same =
    last && last.sha256 === sha256 && last.programmeId === wanted.programmeId && !partial && !corrected ? last.id : null;
  const importId = await writeRun(deps, actor, wanted, { source, sha256, listOn, partial });
  const isNewToProgramme = last !== undefined && last.programmeId !== wanted.programmeId;
  return { importId, source, ...place, sameAs: same, isNewToProgramme };
}

/** District, day and version of an import. @throws AppError not-found · list-from-the-future · bad-request · programme-not-running */
export async function listOnOf(
  { now }: Pick<Deps, 'now'>,
  trx: Trx,
  { districtId }: Actor,
  { programmeId, listOn }: WantedImport,
) {
  const district = await findDistrictOf(trx, districtId);
  if (!district) throw new AppError('not-found', { districtId });
  const today = localDate(now(), district.timeZone);
  if (listOn !== undefined && !isLocalDate(listOn)) throw new AppError('bad-request', { fields: ['listOn'] });
  if (listOn !== undefined && listOn > today) throw new AppError('list-from-the-future', { listOn, today });
  // A year that is off by many is a slip of the finger.
  if (listOn !== undefined && listOn < addDays(today, -3660)) throw new AppError('bad-request', { fields: ['listOn'] });
  const version = await findStartingVersion(trx, districtId, programmeId, today);
  if (version === undefined) throw new AppError('programme-not-running', { programmeId });
  return { ...district, today, version, listOn: listOn ?? today };
}

async function holdSource(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  wanted: WantedImport & { queuedId?: string | undefined },
): Promise<SourceRow> {
  const { districtId } = actor;
  const { sourceCode, mappingCorrections } = wanted;
  if (!(await lockSource(trx, districtId, sourceCode))) throw new AppError('import-running', { sourceCode });
  const source = await putSource(deps.system, { districtId, code: sourceCode, id: deps.newId(), now: deps.now() });
  await failDeadRuns(deps.system, { districtId, sourceId: source.id, except: wanted.queuedId ?? null, now: deps.now() });
  if (!mappingCorrections || Object.keys(mappingCorrections).length === 0) return source;
  await saveMapping(deps, actor, { sourceCode, corrections: mappingCorrections });
  return putSource(deps.system, { districtId, code: sourceCode, id: deps.newId(), now: deps.now() });
}

async function writeRun(
  deps: Deps,
  { districtId, userId }: Actor,
  wanted: WantedImport & { queuedId?: string | undefined },
  { source, sha256, listOn, partial }: { source: SourceRow; sha256: string; listOn: string; partial: boolean },
): Promise<string> {
  const now = deps.now();
  if (wanted.queuedId !== undefined) {
    if (await startQueuedRun(deps.system, { districtId, importId: wanted.queuedId, sha256, now })) return wanted.queuedId;
    const run = await findRun(deps.system, districtId, wanted.queuedId);
    throw new AppError('conflict', { importId: wanted.queuedId, status: run?.status });
  }
  const row = {
    districtId,
    importId: deps.newId(),
    sourceId: source.id,
    userId,
    now,
    sha256,
    listOn,
    partial,
    status: 'running' as const,
  };
  await insertRun(deps.system, { ...wanted, ...row, counts: emptyTally() }).catch((error: unknown) => {
    // Somebody's file for this source waits for its turn.
    if (violatedUnique(error) === 'import_run_one_running')
      throw new AppError('import-running', { sourceCode: wanted.sourceCode });
    throw error;
  });
  return row.importId;
}

/** Of the bytes as they came. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
