// node import-elsewhere.ts DATABASE_URL FILE: imports as the command line does and prints seconds and the most memory this process held.
import { basename } from 'node:path';
import { pino } from 'pino';
import { systemActor } from '../actor.ts';
import { makeDeps } from '../deps.ts';
import { importList } from '../intake/import-list.ts';
import { benchNow } from './bench-database.ts';
import { district, programmes } from './desk-data.ts';

const [, , url = '', path = ''] = process.argv;
const deps = makeDeps({ url, poolSize: 2, log: pino({ level: 'silent' }), now: () => benchNow });
const start = performance.now();
const { counts } = await importList(deps, systemActor(district), {
  path,
  fileName: basename(path),
  sourceCode: 'bench',
  programmeId: programmes[0],
});
const seconds = (performance.now() - start) / 1000;
// In kilobytes, whatever the platform.
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
await deps.close();
process.stdout.write(JSON.stringify({ seconds, peakMb, rows: counts.rows, enrolled: counts.enrolled }));
