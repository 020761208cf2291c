import type { Topic } from '@kshem/contract/topics.ts';
import { findSilent } from '../calls/find-silent.ts';
import { reconcile } from '../calls/reconcile.ts';
import { planDay } from '../check-ins/plan-day.ts';
import { analyse } from '../db/analyse.ts';
import type { Deps } from '../deps.ts';
import { expireEscalations } from '../escalations/expire-escalations.ts';
import { passOnNeeds } from '../needs/pass-on-needs.ts';
import { closeDistrictDay } from '../reports/close-district-day.ts';
import { sweepHistory } from '../reports/sweep-history.ts';
import { callOutLate } from '../transfers/call-out-late.ts';
import { expireClaims } from '../worklist/expire-claims.ts';
import { fillDay } from '../worklist/fill-day.ts';

export type TimetableEntry = {
  readonly name: string;
  /** Cron in the district's own zone. */
  readonly at: string;
  /** What open screens are told to ask again for. */
  readonly changes: readonly Topic[];
  /** Repeating it is harmless: a server that was down catches up by running it again. `today` is the district's date. */
  readonly run: (deps: Deps, districtId: number, today: string) => Promise<unknown>;
};

/** What the server does by itself, a district at a time. Each line names a use case; work for people is never queued here. */
export const timetable: readonly TimetableEntry[] = [
  { name: 'prepare-day', at: '0,30 5-20 * * *', changes: ['desk'], run: prepareDay },
  { name: 'sweep-claims', at: '* * * * *', changes: ['desk', 'calls'], run: sweepClaims },
  { name: 'expire-escalations', at: '* * * * *', changes: ['escalations'], run: expireEscalations },
  { name: 'pass-on-needs', at: '* * * * *', changes: ['needs'], run: passOnNeeds },
  { name: 'call-out-late', at: '* * * * *', changes: ['transfers', 'beds'], run: callOutLate },
  {
    name: 'find-silent',
    at: '15 * * * *',
    changes: ['needs', 'people'],
    run: (deps, districtId, day) => findSilent(deps, { districtId, day }),
  },
  {
    name: 'close-day',
    at: '30 22 * * *',
    changes: ['reports', 'desk'],
    run: (deps, districtId, day) => closeDistrictDay(deps, { districtId, day }),
  },
  {
    name: 'sweep-history',
    at: '30 1 * * *',
    changes: ['desk', 'calls'],
    run: (deps, districtId, day) => sweepHistory(deps, { districtId, before: day }),
  },
];

/** In the morning for everybody; every half hour for those who were enrolled meanwhile. */
export async function prepareDay(deps: Deps, districtId: number, day: string): Promise<{ planned: number; items: number }> {
  const { planned } = await planDay(deps, { districtId, day });
  const { items } = await fillDay(deps, { districtId, day });
  if (planned + items > 1000) await analyse(deps.ownerUrl);
  return { planned, items };
}

async function sweepClaims(deps: Deps, districtId: number): Promise<void> {
  await expireClaims(deps, districtId);
  await reconcile(deps, districtId);
}
