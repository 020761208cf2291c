import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { demoSignIns, seedDemo } from '../demo/seed-demo.ts';
import { publishShipped } from '../programmes/publish-shipped.ts';
import { serve } from '../serve.ts';
import { StartError } from '../start-error.ts';

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .option('--no-demo', 'do not fill an empty installation with the demo district')
    .option('--json', 'print the address and the sign-ins as JSON')
    .description('start everything: database, migrations, server; fills an empty installation with the demo district')
    .action(up);
}

async function up(options: { demo: boolean; json?: boolean }): Promise<void> {
  try {
    const config = readConfig(process.env);
    let seeded = false;
    const { address } = await serve(config, async (deps) => {
      await publishShipped(deps);
      if (options.demo) ({ seeded } = await seedDemo(deps));
    });
    const signIns = options.demo ? demoSignIns : [];
    if (options.json) process.stdout.write(`${JSON.stringify({ address, seeded, signIns })}\n`);
    else
      process.stdout.write(
        `\nKshem is ready: ${address}\nAPI: ${address}/api/openapi.json\n${signInLines()}\nCtrl+C stops it.\n`,
      );
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`\n${error.message}\n${error.whatToDo}\n`);
    process.exitCode = 1;
  }

  function signInLines(): string {
    if (!options.demo) return '';
    return `Sign in to the demo district as:\n${demoSignIns.map((one) => `  ${one.login.padEnd(14)} ${one.password.padEnd(22)} ${one.who}`).join('\n')}`;
  }
}
