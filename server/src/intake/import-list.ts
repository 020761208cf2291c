import { areaFinder } from '@kshem/domain/intake/area-finder.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { analyse } from '../db/analyse.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { type NeedToRaise, raiseNeeds } from '../needs/raise-need.ts';
import { markVanished } from './batch-queries.ts';
import { beginWriting, type DecidedBatch, type Importing, leavesKnownAlone, lookAround, settleBatch } from './import-batch.ts';
import { highRiskJudge, type ImportContext } from './import-context.ts';
import { emptyTally } from './import-tally.ts';
import { type ImportTrx, inImportTransaction } from './import-transaction.ts';
import { findKnewBefore } from './known-queries.ts';
import { MaybeSeen } from './maybe-seen.ts';
import { type OpenedRun, openRun, type WantedImport } from './open-run.ts';
import { insertProposals } from './proposal-queries.ts';
import { proposeByPlace } from './propose-by-place.ts';
import { type ListOfPeople, type ReadRow, readPeople } from './read-people.ts';
import { failRun, findRun, finishRun, type KeptMapping, listAreas, type Run, saveProgress } from './run-queries.ts';

export type ImportInput = WantedImport & {
  readonly path: string;
  /** Name of the sheet; the largest visible one when absent. */
  readonly sheet?: string | undefined;
  /** The run written when the file was handed in (start-import.ts). */
  readonly queuedId?: string | undefined;
  readonly onProgress?: ((progress: { rowsRead: number; enrolled: number }) => void) | undefined;
};

/** Large enough for set-based work, small enough that a list of any size fits. */
const batchSize = 1000;

/**
 * Takes a list an office sent: new people are enrolled, known ones recognised and brought up to date, those the source lists no more
 * are reported, doubtful pairs are put before somebody, and each row gets its verdict. Everything happens in one transaction that is
 * fed as the file is read: an import that breaks off, at whatever point, has changed nothing, and memory does not grow with the file.
 * The same file again changes nothing and says so.
 *
 * @throws AppError list-unreadable · list-without-headings · list-without-names · list-from-the-future · list-older · import-running ·
 *   programme-not-running · bad-request
 */
export async function importList(deps: Deps, actor: Actor, input: ImportInput): Promise<Run> {
  let importId = input.queuedId;
  for (let tries = 1; ; tries++) {
    try {
      await inImportTransaction(deps, async (handle) => {
        const run = await openRun(deps, handle.trx, actor, { ...input, queuedId: importId });
        importId = run.importId;
        await takeList(deps, actor, { handle, run, input });
      });
      const run = (await findRun(deps.system, actor.districtId, importId as string)) as Run;
      deps.hints.changed(actor.districtId, ['lists', 'people', 'desk']);
      if (run.rowsRead > 1000)
        await analyse(deps.ownerUrl).catch((reason: Error) =>
          deps.log.warn({ reason: reason.message }, 'tables were not counted anew after an import'),
        );
      return run;
    } catch (error) {
      // Somebody enrolled one of the same people, or their number, in the same seconds: nothing is written yet, so it is done again.
      if (tries < 3 && isPassing(error)) continue;
      if (importId !== undefined) await giveUp(deps, actor, importId, error);
      deps.hints.changed(actor.districtId, ['lists']);
      throw error;
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    (error as { code?: unknown }).code === '40P01' ||
    ['contact_point_number', 'person_identifier_pkey'].includes(violatedUnique(error) ?? '')
  );
}

async function giveUp(deps: Deps, { districtId }: Actor, importId: string, error: unknown): Promise<void> {
  const failure = error instanceof AppError ? { code: error.code, ...error.detail } : { code: 'internal' };
  await failRun(deps.system, { districtId, importId, failure, now: deps.now() }).catch((reason: Error) =>
    deps.log.warn(
      { importId, reason: reason.message },
      'a failed import could not be marked; the next one of its source does it',
    ),
  );
}

type Taking = { readonly handle: ImportTrx; readonly run: OpenedRun; readonly input: ImportInput };

async function takeList(deps: Deps, actor: Actor, { handle, run, input }: Taking): Promise<void> {
  const started = performance.now();
  const { districtId } = actor;
  const { importId } = run;
  const tally = emptyTally();
  if (run.sameAs !== null) {
    const counts = { ...tally, sameAs: run.sameAs };
    await finishRun(handle.trx, { districtId, importId, partial: false, mapping: [], rowsRead: 0, counts, now: deps.now() });
    return;
  }
  const { sheet, path } = input;
  const list = await readPeople(path, { sheet, corrections: run.source.mapping, listOn: run.listOn });
  const context = await contextOf(deps, actor, { handle, run, input }, list);
  const asking = { knew: await findKnewBefore(handle.trx, context), seen: new MaybeSeen() };
  const importing: Importing = { deps, actor, handle, context, tally, asking, proposals: [] };
  const needs = await takeBatches(importing, list, input.onProgress);
  for (const [kind, lines] of list.furniture) tally.furniture[kind] = lines;
  const { proposals } = importing;
  for (let at = 0; at < proposals.length; at += batchSize) {
    tally.proposed += (await insertProposals(handle.trx, deps, context, proposals.slice(at, at + batchSize))).length;
  }
  await proposeByPlace(deps, handle.trx, context, tally);
  const partial = input.partial ?? list.corrected;
  if (!partial) tally.vanished = await markVanished(handle.trx, context);
  for (let at = 0; at < needs.length; at += batchSize) await raiseNeeds(handle.trx, deps, needs.slice(at, at + batchSize));
  tally.milliseconds = Math.round(performance.now() - started);
  await finishRun(handle.trx, {
    districtId,
    importId,
    partial,
    mapping: keptMapping(list),
    rowsRead: tally.rows,
    counts: tally,
    now: deps.now(),
  });
  const detail = { rows: tally.rows, enrolled: tally.enrolled, ended: tally.ended, vanished: tally.vanished, partial };
  await writeAudit(deps, handle.trx, actor, { action: 'list.imported', subjectKind: 'import', subjectId: importId, detail });
}

async function contextOf(
  deps: Deps,
  { districtId, userId }: Actor,
  { handle, run, input }: Taking,
  { mapping }: ListOfPeople,
): Promise<ImportContext> {
  const areas = await listAreas(handle.trx, districtId);
  const listed = areas.map(({ id, parentId, level, nameEn, nameHi }) => ({
    ...{ id, parentId, names: [nameEn, nameHi] },
    level: level as 'block' | 'ward' | 'village',
  }));
  const { programmeId } = input;
  const { version, today, timeZone, language, listOn, importId, isNewToProgramme } = run;
  const compiled = await deps.protocols.get(programmeId, version);
  return {
    ...{ districtId, userId, timeZone, language, programmeId, version, listOn, importId, today, mapping, isNewToProgramme },
    sourceId: run.source.id,
    now: deps.now(),
    findArea: areaFinder(districtId, listed),
    isHighRisk: highRiskJudge(compiled, today, timeZone),
  };
}

/**
 * Three things go on at once: the rows after next are read and cleaned, the next batch is decided, the one before is written. Where a
 * batch changes people known before, the next one waits for it to be written.
 */
async function takeBatches(
  importing: Importing,
  list: ListOfPeople,
  onProgress: ImportInput['onProgress'],
): Promise<NeedToRaise[]> {
  const needs: NeedToRaise[] = [];
  const batches = list.batches(batchSize);
  const progress = progressOf(importing, onProgress);
  let next = readAhead(batches);
  let decided: DecidedBatch | null = null;
  const settle = async (batch: DecidedBatch, written: Promise<void>) => {
    needs.push(...(await settleBatch(importing, batch, written)));
    progress();
  };
  try {
    for (let rows = await next; rows.done !== true; rows = await next) {
      if (decided && !leavesKnownAlone(decided)) {
        await settle(decided, (await beginWriting(importing, decided)).written);
        decided = null;
      }
      const decide = await lookAround(importing, rows.value, decided);
      const { written } = decided ? await beginWriting(importing, decided) : { written: Promise.resolve() };
      // Begun here, it is read while the database writes, and does not come between the database's answers and the next question.
      next = readAhead(batches);
      const before: DecidedBatch | null = decided;
      decided = decide();
      if (before) await settle(before, written);
    }
    if (decided) await settle(decided, (await beginWriting(importing, decided)).written);
    await importing.handle.flush(importing.context);
    return needs;
  } finally {
    await next.catch(() => undefined);
    await batches.return(undefined);
    await list.close();
  }
}

/** Told to whoever waits after each batch, and to others about once a second, in small transactions that nobody waits for. */
function progressOf({ deps, context, tally }: Importing, onProgress: ImportInput['onProgress']): () => void {
  let saved = performance.now();
  return () => {
    onProgress?.({ rowsRead: tally.rows, enrolled: tally.enrolled });
    if (performance.now() - saved < 1000) return;
    saved = performance.now();
    saveProgress(deps.system, context.districtId, context.importId, tally.rows).then(
      () => deps.hints.changed(context.districtId, ['lists']),
      (reason: Error) => deps.log.warn({ reason: reason.message }, 'the progress of an import could not be saved'),
    );
  };
}

/** Its failure is met where the batch is waited for, which may be a while later. */
function readAhead(batches: AsyncGenerator<readonly ReadRow[]>): Promise<IteratorResult<readonly ReadRow[]>> {
  const next = batches.next();
  next.catch(() => undefined);
  return next;
}

function keptMapping({ mapping, headings }: ListOfPeople): KeptMapping {
  return mapping.map((column) => ({ ...column, written: headings[column.column] ?? '' }));
}
