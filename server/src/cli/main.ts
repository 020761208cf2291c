import { Command } from 'commander';
import { addBackupCommands } from './backup-commands.ts';
import { addDayCommands } from './day-commands.ts';
import { addDemoCommands } from './demo-commands.ts';
import { addEnrolCommand } from './enrol-command.ts';
import { addImportCommand } from './import-command.ts';
import { addProtocolCommands } from './protocol-commands.ts';
import { addTriageCommand } from './triage-command.ts';
import { addUpCommand } from './up-command.ts';
import { addUserCommands } from './user-commands.ts';

const program = new Command('kshem')
  .description('A tele-calling desk for public health: phone everyone on the list every day, triage, get needs met, prove it.')
  .showHelpAfterError('(kshem COMMAND --help lists what it takes)')
  .configureHelp({ showGlobalOptions: true });

addUpCommand(program);
addImportCommand(program);
addEnrolCommand(program);
addProtocolCommands(program);
addTriageCommand(program);
addDayCommands(program);
addDemoCommands(program);
addBackupCommands(program);
addUserCommands(program);

await program.parseAsync();
