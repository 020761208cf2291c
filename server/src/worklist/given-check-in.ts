import type { Insertable } from 'kysely';
import type { DB } from '../db/types.ts';
import { newId } from '../ids.ts';
import type { TestDatabase } from '../testing/database.ts';
import { type GivenPerson, place, programme, tenInTheMorning, testDay } from '../testing/given.ts';

/** A planned check-in of the test day, as plan-day leaves it: the whole calling window is its time. */
export async function givenCheckIn(
  db: TestDatabase,
  person: GivenPerson,
  about: Partial<Insertable<DB['check_in']>> = {},
): Promise<{ checkInId: string; dueOn: string }> {
  const id = newId(tenInTheMorning);
  const row = {
    district_id: place.district,
    due_on: testDay,
    id,
    episode_id: person.episodeId,
    person_id: person.personId,
    household_id: person.householdId,
    programme_id: programme,
    area_id: person.areaId,
    slot: 0,
    kind: 'routine',
    due_at: new Date('2021-05-10T02:30:00Z'),
    deadline_at: new Date('2021-05-10T15:00:00Z'),
    state: 'planned',
    ...about,
  };
  await db.owner.insertInto('check_in').values(row).execute();
  return { checkInId: id, dueOn: String(row.due_on) };
}
