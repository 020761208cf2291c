import { access, rm } from 'node:fs/promises';
import type { MappingCorrections } from '@kshem/domain/intake/guess-mapping.ts';
import { systemActor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { importList } from './import-list.ts';
import { failRun, findRun } from './run-queries.ts';

export type ImportJob = {
  readonly districtId: number;
  readonly importId: string;
  readonly path: string;
  readonly sheet?: string | undefined;
  readonly listOn: string;
  readonly partial?: boolean | undefined;
  readonly mappingCorrections?: MappingCorrections | undefined;
  readonly userId: string | null;
};

/**
 * Imports a list that was handed in. Run again after a crash it goes on with the run that broke off, of which nothing was kept; a run
 * that has ended is left. What is wrong with the file is written into the run and is no failure of the job.
 */
export async function runImport(deps: Deps, job: ImportJob): Promise<void> {
  const { districtId, importId, path, userId, ...options } = job;
  const run = await findRun(deps.system, districtId, importId);
  if (!run || run.status === 'finished' || run.status === 'failed') return rm(path, { force: true });
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  ) {
    // Several servers on one database need one data folder, or the file is on another's disk.
    return failRun(deps.system, { districtId, importId, failure: { code: 'upload-missing' }, now: deps.now() });
  }
  const { fileName, sourceCode, programmeId } = run;
  const actor = { ...systemActor(districtId), userId };
  try {
    await importList(deps, actor, { ...options, path, fileName, sourceCode, programmeId, queuedId: importId });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.info({ importId, code: error.code }, 'a list was refused');
  }
  await rm(path, { force: true });
}
