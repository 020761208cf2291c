import { basename, dirname, join } from 'node:path';
import { checkProtocol, isPublishable } from '@kshem/domain/protocol/check-protocol.ts';
import type { Finding } from '@kshem/domain/protocol/finding.ts';
import type { Command } from 'commander';
import { loadProtocolFolder, type Programme, ProtocolFileError, readYaml } from '../../../protocols/load.ts';
import { systemActor } from '../actor.ts';
import { assignVersion } from '../programmes/assign-version.ts';
import { dryRunProtocol } from '../programmes/dry-run-protocol.ts';
import { publishProtocol } from '../programmes/publish-protocol.ts';
import { listVersions } from '../programmes/queries.ts';
import { StartError } from '../start-error.ts';
import { action, type Outcome, withDeps } from './command.ts';
import { districtOf } from './who.ts';

export function addProtocolCommands(program: Command): void {
  const protocol = program.command('protocol').description('check, publish and try out protocol versions');

  const check = protocol
    .command('check')
    .argument('<folder>', 'of one version, such as protocols/heat-elderly/heatwave-2026')
    .description('everything that can be found wrong before anyone is called by it');
  action(check, async ([folder]) => checkFolder(folder as string));

  const publish = protocol
    .command('publish')
    .argument('<folder>')
    .description('make a checked, signed version final; it never changes after');
  action(publish, ([folder]) =>
    withDeps(async (deps) => {
      const version = loadProtocolFolder(folder as string);
      const { title } = readYaml(join(dirname(folder as string), 'programme.yaml')) as Programme;
      const done = await publishProtocol(deps, { protocol: version, title });
      return {
        data: { programme: version.programme, version: version.version, ...done },
        text: `${version.programme}/${version.version} ${done.isNew ? 'is published' : 'was published before; nothing changed'}.`,
      };
    }),
  );

  const list = protocol.command('list').description('published versions');
  action(list, () =>
    withDeps(async (deps) => {
      const versions = await listVersions(deps.system);
      return {
        data: versions,
        text: versions.map((one) => `${one.programmeId}/${one.version}  ${one.publishedAt.toISOString()}`).join('\n'),
      };
    }),
  );

  const assign = protocol
    .command('assign')
    .argument('<programme>')
    .argument('<version>')
    .option('--district <id>')
    .description('let new episodes of a district start on a version; those under way keep theirs');
  action(assign, ([programmeId, version], options) =>
    withDeps(async (deps) => {
      const { id, today } = await districtOf(deps, options.district);
      await assignVersion(deps, systemActor(id), { programmeId: programmeId as string, version: version as string, from: today });
      return {
        data: { programmeId, version, districtId: id },
        text: `New episodes of ${programmeId} in district ${id} start on ${version}.`,
      };
    }),
  );

  const dryRun = protocol
    .command('dry-run')
    .argument('<version>', 'published version, or the folder of a draft')
    .requiredOption('--programme <code>')
    .option('--day <date>', 'YYYY-MM-DD (default: today)')
    .option('--district <id>')
    .description("how a past day's answers would have been triaged under this version");
  action(dryRun, ([version], options) => withDeps((deps) => tryOut(deps, version as string, options)));
}

async function checkFolder(folder: string): Promise<Outcome> {
  const { findings, publishable } = findingsOf(folder);
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
  const lines = findings.map(({ severity, code, where, message }) => `${severity.padEnd(8)} ${where}: ${message} (${code})`);
  return {
    data: { folder: basename(folder), publishable, findings },
    text: [...lines, publishable ? 'It can be published.' : 'It cannot be published.'].join('\n'),
  };
}

function findingsOf(folder: string): { findings: readonly Finding[]; publishable: boolean } {
  try {
    const protocol = loadProtocolFolder(folder);
    const findings = checkProtocol(protocol);
    return { findings, publishable: isPublishable(protocol, findings) };
  } catch (error) {
    if (error instanceof ProtocolFileError) return { findings: error.errors, publishable: false };
    throw new StartError(
      `${folder} cannot be read: ${(error as Error).message}`,
      'Name a folder that holds protocol.yaml and questionnaire.yaml.',
    );
  }
}

async function tryOut(
  deps: Parameters<typeof dryRunProtocol>[0],
  version: string,
  options: Record<string, unknown>,
): Promise<Outcome> {
  const { id, today } = await districtOf(deps, options.district);
  const programmeId = options.programme as string;
  const day = (options.day as string | undefined) ?? today;
  const draft = version.includes('/') ? loadProtocolFolder(version) : undefined;
  const done = await dryRunProtocol(deps, systemActor(id), { programmeId, day, ...(draft ? { draft } : { version }) });
  const rows = done.matrix.map((row) => `  ${row.before.padEnd(7)} → ${row.after.padEnd(7)} ${String(row.n).padStart(6)}`);
  return {
    data: done,
    text: [`${done.submissions} submissions of ${day} under ${done.version}: ${done.changed} would change`, ...rows].join('\n'),
  };
}
