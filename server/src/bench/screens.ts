import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The screens are measured where their stories run: in a real Chromium over the real server (e2e/screens.figures.ts). */
export async function run(): Promise<void> {
  const vitest = join(import.meta.dirname, '../../../node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'screen-figures', '--reporter', 'default'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
