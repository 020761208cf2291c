/** Who is at the other end of a simulated day's telephones. */
import { addDays, type LocalDate } from '@kshem/domain/time/local-date.ts';
import { drawCovidCourse, drawHeatCourse } from '../../../demo/illness-courses.ts';
import { drawPhoneHabits, drawSpeakingHabits } from '../../../demo/phone-habits.ts';
import { type Phones, phonesOf } from '../../../demo/telephones.ts';
import { systemActor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { PhoneHabits } from '../telephony/simulated/habits.ts';
import { createRandom } from '../telephony/simulated/random.ts';
import type { VirtualPerson } from '../telephony/simulated/virtual-person.ts';
import type { Enrolled } from './people-rows.ts';
import { type DuePerson, listDuePeople } from './queries.ts';

export type Cast = {
  readonly people: ReadonlyMap<string, CastMember>;
  readonly phones: Phones;
};

export type CastMember = {
  readonly virtual: VirtualPerson;
  /** Day 0 of their illness. */
  readonly dayZeroOn: LocalDate;
};

/** The people of the demonstration. */
export function castOf(enrolled: readonly Enrolled[]): Cast {
  return {
    people: new Map(
      enrolled.map(({ ids, person, episode }) => [ids.personId, { virtual: person.virtual, dayZeroOn: episode.dayZeroOn }]),
    ),
    phones: phonesOf(enrolled.map(({ person }) => person)),
  };
}

/** Whoever is due in a district on a day, with health, manners and telephones drawn from the seed and their ids. */
export async function castOfDistrict(deps: Deps, about: { districtId: number; day: LocalDate; seed: string }): Promise<Cast> {
  const due = await inScope(deps.system, systemActor(about.districtId), (trx) => listDuePeople(trx, about.districtId, about.day));
  const phones = new Map<string, PhoneHabits>();
  for (const [number, behind] of Map.groupBy(
    due.flatMap((one) => one.numbers.map((number) => ({ ...one, number }))),
    (one) => one.number,
  )) {
    const oldest = Math.max(...behind.map(({ ageYears }) => ageYears ?? 40));
    phones.set(number, drawPhoneHabits({ oldest, inTown: behind[0]?.inTown === true }, createRandom(`${about.seed}/${number}`)));
  }
  return { phones, people: new Map(due.map((one) => [one.personId, drawMember(one, about.seed)])) };
}

function drawMember(one: DuePerson, seed: string): CastMember {
  const random = createRandom(`${seed}/${one.personId}`);
  const ageYears = one.ageYears ?? 40;
  const risk = { ageYears, conditions: one.conditions, usualSpo2: one.usualSpo2 };
  const language = one.language === 'en' || one.language === 'cg' ? one.language : 'hi';
  const dayZeroOn = one.onsetOn ?? addDays(one.sampleOn ?? one.openedOn, -random.whole(1, 3));
  return {
    dayZeroOn,
    virtual: {
      seed: `${seed}/${one.personId}`,
      speaking: drawSpeakingHabits({ ageYears, shares: one.shares, language }, random),
      illness: one.programmeId === 'heat-elderly' ? drawHeatCourse(risk, random) : drawCovidCourse(risk, random),
    },
  };
}
