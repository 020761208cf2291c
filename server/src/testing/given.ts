import { createHash } from 'node:crypto';
import type { Role } from '@kshem/domain/access/roles.ts';
import type { Insertable } from 'kysely';
import { pino } from 'pino';
import { loadProtocol } from '../../../protocols/load.ts';
import type { Actor } from '../actor.ts';
import type { DB } from '../db/types.ts';
import type { Deps, Telephony } from '../deps.ts';
import { newId } from '../ids.ts';
import { createHints } from '../live/hints.ts';
import { ProtocolShelf } from '../programmes/protocol-shelf.ts';
import { createHandsetProvider } from '../telephony/handset/provider.ts';
import type { TestDatabase } from './database.ts';

/** The test district: one block, four wards; ids in a range no real place has. */
export const place = { district: 9001, block: 900_110, wards: [900_111, 900_112, 900_113, 900_114] } as const;
export const programme = 'covid-home-isolation';
export const version = 'mohfw-2022-01';
/** Indian time; 10:00 in the morning of the test day. */
export const zone = 'Asia/Kolkata';
export const testDay = '2021-05-10';
export const tenInTheMorning = new Date('2021-05-10T04:30:00Z');

export type Clock = { now: Date };

/** Deps over a test database with a clock the test moves. */
export function testDeps(db: TestDatabase, clock: Clock = { now: tenInTheMorning }, telephony?: Telephony): Deps {
  const now = () => clock.now;
  const handset = createHandsetProvider({ now });
  void handset.start(() => undefined);
  const log = pino({ level: 'silent' });
  return {
    app: db.app,
    appPool: db.appPool,
    system: db.system,
    systemPool: db.systemPool,
    ownerUrl: db.url,
    now,
    newId: () => newId(now()),
    protocols: new ProtocolShelf(db.system),
    telephony: telephony ?? { handset },
    hints: createHints({ url: db.url, pool: db.systemPool, log }),
    log,
  };
}

/** District, areas, the programme and its published version: what nearly every test stands on. */
export async function givenDistrict(db: TestDatabase): Promise<void> {
  const { owner } = db;
  const areas: Insertable<DB['area']>[] = [
    { id: 9000, parent_id: null, level: 'state', district_id: null, name_en: 'Madhyanchal', name_hi: 'मध्यांचल', path: [9000] },
    {
      id: place.district,
      parent_id: 9000,
      level: 'district',
      district_id: place.district,
      name_en: 'Shantipur',
      name_hi: 'शांतिपुर',
      path: [9000, place.district],
    },
    {
      id: place.block,
      parent_id: place.district,
      level: 'block',
      district_id: place.district,
      name_en: 'North',
      name_hi: 'उत्तर',
      path: [9000, place.district, place.block],
    },
    ...place.wards.map((id, i) => ({
      id,
      parent_id: place.block,
      level: 'ward',
      district_id: place.district,
      name_en: `Ward ${i + 1}`,
      name_hi: `वार्ड ${i + 1}`,
      path: [9000, place.district, place.block, id],
    })),
  ];
  await owner.insertInto('area').values(areas).execute();
  await owner
    .insertInto('district')
    .values({ id: place.district, name_en: 'Shantipur', name_hi: 'शांतिपुर', time_zone: zone, default_language: 'hi' })
    .execute();
  await givenProgramme(db, programme, version);
}

export async function givenProgramme(db: TestDatabase, programmeId: string, versionId: string): Promise<void> {
  const body = JSON.stringify(loadProtocol(programmeId, versionId));
  await db.owner
    .insertInto('programme')
    .values({ id: programmeId, title_en: programmeId, title_hi: programmeId })
    .onConflict((c) => c.doNothing())
    .execute();
  await db.owner
    .insertInto('protocol_version')
    .values({
      programme_id: programmeId,
      version: versionId,
      sha256: createHash('sha256').update(body).digest('hex'),
      body,
      published_at: tenInTheMorning,
      published_by: null,
    })
    .execute();
  await db.owner
    .insertInto('programme_district')
    .values({
      programme_id: programmeId,
      district_id: place.district,
      version: versionId,
      active_from: '2021-01-01',
      active_until: null,
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

let made = 0;

/** A user of the test district; a caller of every ward who speaks Hindi unless the test says otherwise. */
export async function givenUser(
  db: TestDatabase,
  about: Partial<Pick<Actor, 'areas' | 'roles' | 'languages'>> = {},
): Promise<Actor & { userId: string }> {
  const userId = newId(tenInTheMorning);
  const { areas = 'all', roles = ['caller'] as Role[], languages = ['hi'] } = about;
  await db.owner
    .insertInto('app_user')
    .values({
      id: userId,
      login: `user-${++made}`,
      name_en: 'Test User',
      name_hi: 'परीक्षण',
      password_hash: null,
      must_change_password: false,
      languages: [...languages],
      ui_language: 'hi',
      created_at: tenInTheMorning,
    })
    .execute();
  await db.owner
    .insertInto('user_role')
    .values(roles.map((role) => ({ user_id: userId, role })))
    .execute();
  const areaIds = areas === 'all' ? [place.district] : areas;
  await db.owner
    .insertInto('user_area')
    .values(areaIds.map((area_id) => ({ user_id: userId, district_id: place.district, area_id })))
    .execute();
  return { userId, districtId: place.district, areas, roles, languages };
}

export type GivenPerson = { personId: string; householdId: string; contactPointId: string; episodeId: string; areaId: number };

/** A person with a phone and an active episode of the test programme. Pass `householdWith` to put them under another's phone. */
export async function givenPerson(
  db: TestDatabase,
  about: {
    areaId?: number;
    language?: string;
    householdWith?: GivenPerson;
    person?: Partial<Insertable<DB['person']>>;
    episode?: Partial<Insertable<DB['episode']>>;
  } = {},
): Promise<GivenPerson> {
  const n = ++made;
  const areaId = about.areaId ?? place.wards[0];
  const personId = newId(tenInTheMorning);
  const householdId = about.householdWith?.householdId ?? newId(tenInTheMorning);
  const contactPointId = about.householdWith?.contactPointId ?? newId(tenInTheMorning);
  const own = { district_id: place.district, created_at: tenInTheMorning };
  if (!about.householdWith) {
    await db.owner
      .insertInto('household')
      .values({ ...own, id: householdId })
      .execute();
    await db.owner
      .insertInto('contact_point')
      .values({
        district_id: place.district,
        id: contactPointId,
        number: `+9161000${String(n).padStart(5, '0')}`,
        kind: 'mobile',
        state: 'usable',
        state_at: tenInTheMorning,
      })
      .execute();
  }
  await db.owner
    .insertInto('person')
    .values({
      ...own,
      id: personId,
      household_id: householdId,
      area_id: areaId,
      name: `Test Person ${n}`,
      name_key: `test person ${n}`,
      sex: 'female',
      age_years: 40,
      age_on: testDay,
      age_approximate: false,
      language: about.language ?? 'hi',
      conditions: [],
      high_risk: false,
      updated_at: tenInTheMorning,
      ...about.person,
    })
    .execute();
  await db.owner
    .insertInto('person_contact_point')
    .values({
      district_id: place.district,
      person_id: personId,
      contact_point_id: contactPointId,
      area_id: areaId,
      rank: 1,
      relation: 'self',
    })
    .execute();
  const episodeId = newId(tenInTheMorning);
  await db.owner
    .insertInto('episode')
    .values({
      district_id: place.district,
      id: episodeId,
      person_id: personId,
      household_id: householdId,
      programme_id: programme,
      version,
      area_id: areaId,
      opened_at: new Date('2021-05-08T05:00:00Z'),
      opened_on: '2021-05-08',
      sample_on: '2021-05-07',
      status: 'active',
      high_risk: false,
      updated_at: tenInTheMorning,
      ...about.episode,
    })
    .execute();
  return { personId, householdId, contactPointId, episodeId, areaId };
}
