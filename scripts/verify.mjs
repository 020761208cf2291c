// `npm run verify`: installs what the tests need, runs everything, ends with one plain line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { browserPath } from './browser.mjs';
import { ensureInstalled, pinnedNode, root } from './install.mjs';

ensureInstalled();
const env = { ...process.env, PATH: `${dirname(pinnedNode())}${delimiter}${process.env.PATH}`, FORCE_COLOR: '0' };
const tally = { passed: 0, failed: 0, skipped: 0 };
/** How long each step took, in seconds: told at the end, so that a run that grows slow says where. */
const took = [];

timed('a browser for the stories', findBrowser);
timed('an exchange for the telephone', findAsterisk);
step('types', 'tsc', ['-p', 'tsconfig.json']);
step('style', 'biome', ['check', '.']);
step('lint', 'oxlint', ['--type-aware', '--deny-warnings']);
step('unused code', 'knip', []);
step('generated files are current', 'node', ['scripts/check-generated.ts']);
timed('tests', runTests);
console.log(`\n── took\n${took.map(([name, seconds]) => `${seconds.toFixed(0).padStart(5)} s  ${name}`).join('\n')}`);
console.log(`\n${tally.passed} passed, ${tally.failed} failed${tally.skipped ? `, ${tally.skipped} skipped` : ''}`);
process.exit(tally.failed === 0 ? 0 : 1);

function step(name, program, args) {
  timed(name, () => {
    const { status } = run(program, args);
    if (status === 0) tally.passed++;
    else tally.failed++;
  });
}

function timed(name, work) {
  console.log(`\n── ${name}`);
  const from = performance.now();
  work();
  took.push([name, (performance.now() - from) / 1000]);
}

/** Before everything else: without one the stories cannot be told, and whoever waits learns it at once. */
function findBrowser() {
  try {
    env.KSHEM_CHROMIUM = browserPath();
  } catch (error) {
    console.error(error.message);
    tally.failed++;
  }
}

/** Ten seconds the first time. Without one the telephone is not tested, and that is a failure. */
function findAsterisk() {
  const { status } = spawnSync('bash', [join(root, 'scripts', 'get-asterisk.sh')], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status === 0) return;
  console.error('No Asterisk could be had: the tests of the telephone will fail.');
  tally.failed++;
}

function runTests() {
  const report = join(root, '.cache', 'tests.json');
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const { status } = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const results = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  tally.passed += results.numPassedTests;
  tally.failed += results.numFailedTests;
  tally.skipped += results.numPendingTests;
  // A file that could not be loaded, or an error outside any test, fails the run without failing a test.
  if (status !== 0 && results.numFailedTests === 0) tally.failed++;
}

function run(program, args) {
  const path = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${program}.cmd` : program);
  return spawnSync(path, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
}
