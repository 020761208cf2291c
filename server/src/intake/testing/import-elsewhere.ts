// node import-elsewhere.ts DATABASE_URL FILE PROGRAMME: imports as a server of its own would, and says when a batch was taken. For tests
// that kill it.
import { pino } from 'pino';
import { systemActor } from '../../actor.ts';
import { makeDeps } from '../../deps.ts';
import { place, tenInTheMorning } from '../../testing/given.ts';
import { importList } from '../import-list.ts';

const [, , url = '', path = '', programmeId = ''] = process.argv;
const deps = makeDeps({ url, poolSize: 2, log: pino({ level: 'silent' }), now: () => tenInTheMorning });
await importList(deps, systemActor(place.district), {
  path,
  fileName: 'long.csv',
  sourceCode: 'elsewhere',
  programmeId,
  onProgress: ({ rowsRead }) => process.stdout.write(`${rowsRead}\n`),
});
await deps.close();
