import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { emptyTally } from './import-tally.ts';
import { fileSha256, listOnOf, type WantedImport } from './open-run.ts';
import { seesLists } from './read-import.ts';
import { failDeadRuns, findRun, insertRun, insertRunJob, lockSource, putSource, type Run } from './run-queries.ts';

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
