import { addDays, isoWeekday } from '@kshem/domain/time/local-date.ts';
import { describe, expect, test } from 'vitest';
import { demoPeopleCount, makePeople } from './people.ts';
import { badTuesdayBefore, makeStory, openEpisodes, type StoryDay } from './story.ts';

const today = '2021-05-14';
const people = makePeople('shantipur', demoPeopleCount);
const story = makeStory('shantipur', people, today);
const badTuesday = badTuesdayBefore(today);

const answeredShare = (calls: StoryDay['calls']) => calls.filter(({ came }) => came.kind === 'answered').length / calls.length;

describe('three weeks in Shantipur', () => {
  test('are the same weeks every time, and end yesterday', () => {
    expect(makeStory('shantipur', people, today)).toEqual(story);
    expect(story.days).toHaveLength(21);
    expect(story.days.at(-1)?.on).toBe('2021-05-13');
    expect(story.days[0]?.on).toBe('2021-04-23');
  });

  test('nobody is called before they are on the list, and a household is called as one', () => {
    const opened = new Map(story.episodes.map(({ personKey, openedOn }) => [personKey, openedOn]));
    for (const { on, calls } of story.days) {
      for (const { personKeys } of calls) for (const key of personKeys) expect((opened.get(key) ?? '9') <= on).toBe(true);
      expect(calls.map(({ at }) => at)).toEqual(calls.map(({ at }) => at).toSorted());
      const called = calls.flatMap(({ personKeys }) => personKeys);
      expect(new Set(called).size).toBe(called.length);
    }
  });

  test('nearly half of the first calls are answered, most calls of them in the working hours of the room', () => {
    const calls = story.days.filter(({ on }) => on !== badTuesday).flatMap((day) => day.calls);
    expect(answeredShare(calls)).toBeGreaterThan(0.38);
    expect(answeredShare(calls)).toBeLessThan(0.6);
    const inHour = (hour: string) => calls.filter(({ at }) => at.startsWith(hour)).length;
    expect(inHour('10')).toBeGreaterThan(2 * inHour('13'));
    expect(calls.every(({ at }) => at >= '08:00' && at < '18:00')).toBe(true);
  });

  test('on an ordinary day nearly every household is called', () => {
    const callable = new Set(people.map(({ householdKey }) => householdKey)).size;
    const last = story.days.at(-1)?.calls.length ?? 0;
    expect(last / callable).toBeGreaterThan(0.85);
  });

  test('has one bad Tuesday, with a dead line and people who were not called', () => {
    expect(isoWeekday(badTuesday)).toBe(2);
    expect(badTuesday).toBe('2021-05-04');
    const bad = story.days.find(({ on }) => on === badTuesday);
    const before = story.days.find(({ on }) => on === addDays(badTuesday, -1));
    const calledOn = (day: StoryDay | undefined) => new Set(day?.calls.flatMap(({ personKeys }) => personKeys)).size;
    expect(calledOn(bad) / calledOn(before)).toBeLessThan(0.75);
    expect(bad?.calls.some(({ came }) => came.kind === 'unanswered' && came.cause === 'provider-failure')).toBe(true);
    expect(story.days.filter(({ note }) => note !== null)).toHaveLength(1);
  });

  test.each(['2021-05-08', '2021-05-09', '2021-05-10', '2021-05-11', '2021-05-12', '2021-05-13'])(
    'seen from %s the bad Tuesday is a Tuesday, four to ten days ago',
    (seenFrom) => {
      const on = badTuesdayBefore(seenFrom);
      expect(isoWeekday(on)).toBe(2);
      expect(on <= addDays(seenFrom, -4) && on >= addDays(seenFrom, -10)).toBe(true);
    },
  );

  test('episodes for a single day are all under way on it', () => {
    for (const { openedOn, dayZeroOn } of openEpisodes('shantipur', people, today, 9)) {
      expect(openedOn <= today && openedOn >= addDays(today, -9)).toBe(true);
      expect(dayZeroOn <= openedOn).toBe(true);
    }
  });
});
