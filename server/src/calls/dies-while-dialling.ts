/**
 * A server that is killed between the attempt's row and the dialling: run by reconcile.test.ts as a process of its own, because a
 * commit is only believed of one that died after it. Argument: JSON of `Orders`.
 */
import { pino } from 'pino';
import type { Actor } from '../actor.ts';
import { makeDeps } from '../deps.ts';
import { createHandsetProvider } from '../telephony/handset/provider.ts';
import { placeCall } from './place-call.ts';

export type Orders = { url: string; caller: Actor; householdId: string; fence: number; now: string };

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const now = () => new Date(orders.now);
const telephone = createHandsetProvider({ now });
const simulated = {
  ...telephone,
  dial: async () => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise<never>(() => undefined);
  },
};
const deps = makeDeps({
  url: orders.url,
  poolSize: 2,
  log: pino({ level: 'silent' }),
  now,
  telephony: { handset: telephone, simulated },
});
await placeCall(deps, orders.caller, { householdId: orders.householdId, fence: orders.fence });
