import { readFileSync } from 'node:fs';
import { type CompiledProtocol, compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import { acceptAnswers } from '@kshem/domain/questionnaire/accept-answers.ts';
import { nextContact } from '@kshem/domain/schedule/next-contact.ts';
import { localDate as localDateOf } from '@kshem/domain/time/local-date.ts';
import type { TriageInput } from '@kshem/domain/triage/input.ts';
import { triage } from '@kshem/domain/triage/triage.ts';
import type { Command } from 'commander';
import { parse } from 'yaml';
import * as z from 'zod';
import { loadProgrammes, loadProtocolFolder } from '../../../protocols/load.ts';
import { StartError } from '../start-error.ts';
import { action, type Outcome } from './command.ts';

const answers = z.record(z.string(), z.unknown());
const localDate = z.iso.date();

/** What `--answers FILE` holds, JSON or YAML. Everything but `answers` may be left out. */
const file = z.strictObject({
  answers,
  at: z.iso.datetime({ offset: true }).optional(),
  informant: z
    .strictObject({ kind: z.enum(['self', 'caregiver', 'family', 'neighbour']), name: z.string().optional() })
    .default({ kind: 'self' }),
  readings: z.array(z.strictObject({ linkId: z.string(), value: z.number(), at: z.iso.datetime({ offset: true }) })).default([]),
  past: z
    .array(z.strictObject({ at: z.iso.datetime({ offset: true }), answers, level: z.enum(levels).default('green') }))
    .default([]),
  person: z
    .strictObject({
      ageYears: z.number().nullable().optional(),
      sex: z.enum(['female', 'male', 'other']).nullable().optional(),
      conditions: z.array(z.string()).default([]),
      pregnant: z.boolean().nullable().optional(),
      usualSpo2: z.number().nullable().optional(),
    })
    .default({ conditions: [] }),
  episode: z
    .strictObject({ openedOn: localDate, onsetOn: localDate.nullable().optional(), sampleOn: localDate.nullable().optional() })
    .optional(),
  timeZone: z.string().default('Asia/Kolkata'),
});

export function addTriageCommand(program: Command): void {
  const command = program
    .command('triage')
    .requiredOption('--protocol <version>', 'a shipped version (mohfw-2022-01, or programme/version), or the folder of a draft')
    .requiredOption(
      '--answers <file>',
      'JSON or YAML: answers by linkId, and optionally at, informant, readings, past, person, episode, timeZone',
    )
    .description('what a protocol says to a set of answers: level, reasons, needs, next contact, whether isolation may end');
  action(command, async (_args, options) => triageFile(options.protocol as string, options.answers as string));
}

function triageFile(version: string, path: string): Outcome {
  const compiled = findProtocol(version);
  const { questionnaire } = compiled.protocol;
  const read = readInput(path);
  const { answers, refused, suggestions } = acceptAnswers(questionnaire, read.answers);
  const past = read.past.map((earlier) => ({ ...earlier, answers: acceptAnswers(questionnaire, earlier.answers).answers }));
  const input = { ...read, answers, past } as TriageInput;
  const result = triage(compiled, input);
  const next = nextContact(
    compiled.protocol,
    { level: result.level, highRisk: result.highRisk === true, at: new Date(input.at), remeasure: result.remeasure },
    input.timeZone,
  );
  const data = {
    protocol: compiled.protocol.version,
    level: result.level,
    reasons: result.reasons.map(({ ruleId, level, text }) => ({ ruleId, level, text })),
    undecided: result.undecided,
    refused,
    suggestions,
    needs: result.needs.map(({ kind }) => kind),
    remeasure: result.remeasure,
    escalation: result.escalation ?? null,
    nextContact: next,
    isolation: result.isolation,
    advice: result.advice,
    dayOfIllness: result.dayOfIllness,
    news2: result.news2,
  };
  return { data, text: inWords(data) };
}

function inWords(data: {
  level: string;
  reasons: readonly { ruleId: string; level: string; text: { hi: string; en: string } }[];
  undecided: readonly { ruleId: string }[];
  refused: readonly { linkId: string; code: string; hint: string }[];
  suggestions: readonly { question: { en: string } }[];
  needs: readonly string[];
  nextContact: { at: Date; why: string };
  isolation: { mayEnd: boolean };
}): string {
  const lines = data.reasons.map(
    ({ ruleId, level, text }) => `  ${ruleId.padEnd(28)} ${level.padEnd(7)} ${text.en} / ${text.hi}`,
  );
  return [
    `level         ${data.level}`,
    'reasons',
    ...(lines.length > 0 ? lines : ['  none']),
    `undecided     ${data.undecided.map(({ ruleId }) => ruleId).join(', ') || 'none'}`,
    ...data.refused.map(({ linkId, code, hint }) => `refused       ${linkId} (${code}): ${hint}`),
    ...data.suggestions.map(({ question }) => `ask again     ${question.en}`),
    `needs         ${data.needs.join(', ') || 'none'}`,
    `next contact  ${data.nextContact.at.toISOString()} (${data.nextContact.why})`,
    `may end       ${data.isolation.mayEnd ? 'yes' : 'no'}`,
  ].join('\n');
}

function readInput(path: string) {
  const read = file.safeParse(parse(readFileSync(path, 'utf8')));
  if (!read.success)
    throw new StartError(
      `${path} is not usable: ${z.prettifyError(read.error)}`,
      'See kshem triage --help; protocols/*/examples.yaml show answers by linkId.',
    );
  const { data } = read;
  const at = data.at ?? new Date().toISOString();
  return { ...data, at, episode: data.episode ?? { openedOn: localDateOf(new Date(at), data.timeZone) } };
}

/** By version, by programme/version, or a draft's folder. */
function findProtocol(named: string): CompiledProtocol {
  const shipped = loadProgrammes().flatMap(({ protocols }) => protocols);
  const found = shipped.filter((one) => named === one.version || named === `${one.programme}/${one.version}`);
  if (found.length > 1)
    throw new StartError(
      `Several programmes have a version "${named}".`,
      `Say which: ${found.map((one) => `${one.programme}/${one.version}`).join(', ')}.`,
    );
  const protocol = found[0] ?? (named.includes('/') || named.startsWith('.') ? loadProtocolFolder(named) : undefined);
  if (!protocol)
    throw new StartError(
      `There is no version "${named}".`,
      `Shipped: ${shipped.map((one) => one.version).join(', ')}. A draft is named by its folder.`,
    );
  const compiled = compileProtocol(protocol);
  if (!compiled.ok) throw new StartError(`${named} does not compile.`, `kshem protocol check ${named} lists what to mend.`);
  return compiled.compiled;
}
