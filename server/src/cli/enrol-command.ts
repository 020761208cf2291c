import { cleanCell } from '@kshem/domain/intake/clean-cell.ts';
import { readAge } from '@kshem/domain/intake/read-age.ts';
import { readDate } from '@kshem/domain/intake/read-date.ts';
import { readSex } from '@kshem/domain/intake/read-sex.ts';
import { conditions } from '@kshem/domain/triage/conditions.ts';
import type { Command } from 'commander';
import { systemActor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { enrolPerson, type PersonToEnrol } from '../episodes/enrol-person.ts';
import { StartError } from '../start-error.ts';
import { action, withDeps } from './command.ts';
import { actorNamed, districtOf } from './who.ts';

export function addEnrolCommand(program: Command): void {
  const command = program
    .command('enrol')
    .requiredOption('--name <text>', 'in any script')
    .option('--phone <number...>', 'telephone numbers, tried in this order; without one a task to find it is raised')
    .option('--age <text>', 'such as 35, "8 months"')
    .option('--sex <text>', 'female, male, other, or as lists write it')
    .requiredOption('--area <id>', 'ward or village')
    .requiredOption('--programme <code>', 'such as covid-home-isolation')
    .option('--onset <date>', 'first day of illness')
    .option('--sample <date>', 'day of the test')
    .option('--language <code>', 'language of the calls (default: the district’s)')
    .option('--condition <code...>', Object.keys(conditions).join(', '))
    .option('--address <text>')
    .option('--srf <number>', 'SRF number')
    .option('--icmr <number>', 'ICMR number')
    .option('--abha <number>', 'ABHA number')
    .option('--force', 'enrol although somebody on record may be the same; a merge is then proposed')
    .option('--as <login>', 'the user in whose name it is done')
    .option('--district <id>')
    .description('enrol one person by hand; whoever may be on record already is looked for first');
  action(command, (_args, options) => withDeps((deps) => enrol(deps, options as Options)));
}

type Options = Readonly<Record<string, string | string[] | boolean | undefined>>;

async function enrol(deps: Deps, options: Options) {
  const actor = options.as === undefined ? undefined : await actorNamed(deps, options.as);
  const { id, today } = await districtOf(deps, options.district ?? (actor && String(actor.districtId)));
  const enrolment = await enrolPerson(deps, actor ?? systemActor(id), personOf(options, today));
  const { personId, episodeId, version, dueToday, mergesProposed } = enrolment;
  const text = [
    `person     ${personId}`,
    `episode    ${episodeId} (${version})`,
    `due today  ${dueToday}`,
    ...(mergesProposed > 0 ? [`A supervisor is asked whether this is one of ${mergesProposed} on record already.`] : []),
    ...(enrolment.paused
      ? ['A death in the household waits for a supervisor’s decision: nobody there is called before it.']
      : []),
    ...(enrolment.contactPointIds.length === 0 ? ['No telephone number: a task to find one was raised.'] : []),
  ].join('\n');
  return { data: enrolment, text };
}

function personOf(options: Options, today: string): PersonToEnrol {
  const text = (name: string) => (options[name] === undefined ? null : cleanCell(String(options[name])).text);
  const identifiers = ['srf', 'icmr', 'abha'].flatMap((system) =>
    options[system] === undefined ? [] : [[system, String(options[system])]],
  );
  const language = text('language');
  const age = ageOf(text('age'), today);
  return {
    name: String(options.name),
    phones: (options.phone as string[] | undefined) ?? [],
    sex: sexOf(text('sex')),
    ageYears: age?.years ?? null,
    ageApproximate: age !== null && age.low !== age.high,
    areaId: Number(options.area),
    programmeId: String(options.programme),
    address: text('address'),
    onsetOn: dateOf('--onset', text('onset'), today),
    sampleOn: dateOf('--sample', text('sample'), today),
    conditions: conditionsOf(options.condition),
    identifiers: Object.fromEntries(identifiers),
    force: options.force === true,
    ...(language !== null && { language }),
  };
}

function ageOf(text: string | null, today: string) {
  if (text === null) return null;
  const reading = readAge(text, { today });
  if (reading.kind === 'read') return reading.age;
  throw new StartError('The age cannot be read.', 'Write it like 35 or "8 months"; leave it out when it is not known.');
}

function sexOf(text: string | null) {
  if (text === null) return null;
  const reading = readSex(text);
  if (reading.kind === 'read') return reading.sex;
  throw new StartError('The sex cannot be read.', 'Write female, male or other; leave it out when it is not known.');
}

function dateOf(option: string, text: string | null, today: string): string | null {
  if (text === null) return null;
  const reading = readDate(text, { today, birth: false });
  if (reading.kind === 'read') return reading.date;
  throw new StartError(
    `The date of ${option} cannot be read, or has not come.`,
    'Write it like 2021-05-07 or 07/05/2021 (day first).',
  );
}

function conditionsOf(named: unknown): string[] {
  const codes = (named as string[] | undefined) ?? [];
  const unknown = codes.find((one) => !(one in conditions));
  if (unknown) throw new StartError(`There is no condition "${unknown}".`, `Choose from: ${Object.keys(conditions).join(', ')}.`);
  return codes;
}
