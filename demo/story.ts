/**
 * Three weeks in Shantipur as a plan: who was on the list from when, who sat in the room, and how each call went at the telephone.
 * What was said follows from `talkTo` when the plan is played; nothing here reads a clock or a database.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import type { Text } from '@kshem/domain/text.ts';
import { addDays, isoWeekday, type LocalDate } from '@kshem/domain/time/local-date.ts';
import type { LocalTime } from '@kshem/domain/time/local-time.ts';
import { ringPlan } from '../server/src/telephony/simulated/habits.ts';
import { createRandom, type Random } from '../server/src/telephony/simulated/random.ts';
import type { DemoPerson } from './people.ts';
import { type DemoStaff, demoCallers } from './staff.ts';

export type DemoEpisode = {
  readonly personKey: string;
  readonly programme: DemoPerson['programme'];
  readonly openedOn: LocalDate;
  /** Null in the heat programme, and for the few whose list did not say. */
  readonly onsetOn: LocalDate | null;
  readonly sampleOn: LocalDate | null;
  /** Day 0 of their illness, whether the list says so or not: days of `talkTo` count from it. */
  readonly dayZeroOn: LocalDate;
};

export type StoryDay = {
  readonly on: LocalDate;
  /** Logins of the callers in the room. */
  readonly callers: readonly string[];
  /** The trunk was dead between these times. */
  readonly lineDown: { readonly from: LocalTime; readonly to: LocalTime } | null;
  /** Share of the due people whom the room got round to. */
  readonly coverage: number;
  readonly note: Text | null;
  /** The day's first call to each household, in order of time. A household that is missing here was not called at all. */
  readonly calls: readonly StoryCall[];
};

/** A call to a household, for everybody of it who is due. What follows an unanswered one is the protocol's to say. */
export type StoryCall = {
  readonly householdKey: string;
  readonly personKeys: readonly string[];
  readonly callerLogin: string;
  readonly at: LocalTime;
  readonly came: { readonly kind: 'answered' } | { readonly kind: 'unanswered'; readonly cause: Cause };
};

export type Story = { readonly episodes: readonly DemoEpisode[]; readonly days: readonly StoryDay[] };

export const historyDays = 21;

/** The `historyDays` before `today`, which is itself left to be lived. Whether somebody is still due on a day is the protocol's to say. */
export function makeStory(seed: string, people: readonly DemoPerson[], today: LocalDate): Story {
  const episodes = openEpisodes(seed, people, today, historyDays + 3);
  return { episodes, days: storyDays(seed, people, episodes, today, historyDays) };
}

/** The last `count` days before `today`. */
export function storyDays(
  seed: string,
  people: readonly DemoPerson[],
  episodes: readonly DemoEpisode[],
  today: LocalDate,
  count: number,
): readonly StoryDay[] {
  return Array.from({ length: count }, (_, index) => {
    return playDay(seed, addDays(today, index - count), badTuesdayBefore(today), people, episodes);
  });
}

/** When each person came onto the list: evenly over the last `spreadDays` days, today included, onset some days before. */
export function openEpisodes(
  seed: string,
  people: readonly DemoPerson[],
  today: LocalDate,
  spreadDays: number,
): readonly DemoEpisode[] {
  return people.map(({ key, programme }) => {
    const random = createRandom(`${seed}/episode/${key}`);
    const openedOn = addDays(today, -random.whole(0, spreadDays));
    if (programme === 'heat-elderly')
      return { personKey: key, programme, openedOn, onsetOn: null, sampleOn: null, dayZeroOn: openedOn };
    const dayZeroOn = addDays(openedOn, -random.whole(1, 4));
    const onsetOn = random.chance(0.9) ? dayZeroOn : null;
    return { personKey: key, programme, openedOn, onsetOn, sampleOn: addDays(openedOn, -1), dayZeroOn };
  });
}

/** The last Tuesday at least four days before today: late enough to be talked about, early enough to have been mended. */
export function badTuesdayBefore(today: LocalDate): LocalDate {
  const latest = addDays(today, -4);
  return addDays(latest, -((isoWeekday(latest) + 5) % 7));
}

function playDay(
  seed: string,
  on: LocalDate,
  badTuesday: LocalDate,
  people: readonly DemoPerson[],
  episodes: readonly DemoEpisode[],
): StoryDay {
  const random = createRandom(`${seed}/day/${on}`);
  const day = circumstancesOf(on, badTuesday, random);
  const callers = demoCallers.filter(({ login }) => day.callers.includes(login));
  const followed = people.filter((_, index) => (episodes[index]?.openedOn ?? '9') <= on);
  const households = Map.groupBy(followed, ({ householdKey }) => householdKey);
  const calls = [...households].flatMap(([householdKey, members]) => {
    const own = createRandom(`${seed}/day/${on}/${householdKey}`);
    return own.chance(day.coverage) ? firstCallTo(members, callers, day, own) : [];
  });
  return { ...day, calls: calls.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) };
}

type Circumstances = Omit<StoryDay, 'calls'>;

function circumstancesOf(on: LocalDate, badTuesday: LocalDate, random: Random): Circumstances {
  const logins = demoCallers.map(({ login }) => login);
  if (on === badTuesday) {
    return {
      on,
      callers: logins.slice(0, 5),
      lineDown: { from: '10:10', to: '13:40' },
      coverage: 0.58,
      note: {
        en: 'Seven callers at the vaccination camp, the telephone line down from 10:10 to 13:40; 4 in 10 people were not called.',
        hi: 'सात कॉलर टीकाकरण शिविर में थे, 10:10 से 13:40 तक टेलीफ़ोन लाइन बंद रही; 10 में से 4 लोगों को फ़ोन नहीं हो सका।',
      },
    };
  }
  const sunday = isoWeekday(on) === 7;
  const absent = new Set(Array.from({ length: sunday ? 5 : random.whole(0, 2) }, () => random.pick(logins)));
  return {
    on,
    callers: logins.filter((login) => !absent.has(login)),
    lineDown: null,
    coverage: sunday ? 0.95 : 0.985 + random.next() * 0.015,
    note: null,
  };
}

/** How many first calls start in each hour from 8: the room is full by 9 and thins over lunch; evenings are for those tried before. */
const callsByHour: readonly number[] = [6, 16, 18, 15, 8, 4, 9, 10, 7, 4];

function firstCallTo(
  members: readonly DemoPerson[],
  callers: readonly DemoStaff[],
  day: Circumstances,
  random: Random,
): readonly StoryCall[] {
  const [first] = members;
  const at = startTime(random);
  const caller = first && callerFor(first, callers, random);
  const came = first && howItWent(first, 0, at, day, random);
  if (!first || !caller || !came) return [];
  return [{ householdKey: first.householdKey, personKeys: members.map(({ key }) => key), callerLogin: caller.login, at, came }];
}

function startTime(random: Random): LocalTime {
  const hour = 8 + random.weighted(callsByHour);
  return `${String(hour).padStart(2, '0')}:${String(random.whole(0, 59)).padStart(2, '0')}`;
}

/** Somebody who speaks their language, where there is one in the room. */
function callerFor({ language }: DemoPerson, callers: readonly DemoStaff[], random: Random): DemoStaff | null {
  const able = callers.filter(({ languages }) => languages.includes(language));
  return able.length > 0 ? random.pick(able) : callers.length > 0 ? random.pick(callers) : null;
}

/** How a call at that time of the day goes. Null: they have no such phone. A call that rings longer than 30 s is not answered. */
export function howItWent(
  person: DemoPerson,
  phone: number,
  at: LocalTime,
  day: Pick<StoryDay, 'lineDown'>,
  random: Random,
): StoryCall['came'] | null {
  const habits = person.phones[phone]?.habits;
  if (habits === undefined) return null;
  if (day.lineDown !== null && day.lineDown.from <= at && at < day.lineDown.to) {
    return { kind: 'unanswered', cause: 'provider-failure' };
  }
  const { next } = ringPlan(habits, at, random);
  if (next.kind === 'ends') return { kind: 'unanswered', cause: next.cause };
  if (next.kind === 'nothing' || next.afterMs >= 30_000) return { kind: 'unanswered', cause: 'no-answer' };
  return { kind: 'answered' };
}
