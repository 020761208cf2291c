import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import type { TestDatabase } from './database.ts';
import { place, tenInTheMorning } from './given.ts';

let made = 0;

/** A hospital with beds of a kind, told this morning. */
export async function givenHospital(
  db: TestDatabase,
  newId: () => string,
  {
    kind = 'oxygen',
    total = 10,
    free = 5,
    told = tenInTheMorning,
  }: { kind?: BedKind; total?: number; free?: number; told?: Date } = {},
): Promise<string> {
  const id = newId();
  const name = `Test Hospital ${++made}`;
  const facility = { district_id: place.district, id, area_id: place.wards[0], kind: 'hospital', updated_at: tenInTheMorning };
  await db.owner
    .insertInto('facility')
    .values({ ...facility, name_en: name, name_hi: name })
    .execute();
  await db.owner
    .insertInto('facility_bed')
    .values({ district_id: place.district, facility_id: id, kind, total, free, true_at: told })
    .execute();
  return id;
}

export async function givenAmbulance(db: TestDatabase, newId: () => string): Promise<string> {
  const id = newId();
  await db.owner
    .insertInto('ambulance')
    .values({
      district_id: place.district,
      id,
      call_sign: `A-${++made}`,
      kind: 'basic',
      state: 'ready',
      true_at: tenInTheMorning,
    })
    .execute();
  return id;
}

export async function bedsOf(db: TestDatabase, facilityId: string): Promise<{ free: number | null; held: number; open: number }> {
  return db.owner
    .selectFrom('facility_bed')
    .select(['free', 'held', 'open'])
    .where('facility_id', '=', facilityId)
    .executeTakeFirstOrThrow();
}
