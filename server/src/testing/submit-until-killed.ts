// A server that submits answers until it is killed; run as a process of its own by check-ins/submit-killed.test.ts. The first argument is
// the database, the second a JSON list of what to submit, by whom.
import { pino } from 'pino';
import type { Actor } from '../actor.ts';
import { type SubmittedAnswers, submitAnswers } from '../check-ins/submit-answers.ts';
import { makeDeps } from '../deps.ts';

const [, , url = '', given = '{}'] = process.argv;
const { actor, now, sent } = JSON.parse(given) as { actor: Actor; now: string; sent: SubmittedAnswers[] };
const deps = makeDeps({ url, poolSize: 4, log: pino({ level: 'silent' }), now: () => new Date(now) });
await Promise.all(
  sent.map(async (one) => {
    await submitAnswers(deps, actor, { ...one, saidAt: new Date(one.saidAt) });
    process.stdout.write('.');
  }),
);
await deps.close();
