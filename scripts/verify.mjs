// `npm run verify`: installs what the tests need, runs everything, ends with one plain line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ensureInstalled, pinnedNode, root } from './install.mjs';

ensureInstalled();
const env = { ...process.env, PATH: `${dirname(pinnedNode())}${delimiter}${process.env.PATH}`, FORCE_COLOR: '0' };
const tally = { passed: 0, failed: 0, skipped: 0 };

step('types', 'tsc', ['-p', 'tsconfig.json']);
step('style', 'biome', ['check', '.']);
step('lint', 'oxlint', ['--type-aware', '--deny-warnings']);
step('unused code', 'knip', []);
step('generated files are current', 'node', ['scripts/check-generated.ts']);
runTests();
console.log(`\n${tally.passed} passed, ${tally.failed} failed${tally.skipped ? `, ${tally.skipped} skipped` : ''}`);
process.exit(tally.failed === 0 ? 0 : 1);

function step(name, program, args) {
  console.log(`\n── ${name}`);
  const { status } = run(program, args);
  if (status === 0) tally.passed++;
  else tally.failed++;
}

function runTests() {
  console.log('\n── tests');
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
