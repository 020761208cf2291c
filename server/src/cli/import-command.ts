import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sourceCode } from '@kshem/contract/intake.ts';
import { isListField, type ListField, listFields } from '@kshem/domain/intake/list-field.ts';
import { PROBLEMS, type ProblemCode } from '@kshem/domain/intake/problems.ts';
import type { Command } from 'commander';
import { type Actor, systemActor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { importList } from '../intake/import-list.ts';
import { previewList } from '../intake/preview-list.ts';
import { rejectsFile } from '../intake/rejects-file.ts';
import type { Run } from '../intake/run-queries.ts';
import { StartError } from '../start-error.ts';
import { action, type Outcome, withDeps } from './command.ts';
import { actorNamed, districtOf } from './who.ts';

type Options = Record<string, unknown>;

export function addImportCommand(program: Command): void {
  const command = program
    .command('import')
    .argument('<file>', 'a list as an office sent it: .csv, .tsv, .xlsx, .xls, .ods')
    .option('--source <code>', 'the office that sends it, such as cmho; its headings are remembered')
    .option('--programme <code>', 'under which the people are followed')
    .option('--list-on <date>', 'the day the office made it, YYYY-MM-DD (default: today)')
    .option('--map <heading=field...>', `what a column means, where it is not guessed; fields: ${listFields.join(', ')}, none`)
    .option('--sheet <name>', 'default: the largest sheet that is not hidden')
    .option('--partial', 'some of the people only: who is not in it has not vanished')
    .option('--rejects <file>', 'write the rows that must go back to the office here, .csv or .xlsx')
    .option('--preview', 'show what the columns are read as and take nothing')
    .option('--as <login>', 'in whose name (default: the server itself)')
    .option('--district <id>')
    .description('take a list: new people are enrolled, known ones brought up to date, doubtful rows reported');
  action(command, ([path], options) =>
    withDeps(async (deps) => {
      const { id } = await districtOf(deps, options.district);
      const actor = options.as === undefined ? systemActor(id) : await actorNamed(deps, options.as);
      const outcome =
        options.preview === true ? showPreview(deps, actor, path as string, options) : take(deps, actor, path as string, options);
      return outcome.catch((error: unknown) => explain(error, options));
    }),
  );
}

async function take(deps: Deps, actor: Actor, path: string, options: Options): Promise<Outcome> {
  const code = sourceCode.safeParse(options.source);
  if (!code.success || typeof options.programme !== 'string') {
    throw new StartError(
      'Say whose list this is and under which programme.',
      '--source: small letters, digits and hyphens; --programme: such as covid-home-isolation.',
    );
  }
  const tell = progressLine(options.json === true);
  const run = await importList(deps, actor, {
    path,
    fileName: basename(path),
    sourceCode: code.data,
    programmeId: options.programme,
    listOn: options.listOn as string | undefined,
    sheet: options.sheet as string | undefined,
    mappingCorrections: readMap(options.map),
    ...(options.partial === true && { partial: true }),
    onProgress: tell,
  });
  const rejects = typeof options.rejects === 'string' ? options.rejects : null;
  if (rejects !== null && !run.counts.sameAs) await writeRejects(deps, actor, run, rejects);
  return { data: { ...run, rejects }, text: summary(run, rejects) };
}

async function writeRejects(deps: Deps, actor: Actor, { importId }: Run, path: string): Promise<void> {
  const format = path.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  const { content } = await rejectsFile(deps, actor, { importId, format, warned: false });
  await pipeline(content, createWriteStream(path, { mode: 0o600 }));
}

async function showPreview(deps: Deps, actor: Actor, path: string, options: Options): Promise<Outcome> {
  const preview = await previewList(deps, actor, {
    path,
    sourceCode: options.source as string | undefined,
    sheet: options.sheet as string | undefined,
    corrections: readMap(options.map),
  });
  const columns = preview.mapping.map(
    ({ heading, field, confidence }) => `  ${heading.padEnd(40)} ${field ?? '(not read)'}  ${confidence}`,
  );
  return { data: preview, text: [`Read as ${preview.detected.format}. Columns:`, ...columns].join('\n') };
}

/** "heading=field" as given with --map; the last = counts, since headings hold anything. */
function readMap(given: unknown): Record<string, ListField | null> | undefined {
  if (!Array.isArray(given)) return undefined;
  return Object.fromEntries(
    given.map((one: unknown) => {
      const text = String(one);
      const at = text.lastIndexOf('=');
      const field = text.slice(at + 1);
      if (at < 1 || (field !== 'none' && !isListField(field))) {
        throw new StartError(`--map "${text}" is not heading=field.`, `Fields: ${listFields.join(', ')}, none.`);
      }
      return [text.slice(0, at), field === 'none' ? null : (field as ListField)];
    }),
  );
}

/** One line that is written over and over on a terminal; silent where nobody looks. */
function progressLine(json: boolean): ((progress: { rowsRead: number; enrolled: number }) => void) | undefined {
  if (json || !process.stderr.isTTY) return undefined;
  return ({ rowsRead, enrolled }) => process.stderr.write(`\r${rowsRead} rows read, ${enrolled} people enrolled `);
}

function summary({ counts, importId, listOn, partial, sourceCode }: Run, rejects: string | null): string {
  if (counts.sameAs) return `This very file was imported before (${counts.sameAs}). Nothing was changed.`;
  const { verdicts } = counts;
  const lines = [
    `Import ${importId} of ${sourceCode}, list of ${listOn}${partial ? ' (partial)' : ''}: ${counts.rows} rows in ${(counts.milliseconds / 1000).toFixed(1)} s`,
    ...Object.entries(verdicts).map(([verdict, rows]) => `  ${verdict.padEnd(24)} ${String(rows).padStart(8)}`),
    `  enrolled ${counts.enrolled} (without a phone ${counts.withoutPhone}), in ${counts.households} new households`,
    `  known people: ${verdicts.updated} changed (${inWords(counts.changes)}), ${counts.ended} no longer followed, ${counts.begun} followed anew`,
    `  vanished from the list: ${counts.vanished}; pairs to compare: ${counts.proposed}`,
    ...Object.entries(counts.problems)
      .sort(([, a], [, b]) => b - a)
      .map(([code, rows]) => `  ${String(rows).padStart(8)}  ${PROBLEMS[code as ProblemCode].message.en}`),
  ];
  if (rejects !== null) lines.push(`Rows to send back: ${rejects}`);
  return lines.join('\n');
}

function inWords(changes: Record<string, number>): string {
  return (
    Object.entries(changes)
      .map(([field, n]) => `${field} ${n}`)
      .join(', ') || 'nothing'
  );
}

/** For a person the reason and the remedy come before the code; a program gets the code with both. */
function explain(error: unknown, options: Options): never {
  if (options.json !== true && error instanceof AppError && error.code === 'list-unreadable') {
    const { message, whatToDo } = error.detail as { message: { en: string }; whatToDo: { en: string } };
    throw new StartError(`${message.en}.`, whatToDo.en);
  }
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    throw new StartError('There is no such file.', 'Check its name and folder.');
  throw error;
}
