import type { Command } from 'commander';
import { backUp } from '../backup/back-up.ts';
import { keyFileOf } from '../backup/backup-format.ts';
import { restore } from '../backup/restore.ts';
import { action, withDeps } from './command.ts';

export function addBackupCommands(program: Command): void {
  const backup = program
    .command('backup')
    .argument('<file>', 'where to write it')
    .description('write everything into one encrypted file; the desk may go on working');
  action(backup, ([file]) =>
    withDeps(async (deps, config) => {
      const made = await backUp(deps.ownerUrl, config.dataFolder, file as string, deps.now());
      const keep = made.keyIsNew
        ? `\nA new key was made in ${made.keyFile}. Keep a copy of it away from this machine: without it no backup can be read.`
        : '';
      return { data: made, text: `${made.rows} rows of ${made.tables} tables written to ${made.file}.${keep}` };
    }),
  );

  const restoring = program
    .command('restore')
    .argument('<file>', 'a file made by kshem backup')
    .option('--key <file>', 'the key file of the installation that made it (default: backup.key in the data folder)')
    .description('fill an empty installation from a backup, all or nothing');
  action(restoring, ([file], options) =>
    withDeps(async (deps, config) => {
      const keyFile = (options.key as string | undefined) ?? keyFileOf(config.dataFolder);
      const done = await restore(deps.ownerUrl, file as string, keyFile);
      return { data: done, text: `${done.rows} rows restored, as they were at ${done.madeAt}.` };
    }),
  );
}
