/**
 * The people of the demonstration: invented, in households, some of them behind one phone, each with an illness and habits. Drawn
 * household by household from the seed, so that a list of 400 is the beginning of a list of 100,000.
 */
import type { Text } from '@kshem/domain/text.ts';
import type { PhoneHabits } from '../server/src/telephony/simulated/habits.ts';
import { createRandom, type Random } from '../server/src/telephony/simulated/random.ts';
import type { VirtualPerson } from '../server/src/telephony/simulated/virtual-person.ts';
import { type DemoArea, demoPlaces } from './district.ts';
import { drawCovidCourse, drawHeatCourse } from './illness-courses.ts';
import { drawFamilyName, drawGivenName, type Sex } from './names.ts';
import { drawPhoneHabits, drawSpeakingHabits } from './phone-habits.ts';
import type { DemoLanguage } from './staff.ts';

export type DemoPerson = {
  /** `person-1` … in the order drawn. Also the number the district's list gives them. */
  readonly key: string;
  readonly householdKey: string;
  readonly name: Text;
  readonly sex: Sex;
  readonly ageYears: number;
  readonly pregnant: boolean;
  readonly language: DemoLanguage;
  readonly areaId: number;
  readonly address: Text;
  /** Codes of lasting conditions. */
  readonly conditions: readonly string[];
  /** Oxygen when well, in %, where chronic lung disease makes it lower than others'; else null. */
  readonly usualSpo2: number | null;
  readonly programme: 'covid-home-isolation' | 'heat-elderly';
  /** First the household's, which several may share; then a relative's, where there is one. */
  readonly phones: readonly DemoPhone[];
  /** Health and manner of speaking, for `talkTo`. */
  readonly virtual: VirtualPerson;
};

export type DemoPhone = { readonly number: string; readonly relation: 'self' | 'family'; readonly habits: PhoneHabits };

export const demoPeopleCount = 400;

/**
 * @param count at most 4,999 households' numbers lie within +91 61000 00000 to 09999, which nobody owns; larger lists run on in the
 *   same fictional series, for simulated telephones only
 */
export function makePeople(seed: string, count: number): readonly DemoPerson[] {
  const people: DemoPerson[] = [];
  for (let household = 1; people.length < count; household++) {
    people.push(...makeHousehold(seed, household, people.length));
  }
  return people.slice(0, count);
}

function makeHousehold(seed: string, number: number, before: number): readonly DemoPerson[] {
  const random = createRandom(`${seed}/household/${number}`);
  const place = drawPlace(random);
  const inTown = place.level === 'ward';
  // About one person in five shares a phone with others of the list.
  const size = 1 + random.weighted([80, 5, 2, 1]);
  const programme = random.chance(0.2) ? 'heat-elderly' : 'covid-home-isolation';
  const language = (['hi', 'cg', 'en'] as const)[random.weighted(inTown ? [80, 14, 6] : [55, 45, 0])] ?? 'hi';
  const family = drawFamilyName(random);
  const members = Array.from({ length: size }, () => drawMember(programme, random));
  const oldest = Math.max(...members.map((member) => member.ageYears));
  const phones = drawPhones(number, { oldest, inTown }, random);
  const address = addressOf(random.whole(1, 240), place);
  return members.map((member, index) => {
    const key = `person-${before + index + 1}`;
    const own = random.fork(index);
    const given = drawGivenName(member.sex, own);
    return {
      key,
      householdKey: `household-${number}`,
      name: { en: `${given.en} ${family.en}`, hi: `${given.hi} ${family.hi}` },
      ...member,
      language,
      areaId: place.id,
      address,
      programme,
      phones,
      virtual: {
        seed: `${seed}/${key}`,
        speaking: drawSpeakingHabits({ ageYears: member.ageYears, shares: size > 1, language }, own),
        illness: programme === 'heat-elderly' ? drawHeatCourse(member, own) : drawCovidCourse(member, own),
      },
    };
  });
}

/** Half of the people live in town. */
function drawPlace(random: Random): DemoArea {
  const level = random.chance(0.5) ? 'ward' : 'village';
  return random.pick(demoPlaces.filter((place) => place.level === level));
}

function drawMember(programme: DemoPerson['programme'], random: Random) {
  const ageYears = programme === 'heat-elderly' ? 65 + Math.floor(random.exponential(6)) : drawAge(random);
  const sex = (['female', 'male', 'other'] as const)[random.weighted([49, 50, 1])] ?? 'other';
  const conditions = drawConditions(ageYears, random);
  return {
    sex,
    ageYears: Math.min(ageYears, 99),
    pregnant: sex === 'female' && ageYears >= 18 && ageYears <= 40 && random.chance(0.06),
    conditions,
    usualSpo2: conditions.includes('chronic-lung-disease') && random.chance(0.7) ? random.whole(89, 93) : null,
  };
}

function drawAge(random: Random): number {
  const [from, to] = ageBands[random.weighted(ageBands.map((band) => band[2]))] ?? [18, 44];
  return random.whole(from, to);
}

const ageBands = [
  [1, 13, 7],
  [14, 17, 6],
  [18, 44, 48],
  [45, 59, 23],
  [60, 88, 16],
] as const;

function drawConditions(ageYears: number, random: Random): readonly string[] {
  const factor = ageYears >= 60 ? 1 : ageYears >= 45 ? 0.6 : ageYears >= 18 ? 0.12 : 0.02;
  return conditionShares.filter(([, share]) => random.chance(share * factor)).map(([code]) => code);
}

const conditionShares = [
  ['hypertension', 0.32],
  ['diabetes', 0.24],
  ['heart-disease', 0.09],
  ['chronic-lung-disease', 0.08],
  ['chronic-kidney-disease', 0.04],
  ['chronic-liver-disease', 0.02],
  ['cerebrovascular-disease', 0.03],
  ['immune-compromised', 0.015],
  ['obesity', 0.05],
] as const;

function drawPhones(household: number, about: { oldest: number; inTown: boolean }, random: Random): readonly DemoPhone[] {
  const own: DemoPhone = { number: numberFor(2 * household - 2), relation: 'self', habits: drawPhoneHabits(about, random) };
  if (!random.chance(0.25)) return [own];
  const relative = drawPhoneHabits({ oldest: 35, inTown: about.inTown }, random);
  return [own, { number: numberFor(2 * household - 1), relation: 'family', habits: relative }];
}

function numberFor(n: number): string {
  return `+91${6_100_000_000 + n}`;
}

function addressOf(house: number, { name }: DemoArea): Text {
  return { en: `House ${house}, ${name.en}`, hi: `मकान ${house}, ${name.hi}` };
}
