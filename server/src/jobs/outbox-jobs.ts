import type { OutboxJobs } from './relay-outbox.ts';

/** What the relay may hand on: each name of an outbox row and the use case it stands for. */
export const outboxJobs: OutboxJobs = {};
