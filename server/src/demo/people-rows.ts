import { nameKey } from '@kshem/domain/name/name-key.ts';
import { earlier } from '@kshem/domain/time/instant.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { demoDistrict } from '../../../demo/district.ts';
import type { DemoPerson } from '../../../demo/people.ts';
import type { DemoEpisode } from '../../../demo/story.ts';
import type { Rows } from './rows.ts';

/** Where a person of the cast is in the database. `contactPointIds`: in the order in which their numbers are tried. */
export type PersonIds = {
  readonly personId: string;
  readonly householdId: string;
  readonly episodeId: string;
  readonly contactPointIds: readonly string[];
};

export type Enrolled = {
  readonly person: DemoPerson;
  readonly episode: DemoEpisode;
  readonly ids: PersonIds;
  readonly openedAt: Date;
  readonly version: string;
  readonly highRisk: boolean;
};

export type Enrolling = {
  readonly newId: (at: Date) => string;
  readonly now: Date;
  readonly versionOf: (programme: string) => string;
  readonly isHighRisk: (person: DemoPerson, episode: DemoEpisode) => boolean;
};

/** Lists come in before the first call of the day. */
const listsComeAt = '06:30';

/** People with their households and numbers. Their episodes are written by whoever knows how these went. */
export function addPeople(
  rows: Rows,
  people: readonly DemoPerson[],
  episodes: readonly DemoEpisode[],
  how: Enrolling,
): readonly Enrolled[] {
  const households = new Map<string, { id: string; contactPointIds: readonly string[] }>();
  return people.map((person, index) => {
    const episode = episodes[index] as DemoEpisode;
    const morning = instantAt(episode.openedOn, listsComeAt, demoDistrict.timeZone);
    const openedAt = earlier(morning, how.now);
    const household = households.get(person.householdKey) ?? addHousehold(rows, person, openedAt, how);
    households.set(person.householdKey, household);
    const ids = {
      personId: how.newId(openedAt),
      householdId: household.id,
      episodeId: how.newId(openedAt),
      contactPointIds: household.contactPointIds,
    };
    const highRisk = how.isHighRisk(person, episode);
    addPerson(rows, person, ids, { openedAt, openedOn: episode.openedOn, highRisk });
    return { person, episode, ids, openedAt, version: how.versionOf(person.programme), highRisk };
  });
}

function addHousehold(rows: Rows, { phones }: DemoPerson, createdAt: Date, { newId }: Enrolling) {
  const id = newId(createdAt);
  rows.household.push({ district_id: demoDistrict.id, id, created_at: createdAt });
  const contactPointIds = phones.map(({ number }) => {
    const contactPointId = newId(createdAt);
    rows.contact_point.push({
      district_id: demoDistrict.id,
      id: contactPointId,
      number,
      kind: 'mobile',
      state: 'usable',
      state_at: createdAt,
    });
    return contactPointId;
  });
  return { id, contactPointIds };
}

function addPerson(
  rows: Rows,
  person: DemoPerson,
  { personId, householdId, contactPointIds }: PersonIds,
  { openedAt, openedOn, highRisk }: { openedAt: Date; openedOn: string; highRisk: boolean },
): void {
  const written = person.language === 'en' ? 'en' : 'hi';
  rows.person.push({
    district_id: demoDistrict.id,
    id: personId,
    household_id: householdId,
    area_id: person.areaId,
    name: person.name[written],
    name_key: nameKey(person.name[written]).key,
    sex: person.sex,
    age_years: person.ageYears,
    age_on: openedOn,
    age_approximate: false,
    language: person.language,
    address: person.address[written],
    conditions: [...person.conditions],
    pregnant: person.pregnant,
    usual_spo2: person.usualSpo2,
    high_risk: highRisk,
    deceased_at: null,
    do_not_call_at: null,
    do_not_call_reason: null,
    merged_into: null,
    created_at: openedAt,
    updated_at: openedAt,
  });
  for (const [index, contactPointId] of contactPointIds.entries()) {
    rows.person_contact_point.push({
      district_id: demoDistrict.id,
      person_id: personId,
      contact_point_id: contactPointId,
      area_id: person.areaId,
      rank: index + 1,
      relation: person.phones[index]?.relation ?? 'unknown',
      wrong_at: null,
    });
  }
}

/** A new episode, nothing heard yet. */
export function newEpisode({ person, episode, ids, openedAt, version, highRisk }: Enrolled): Rows['episode'][number] {
  return {
    district_id: demoDistrict.id,
    id: ids.episodeId,
    person_id: ids.personId,
    household_id: ids.householdId,
    programme_id: person.programme,
    version,
    area_id: person.areaId,
    source_id: null,
    opened_at: openedAt,
    opened_on: episode.openedOn,
    onset_on: episode.onsetOn,
    sample_on: episode.sampleOn,
    status: 'active',
    outcome: null,
    ended_at: null,
    high_risk: highRisk,
    last_level: null,
    last_answered_at: null,
    next_contact_at: null,
    may_end: false,
    updated_at: openedAt,
  };
}
