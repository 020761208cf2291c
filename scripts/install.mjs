// Runs on whatever Node npm came with (20 is enough): brings node_modules in line with the lockfile, once, and finds the pinned Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stamp = join(root, 'node_modules', '.kshem-installed');

/** Installs exactly what the lockfile says unless that was done already. Ends the process with a reason when npm cannot. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(pinnedNode())) return;
  console.error('Installing packages (about half a minute the first time) …');
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error(
      'The packages could not be installed (npm says why above). Check the network and the free space on the disk, then run the command again.',
    );
    process.exit(1);
  }
  if (!existsSync(pinnedNode())) {
    console.error(
      `There is no packaged Node for ${process.platform}-${process.arch}. Install Node 24 or newer and run: node server/src/cli/main.ts up`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** The Node that the project pins through npm. */
export function pinnedNode() {
  return join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
}
