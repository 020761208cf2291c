import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { TestDatabase } from '../testing/database.ts';
import { type GivenPerson, place, testDay } from '../testing/given.ts';
import { type Claimed, claimNext } from '../worklist/claim-next.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { type PlacedCall, placeCall } from './place-call.ts';

/** An instant of the test's calendar by the district's clock, `HH:MM`. */
export function at(clockTime: string, day = testDay): Date {
  return new Date(`${day}T${clockTime}:00+05:30`);
}

/** Puts people on the test day's desk, a check-in each. */
export async function givenOnDesk(db: TestDatabase, deps: Deps, ...people: GivenPerson[]): Promise<void> {
  for (const person of people) await givenCheckIn(db, person);
  await fillDay(deps, { districtId: place.district, day: testDay });
}

export async function mustClaim(deps: Deps, actor: Actor): Promise<Claimed> {
  const got = await claimNext(deps, actor);
  if (got.kind === 'nothing') throw new Error(`nothing to claim: ${got.why}`);
  return got;
}

/** Claims the next household and rings it. */
export async function givenCall(
  deps: Deps,
  actor: Actor,
): Promise<PlacedCall & { fence: number; householdId: string; attemptId: string }> {
  const { householdId, fence } = await mustClaim(deps, actor);
  const placed = await placeCall(deps, actor, { householdId, fence });
  return { ...placed, householdId, fence, attemptId: placed.attempts[0]?.attemptId ?? '' };
}

/** Takes everything of the day away again, so that each test begins with an empty desk. */
export async function clearDesk(db: TestDatabase): Promise<void> {
  for (const table of [
    'call_attempt',
    'phone_call',
    'need_event',
    'need',
    'worklist_item',
    'worklist_household',
    'day_counter',
  ] as const) {
    await db.owner.deleteFrom(table).execute();
  }
  for (const table of ['attempt_event', 'check_in', 'call_attempt_history', 'worklist_item_history'] as const) {
    await db.owner.deleteFrom(table).execute();
  }
}
