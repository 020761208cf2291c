// Makes the files that are printed from others, and commits nothing: server/src/db/types.ts from the migrated database, docs/errors.md
// from the contract.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../server/src/db/embedded.ts';
import { migrate } from '../server/src/db/migrate.ts';
import { errorsPage } from './errors-page.ts';
import { statesPage } from './states-page.ts';

const into = process.argv[2] ?? 'server/src/db/types.ts';
if (!process.argv[2]) {
  writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage());
  writeFileSync(new URL('../docs/states.md', import.meta.url), statesPage());
}
const folder = join(mkdtempSync(join(tmpdir(), 'kshem-generate-')), 'pg');
const embedded = await startEmbedded(folder, ['fsync=off']);
try {
  await migrate(embedded.url);
  const made = spawnSync(
    'kysely-codegen',
    [
      '--url',
      embedded.url,
      '--dialect',
      'postgres',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--type-mapping',
      '{"int8":"number"}',
      '--out-file',
      into,
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
} finally {
  embedded.stop();
  rmSync(embedded.dataFolder, { recursive: true, force: true });
}
