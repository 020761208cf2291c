// Builds the screens when their sources are newer than what was built: on the first start, and after an upgrade.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './install.mjs';

const built = join(root, 'web', 'dist');
const stamp = join(built, '.built-from');

/** Ends the process with a reason when the screens cannot be built. */
export function ensureWebBuilt() {
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.error('Building the screens …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(pinnedNode(), [vite, 'build', join(root, 'web'), '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    // Whatever runs this (a test runner says "test"), what is built is for people.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) {
    console.error('The screens could not be built (see above). Check the free space on the disk, then run the command again.');
    process.exit(1);
  }
  writeFileSync(stamp, sources);
}

/** Of contents, not of times: a clone, a copy and a backup all give files new times. */
function hashOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['web', 'contract/src', 'domain/src']) {
    for (const file of filesOf(join(root, folder))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules' && !name.includes('.test.'))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

if (process.argv[1]?.endsWith('build-web.mjs')) ensureWebBuilt();
