import { type ImportJob, runImport } from '../intake/run-import.ts';
import type { OutboxJobs } from './relay-outbox.ts';

/** Everything that an outbox row can ask for, by the name in the row. */
export const outboxJobs: OutboxJobs = {
  'run-import': (deps, payload) => runImport(deps, payload as ImportJob),
};
