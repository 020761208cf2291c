// Fails when a generated file is not what its source would make today.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const committed = 'server/src/db/types.ts';
const folder = mkdtempSync(join(tmpdir(), 'kshem-generated-'));
try {
  const fresh = join(folder, 'types.ts');
  const made = spawnSync(process.execPath, ['scripts/generate.ts', fresh], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  if (readFileSync(fresh, 'utf8') !== readFileSync(committed, 'utf8')) {
    console.error(`${committed} is not what the migrations make. Run: npm run generate`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
