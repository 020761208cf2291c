/**
 * A server that has a caller's own telephone rung and a person called, and then only runs: started by faults.test.ts as a process of its
 * own, because only a process can be killed. Argument: JSON of `Orders`.
 */
import { pino } from 'pino';
import type { Actor } from '../actor.ts';
import { placeCall } from '../calls/place-call.ts';
import { startTelephony } from '../calls/start-telephony.ts';
import { makeDeps } from '../deps.ts';
import type { AsteriskSettings } from '../telephony/asterisk/connect-asterisk.ts';
import { openCallerLeg } from './open-caller-leg.ts';

export type Orders = {
  readonly url: string;
  readonly asterisk: AsteriskSettings;
  readonly caller: Actor;
  readonly householdId: string;
  readonly fence: number;
  readonly now: string;
};

const { url, asterisk, caller, householdId, fence, now } = JSON.parse(process.argv[2] ?? '') as Orders;
const deps = makeDeps({ url, poolSize: 4, log: pino({ level: 'silent' }), now: () => new Date(now), asterisk });
await startTelephony(deps);
while (deps.telephony.asterisk?.whyNotDialling() !== null) await new Promise((resolve) => setTimeout(resolve, 20));
await openCallerLeg(deps, caller);
const { phoneCallId } = await placeCall(deps, caller, { householdId, fence, channel: 'asterisk' });
process.stdout.write(`${phoneCallId}\n`);
