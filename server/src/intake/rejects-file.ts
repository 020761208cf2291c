import { Readable } from 'node:stream';
import { type Problem, problem } from '@kshem/domain/intake/problems.ts';
import { writeXlsxStream } from 'hucre';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { answerHeadings } from './answer-headings.ts';
import { findRunSeen } from './read-import.ts';
import { listDoubtfulRows, type StoredRow } from './report-queries.ts';
import type { KeptMapping } from './run-queries.ts';

export type WantedRejects = {
  readonly importId: string;
  readonly format: 'csv' | 'xlsx';
  /** Rows that were taken with a doubt too, not only those that were rejected. */
  readonly warned: boolean;
};

/**
 * The rows that must go back to the office, as they came: its columns, its headings, and beside them what is wrong and what to do.
 * Corrected, it is imported like any list; only its own rows are then looked at.
 *
 * @throws AppError not-found · not-allowed · import-not-finished
 */
export async function rejectsFile(deps: Deps, actor: Actor, wanted: WantedRejects) {
  const run = await findRunSeen(deps, actor, wanted.importId);
  if (run.status !== 'finished') throw new AppError('import-not-finished', { importId: run.importId, status: run.status });
  await inScope(deps.app, actor, (trx) =>
    writeAudit(deps, trx, actor, {
      action: 'rejects.taken',
      subjectKind: 'import',
      subjectId: run.importId,
      detail: { warned: wanted.warned },
    }),
  );
  // A rejects file that was rejected again does not grow two columns more.
  const columns = run.mapping.filter(({ heading }) => !(answerHeadings as readonly string[]).includes(heading));
  const rows = lines(deps, actor, wanted, columns);
  const name = `${run.fileName.replace(/\.[^.]*$/, '')}-rejects.${wanted.format}`;
  if (wanted.format === 'csv') return { name, type: 'text/csv; charset=utf-8', content: Readable.from(csv(rows)) };
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const book = writeXlsxStream(rows, { name: 'Rejects' });
  return { name, type, content: Readable.fromWeb(book as Parameters<typeof Readable.fromWeb>[0]) };
}

const pageRows = 1000;

async function* lines(
  deps: Deps,
  actor: Actor,
  { importId, warned }: WantedRejects,
  columns: KeptMapping,
): AsyncGenerator<string[]> {
  yield [...columns.map(({ written }) => written), ...answerHeadings];
  for (let after = 0; ; ) {
    const page = await inScope(deps.app, actor, (trx) =>
      listDoubtfulRows(trx, {
        districtId: actor.districtId,
        importId,
        after,
        limit: pageRows,
        which: warned ? 'with-cells' : 'rejected',
      }),
    );
    for (const row of page) yield asItCame(row, columns);
    const last = page.at(-1);
    if (!last || page.length < pageRows) return;
    after = last.rowNumber;
  }
}

function asItCame({ cells, problems }: StoredRow, columns: KeptMapping): string[] {
  const found = (problems ?? []).map(({ code, column }) => problem(code, column)).filter(({ severity }) => severity !== 'note');
  const said = [...new Set(found.map((one) => reason(one, columns)))];
  const advised = [...new Set(found.map(({ whatToDo }) => `${whatToDo.hi} / ${whatToDo.en}`))];
  return [...columns.map(({ column }) => cells?.[column] ?? ''), said.join('; '), advised.join('; ')];
}

function reason({ column, message }: Problem, columns: KeptMapping): string {
  const heading = columns.find((one) => one.column === column)?.heading;
  return `${heading ? `${heading}: ` : ''}${message.hi} / ${message.en}`;
}

async function* csv(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  // The mark without which Excel takes Hindi in a CSV for something else.
  yield '\ufeff';
  for await (const row of rows) yield `${row.map(csvCell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is kept text by an apostrophe, which is dropped when it is read again. */
function csvCell(text: string): string {
  const safe = /^[=@\t]|^[+-](?![\d\s().-]*$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
