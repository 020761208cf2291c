import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { systemActor } from '../actor.ts';
import { traceCall } from '../calls/trace-call.ts';
import { type SubmittedAnswers, submitAnswers } from '../check-ins/submit-answers.ts';
import type { Deps } from '../deps.ts';
import { prepareDay } from '../jobs/timetable.ts';
import { closeDay } from '../reports/close-day.ts';
import { closeDistrictDay } from '../reports/close-district-day.ts';
import { ledger } from '../reports/ledger.ts';
import { StartError } from '../start-error.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { action, type Outcome, withDeps } from './command.ts';
import { totalsTable } from './totals-table.ts';
import { actorNamed, districtOf } from './who.ts';

export function addDayCommands(program: Command): void {
  const plan = program
    .command('plan-day')
    .option('--day <date>', 'YYYY-MM-DD (default: today)')
    .option('--district <id>')
    .description('plan who is due and fill the desk; harmless to repeat');
  action(plan, (_args, options) =>
    withDeps(async (deps) => {
      const { id, today } = await districtOf(deps, options.district);
      const day = (options.day as string | undefined) ?? today;
      const done = await prepareDay(deps, id, day);
      return { data: { day, ...done }, text: `${day}: ${done.planned} check-ins planned, ${done.items} new on the desk.` };
    }),
  );

  const claim = program
    .command('claim')
    .requiredOption('--as <login>', 'the caller')
    .description('take the next household, as a caller does');
  action(claim, (_args, options) =>
    withDeps(async (deps) => {
      const got = await claimNext(deps, await actorNamed(deps, options.as));
      return { data: got, text: JSON.stringify(got, null, 2) };
    }),
  );

  const submit = program
    .command('submit')
    .requiredOption('--as <login>', 'the caller')
    .requiredOption('--file <json>', 'what the endpoint POST /api/submissions takes')
    .description('hand in answers, as a caller does');
  action(submit, (_args, options) =>
    withDeps(async (deps) => {
      const input = JSON.parse(readFileSync(options.file as string, 'utf8')) as SubmittedAnswers & { saidAt: string };
      const done = await submitAnswers(deps, await actorNamed(deps, options.as), { ...input, saidAt: new Date(input.saidAt) });
      return { data: done, text: JSON.stringify(done, null, 2) };
    }),
  );

  const close = program
    .command('close-day')
    .option('--day <date>', 'YYYY-MM-DD (default: today)')
    .option('--programme <code>', 'one programme (default: each that was due)')
    .option('--reason <text>', 'close before the calling window ends, or correct a closed day with a numbered revision')
    .option('--district <id>')
    .description('freeze the day: one row for everyone due, none unexplained');
  action(close, (_args, options) => withDeps((deps) => closeOne(deps, options)));

  const show = program
    .command('ledger')
    .option('--day <date>', 'YYYY-MM-DD (default: today)')
    .requiredOption('--programme <code>')
    .option('--revision <n>')
    .option('--rows', 'the people too, not only the totals')
    .option('--district <id>')
    .description('a closed day');
  action(show, (_args, options) => withDeps((deps) => showLedger(deps, options)));

  const trace = program
    .command('trace-call')
    .argument('<id>', 'of an attempt or a phone call')
    .option('--district <id>')
    .description("a call's story, from dial to report");
  action(trace, ([id], options) =>
    withDeps(async (deps) => {
      const { id: districtId } = await districtOf(deps, options.district);
      const story = await traceCall(deps, systemActor(districtId), id as string);
      const text = story.lines
        .map((line) => `${line.at.toISOString()}  ${line.what.padEnd(22)} ${JSON.stringify(line.detail)}`)
        .join('\n');
      return { data: story, text };
    }),
  );
}

async function closeOne(deps: Deps, options: Record<string, unknown>): Promise<Outcome> {
  const { id, today } = await districtOf(deps, options.district);
  const day = (options.day as string | undefined) ?? today;
  const programmeId = options.programme as string | undefined;
  const reason = options.reason as string | undefined;
  if (reason !== undefined && programmeId === undefined)
    throw new StartError('A reason goes with one programme.', 'Add --programme CODE.');
  const closed = programmeId
    ? [
        {
          programmeId,
          day,
          ...(await closeDay(deps, systemActor(id), { day, programmeId, ...(reason === undefined ? {} : { reason }) })),
        },
      ]
    : await closeDistrictDay(deps, { districtId: id, day });
  const text = closed
    .map((one) => `${one.programmeId} ${one.day}, revision ${one.revision}\n${totalsTable(one.totals)}`)
    .join('\n\n');
  return { data: closed, text: text || 'Nothing was due.' };
}

async function showLedger(deps: Deps, options: Record<string, unknown>): Promise<Outcome> {
  const { id, today } = await districtOf(deps, options.district);
  const day = (options.day as string | undefined) ?? today;
  const of = {
    day,
    programmeId: options.programme as string,
    ...(options.revision === undefined ? {} : { revision: Number(options.revision) }),
  };
  const first = await ledger(deps, systemActor(id), { ...of, limit: options.rows ? 1000 : 1 });
  const rows = options.rows ? [...first.rows] : [];
  for (let after = options.rows ? first.next : null; after !== null; ) {
    const page = await ledger(deps, systemActor(id), { ...of, after, limit: 1000 });
    rows.push(...page.rows);
    after = page.next;
  }
  const head = `${of.programmeId} ${day}, revision ${first.revision} of ${first.revisions}, closed ${first.closedAt.toISOString()}${first.reason ? ` (${first.reason})` : ''}`;
  return {
    data: { ...first, rows },
    text: [head, totalsTable(first.totals), ...rows.map((row) => JSON.stringify(row))].join('\n'),
  };
}
