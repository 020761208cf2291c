import type { Command } from 'commander';
import { dayReportText } from '../demo/day-report-text.ts';
import { demoSignIns, seedDemo } from '../demo/seed-demo.ts';
import { simulateDay } from '../demo/simulate-day.ts';
import { publishShipped } from '../programmes/publish-shipped.ts';
import { action, withDeps } from './command.ts';

export function addDemoCommands(program: Command): void {
  const demo = program.command('demo').description('the fictional district and its days');

  const seed = demo.command('seed').description('fill an empty installation with the demo district (kshem up does it too)');
  action(seed, () =>
    withDeps(async (deps) => {
      await publishShipped(deps);
      const { seeded } = await seedDemo(deps);
      return {
        data: { seeded, signIns: demoSignIns },
        text: seeded ? 'The demo district is there.' : 'There is a district already; nothing was changed.',
      };
    }),
  );

  const day = demo
    .command('day')
    .option('--people <n>', 'how many are due', '1000')
    .option('--callers <n>', 'how many call', '12')
    .option('--seed <text>', 'the same seed gives the same day', 'shantipur')
    .option('--existing <district>', 'over whoever is due in a district of this installation, instead of a throw-away one')
    .description('a whole simulated day through the real use cases, on virtual telephones and a virtual clock');
  action(day, async (_args, options) => {
    const report = await simulateDay({
      people: Number(options.people),
      callers: Number(options.callers),
      seed: options.seed as string,
      ...(options.existing === undefined ? {} : { existing: Number(options.existing) }),
    });
    return { data: report, text: dayReportText(report) };
  });
}
