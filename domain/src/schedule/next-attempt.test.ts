import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispositions } from '../attempt/disposition.ts';
import { dispositionEffects } from '../attempt/disposition-effects.ts';
import { addMinutes } from '../time/instant.ts';
import { instantAt } from '../time/local-time.ts';
import { isOpen } from './calling-window.ts';
import type { Attempted, Tried } from './next-attempt.ts';
import { nextAttempt } from './next-attempt.ts';

const zone = 'Asia/Kolkata';
const at = (time: string, date = '2022-01-12') => instantAt(date, time, zone);
const protocol = {
  reach: {
    maxAttemptsPerDay: 4,
    minGapMinutes: 60,
    partsOfDay: [
      { name: 'morning', from: '09:00', to: '12:00' },
      { name: 'afternoon', from: '12:00', to: '17:00' },
      { name: 'evening', from: '17:00', to: '21:00' },
    ],
    retry: {
      'no-answer': ['next-part', 'next-part'],
      busy: [10, 90],
      'switched-off': [120, 'next-part'],
      'answered-partial': [5],
      'technical-failure': [2],
    },
    rungs: ['alternate-number', 'household-member', 'field-visit'],
    silentDays: 2,
  },
  callingWindow: { from: '09:00', to: '21:00', closedWeekdays: [7] },
} as const;
const attempted: Attempted = {
  disposition: 'no-answer',
  at: at('10:30'),
  contactPointRank: 1,
  promisedAt: null,
  attemptsToday: [],
  contactPoints: [{ rank: 1, state: 'usable' }],
  householdHasOther: false,
  silentDays: 1,
  level: 'green',
};
const two: Attempted['contactPoints'] = [
  { rank: 1, state: 'usable' },
  { rank: 2, state: 'usable' },
];
const tried = (disposition: Tried['disposition'], time: string, contactPointRank: number | null = 1): Tried => ({
  disposition,
  at: at(time),
  contactPointRank,
});
const next = (changes: Partial<Attempted>) => nextAttempt(protocol, { ...attempted, ...changes }, zone);

describe('somebody who does not pick up', () => {
  test('a ring just before noon is not repeated just after noon: another part of the day is an hour away', () => {
    const apart = { ...protocol, reach: { ...protocol.reach, minGapMinutes: 10, nextPartGapMinutes: 60 } };
    const late = { ...attempted, at: at('11:55') };
    expect(nextAttempt(apart, late, zone)).toMatchObject({ next: 'retry', notBefore: at('12:55') });
  });

  test('an unanswered ring before noon is retried after noon', () => {
    expect(next({})).toMatchObject({
      next: 'retry',
      notBefore: at('12:00'),
      contactPoint: 'same',
      rank: 1,
      reason: 'other-part-of-day',
    });
  });

  test('another part of the day that begins in ten minutes still keeps the gap', () => {
    expect(next({ at: at('11:50') })).toMatchObject({ notBefore: at('12:50') });
  });

  test('a busy line is tried again soon, but not within the gap', () => {
    expect(next({ disposition: 'busy' })).toMatchObject({ next: 'retry', notBefore: at('11:30'), reason: 'wait' });
    const again = next({ disposition: 'busy', at: at('11:30'), attemptsToday: [tried('busy', '10:30')] });
    expect(again).toMatchObject({ next: 'retry', notBefore: at('13:00') });
  });

  test('the clock runs from dialling: when this attempt is itself in the list it is not counted twice', () => {
    expect(next({ attemptsToday: [tried('no-answer', '10:30')] })).toEqual(next({}));
  });

  test('the last part of the day over, the other number is tried, then a household member, then the day is over', () => {
    const evening = { at: at('18:00'), attemptsToday: [tried('busy', '12:10')], householdHasOther: true };
    expect(next({ ...evening, contactPoints: two })).toMatchObject({
      next: 'retry',
      contactPoint: 'alternate',
      rank: 2,
      notBefore: at('19:00'),
    });
    expect(next(evening)).toMatchObject({ next: 'retry', contactPoint: 'household', rank: null, notBefore: at('19:00') });
    expect(next({ ...evening, householdHasOther: false })).toEqual({
      next: 'another-day',
      notBefore: at('09:00', '2022-01-13'),
      reason: 'ladder-ended',
    });
  });

  test('a phone that is off sends the caller to the other number at once, and back only when there is none', () => {
    expect(next({ disposition: 'switched-off', contactPoints: two })).toMatchObject({
      contactPoint: 'alternate',
      notBefore: at('11:30'),
    });
    expect(next({ disposition: 'switched-off' })).toMatchObject({ contactPoint: 'same', notBefore: at('12:30') });
  });

  test('the day’s limit ends the day; our own failures are not held against it', () => {
    const counted = [tried('busy', '09:00'), tried('busy', '10:00'), tried('busy', '11:00')];
    const last = { at: at('12:00'), attemptsToday: counted };
    expect(next(last)).toMatchObject({ next: 'another-day', reason: 'day-limit' });
    const failures = counted.map((attempt) => ({ ...attempt, disposition: 'technical-failure' as const }));
    expect(next({ ...last, attemptsToday: failures })).toMatchObject({ next: 'retry' });
  });

  test('two silent days send somebody there, and one is enough after red', () => {
    const over = { at: at('20:30') };
    expect(next({ ...over, silentDays: 2 })).toEqual({ next: 'field-visit', need: 'home-visit', reason: 'silent' });
    expect(next({ ...over, silentDays: 1 })).toMatchObject({ next: 'another-day' });
    expect(next({ ...over, silentDays: 1, level: 'red' })).toMatchObject({ next: 'field-visit' });
  });

  test('Saturday evening goes on to Monday where Sunday is closed', () => {
    expect(next({ at: at('20:30', '2022-01-15') })).toMatchObject({ next: 'another-day', notBefore: at('09:00', '2022-01-17') });
  });

  test('a window over midnight is one evening: half past eleven is tried again at half past midnight', () => {
    const nights = { ...protocol, callingWindow: { from: '20:00', to: '02:00', closedWeekdays: [] } };
    const busy = { ...attempted, disposition: 'busy' as const, at: at('23:30') };
    expect(nextAttempt(nights, busy, zone)).toMatchObject({ next: 'retry', notBefore: at('00:30', '2022-01-13') });
    expect(nextAttempt(nights, { ...busy, at: at('01:30') }, zone)).toMatchObject({
      next: 'another-day',
      notBefore: at('20:00'),
    });
  });
});

describe('a number that is of no use', () => {
  test('leads to the next number, to the household, and without either to somebody who traces it', () => {
    const dead = { disposition: 'invalid-number' as const };
    expect(next({ ...dead, contactPoints: two })).toMatchObject({ next: 'retry', contactPoint: 'alternate', rank: 2 });
    expect(next({ ...dead, householdHasOther: true })).toMatchObject({ next: 'retry', contactPoint: 'household' });
    expect(next(dead)).toEqual({ next: 'field-visit', need: 'trace-number', reason: 'no-working-number' });
  });

  test('a number known to be wrong or dead is never the alternate', () => {
    const others: Attempted['contactPoints'] = [
      { rank: 1, state: 'usable' },
      { rank: 2, state: 'wrong' },
      { rank: 3, state: 'not-in-service' },
      { rank: 4, state: 'usable' },
    ];
    expect(next({ disposition: 'wrong-person', contactPoints: others })).toMatchObject({ contactPoint: 'alternate', rank: 4 });
  });

  test('a phone that cannot receive calls and has no other beside it is visited', () => {
    expect(next({ disposition: 'incoming-barred' })).toMatchObject({ next: 'field-visit', need: 'home-visit' });
  });

  test('where the version has no field visits a supervisor verifies the number', () => {
    const noVisits = { ...protocol, reach: { ...protocol.reach, rungs: [] } };
    const dead = { ...attempted, disposition: 'invalid-number' as const };
    expect(nextAttempt(noVisits, dead, zone)).toEqual({ next: 'verify', what: 'number' });
  });
});

describe('somebody who was on the line', () => {
  test('is called at the promised time, whatever the gap and the limit say', () => {
    const counted = [tried('busy', '09:00'), tried('busy', '09:30'), tried('busy', '10:00')];
    expect(next({ disposition: 'callback', promisedAt: at('10:50'), attemptsToday: counted })).toEqual({
      next: 'callback',
      at: at('10:50'),
    });
  });

  test('a promise for the night is kept when the window opens, one for a time gone by as soon as the gap allows', () => {
    expect(next({ disposition: 'callback', promisedAt: at('22:00') })).toEqual({
      next: 'callback',
      at: at('09:00', '2022-01-13'),
    });
    expect(next({ disposition: 'callback', promisedAt: at('10:00') })).toEqual({ next: 'callback', at: at('11:30') });
  });

  test('“later” without a time is the same caller after the gap', () => {
    expect(next({ disposition: 'callback' })).toMatchObject({
      next: 'retry',
      notBefore: at('11:30'),
      caller: 'same',
      reason: 'asked-later',
    });
  });

  test('a cut conversation is resumed by the same caller after the version’s own wait', () => {
    expect(next({ disposition: 'answered-partial' })).toMatchObject({
      next: 'retry',
      notBefore: at('10:35'),
      caller: 'same',
      reason: 'cut-off',
    });
  });

  test('no common language asks for another caller', () => {
    expect(next({ disposition: 'language-barrier' })).toMatchObject({
      next: 'retry',
      caller: 'other-language',
      notBefore: at('11:30'),
    });
  });

  test.each([
    ['answered-complete', { next: 'done', by: 'us' }],
    ['proxy', { next: 'done', by: 'us' }],
    ['already-called', { next: 'done', by: 'another-desk' }],
    ['refused', { next: 'officer-call', reason: 'refused' }],
    ['recovered-early', { next: 'verify', what: 'status' }],
    ['not-a-case', { next: 'verify', what: 'status' }],
    ['duplicate', { next: 'verify', what: 'duplicate' }],
    ['hospitalised', { next: 'stop', what: 'episode', outcome: 'referred' }],
    ['shifted-elsewhere', { next: 'stop', what: 'episode', outcome: 'moved' }],
    ['opt-out', { next: 'stop', what: 'person', outcome: 'withdrew' }],
    ['died', { next: 'stop', what: 'household', outcome: 'died' }],
  ] as const)('%s is not rung again today', (disposition, step) => {
    expect(next({ disposition, contactPoints: two, householdHasOther: true })).toEqual(step);
  });
});

describe('what was our own failure', () => {
  test('is tried again after the gap and never counts', () => {
    expect(next({ disposition: 'technical-failure' })).toEqual({ next: 'no-attempt-counted', notBefore: at('11:30') });
    expect(next({ disposition: 'technical-failure', at: at('20:50') })).toMatchObject({ notBefore: at('09:00', '2022-01-13') });
  });

  test('a day closed without a call goes on tomorrow', () => {
    expect(next({ disposition: 'not-attempted' })).toMatchObject({ next: 'another-day', reason: 'not-attempted' });
  });
});

describe('whatever happened', () => {
  const anyTried = fc.record({
    disposition: fc.constantFrom(...dispositions),
    at: fc.integer({ min: -6 * 60, max: 20 * 60 }).map((minute) => addMinutes(at('09:00'), minute)),
    contactPointRank: fc.constantFrom(1, 2, 3, null),
  });
  const anyAttempted: fc.Arbitrary<Attempted> = fc
    .tuple(
      anyTried,
      fc.record({
        promisedAt: fc.option(fc.integer({ min: -600, max: 3000 }).map((minute) => addMinutes(at('12:00'), minute))),
        attemptsToday: fc.array(anyTried, { maxLength: 6 }),
        contactPoints: fc.uniqueArray(
          fc.record({ rank: fc.integer({ min: 1, max: 4 }), state: fc.constantFrom('usable', 'not-in-service', 'wrong') }),
          { selector: (point) => point.rank },
        ),
        householdHasOther: fc.boolean(),
        silentDays: fc.integer({ min: 0, max: 4 }),
        level: fc.constantFrom('red', 'amber', 'yellow', 'green', null),
      }),
    )
    .map(([one, rest]) => ({ ...one, ...rest }));

  test('nobody is rung outside the window, within the gap, over the limit, or on a number known to be of no use', () => {
    fc.assert(
      fc.property(anyAttempted, (one) => {
        const step = nextAttempt(protocol, one, zone);
        const when = 'notBefore' in step ? step.notBefore : step.next === 'callback' ? step.at : null;
        if (when === null) return;
        expect(when > one.at).toBe(true);
        expect(isOpen(protocol.callingWindow, when, zone)).toBe(true);
        if (step.next === 'callback') return;
        if (one.disposition !== 'answered-partial') expect(when >= addMinutes(one.at, 60)).toBe(true);
        if (step.next !== 'retry') return;
        const counted = one.attemptsToday.filter((t) => t.at < one.at && dispositionEffects[t.disposition].counts);
        expect(counted.length + 1).toBeLessThan(protocol.reach.maxAttemptsPerDay);
        if (step.contactPoint !== 'alternate') return;
        expect(one.contactPoints).toContainEqual({ rank: step.rank, state: 'usable' });
        expect(step.rank).not.toBe(one.contactPointRank);
      }),
      { numRuns: 2000 },
    );
  });

  test('what stops calls by its effects never gets another try, and only that', () => {
    fc.assert(
      fc.property(anyAttempted, (one) => {
        const step = nextAttempt(protocol, one, zone);
        const { stops, outcome } = dispositionEffects[one.disposition];
        const over = ['today', 'episode', 'person', 'household'].includes(stops);
        if (over) expect(['done', 'stop', 'verify', 'officer-call']).toContain(step.next);
        expect(step.next === 'stop').toBe(outcome !== null);
        if (step.next === 'stop') expect([step.what, step.outcome]).toEqual([stops, outcome]);
      }),
      { numRuns: 2000 },
    );
  });
});
