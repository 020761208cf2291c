import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { emptyTally } from './import-tally.ts';
import { fileSha256, listOnOf, type WantedImport } from './open-run.ts';
import { seesLists } from './read-import.ts';
import { failDeadRuns, findRun, insertRun, insertRunJob, lockSource, putSource, type Run } from './run-queries.ts';

/** A file handed in over the network, put down where the job finds it. */
export type Spooled = { readonly path: string };

/**
 * Takes a list that was handed in: writes down that it waits, and in the same commit the job that imports it. What is wrong with the
 * request is said at once; what is wrong with the file is found in the run.
 *
 * @throws AppError not-allowed · import-running · programme-not-running · list-from-the-future · bad-request
 */
export async function startImport(
  deps: Deps,
  actor: Actor,
  wanted: WantedImport & { path: string; sheet?: string | undefined },
): Promise<Run> {
  if (!seesLists(actor)) throw new AppError('not-allowed', { areas: 'district' });
  const { districtId, userId } = actor;
  const now = deps.now();
  const sha256 = await fileSha256(wanted.path);
  const importId = deps.newId();
  await deps.system.transaction().execute(async (trx) => {
    const { listOn } = await listOnOf(deps, trx, actor, wanted);
    if (!(await lockSource(trx, districtId, wanted.sourceCode)))
      throw new AppError('import-running', { sourceCode: wanted.sourceCode });
    const source = await putSource(deps.system, { districtId, code: wanted.sourceCode, id: deps.newId(), now });
    await failDeadRuns(deps.system, { districtId, sourceId: source.id, except: null, now });
    const row = { districtId, importId, sourceId: source.id, userId, now, sha256, listOn, status: 'queued' as const };
    await insertRun(trx, { ...wanted, ...row, partial: wanted.partial === true, counts: emptyTally() }).catch(
      (error: unknown) => {
        if (violatedUnique(error) === 'import_run_one_running')
          throw new AppError('import-running', { sourceCode: wanted.sourceCode });
        throw error;
      },
    );
    const { path, sheet, partial, mappingCorrections } = wanted;
    await insertRunJob(trx, {
      districtId,
      id: deps.newId(),
      now,
      payload: { importId, path, sheet, listOn, partial, mappingCorrections, userId },
    });
  });
  return (await findRun(deps.system, districtId, importId)) as Run;
}

/** Puts an uploaded file under the data folder, so that memory does not hold it. Whoever asked removes it. */
export async function spool(dataFolder: string, id: string, content: Readable): Promise<Spooled> {
  const folder = resolve(join(dataFolder, 'uploads'));
  // Lists hold names and numbers: nobody else on this machine reads them.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, id);
  try {
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path };
}
