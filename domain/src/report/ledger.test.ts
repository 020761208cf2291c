import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispositions } from '../attempt/disposition.ts';
import { outcomes } from '../episode/outcome.ts';
import type { NextStep } from '../schedule/next-attempt.ts';
import { instantAt } from '../time/local-time.ts';
import { dayTotals } from './day-totals.ts';
import type { PersonDay } from './ledger.ts';
import { ledger, ledgerRow } from './ledger.ts';

const zone = 'Asia/Kolkata';
const day = '2022-01-12';
const at = (time: string, date = day) => instantAt(date, time, zone);
const uncalled: PersonDay = {
  episodeId: 'e1',
  personId: 'p1',
  completed: 0,
  attempts: [],
  level: null,
  claimOpen: false,
  hasNumber: true,
  episode: { status: 'active' },
  next: null,
  nextDueOn: null,
};
const row = (changes: Partial<PersonDay>) => ledgerRow(day, { ...uncalled, ...changes }, zone);
const came = (...list: (typeof dispositions)[number][]) => list.map((disposition) => ({ disposition }));

describe('a row of the ledger', () => {
  test('of somebody never called says that the desk failed, and that they are due tomorrow', () => {
    expect(row({})).toEqual({
      episodeId: 'e1',
      personId: 'p1',
      status: 'not-attempted',
      why: 'not-called',
      attempts: 0,
      level: null,
      nextStep: { kind: 'check-in', on: '2022-01-13' },
    });
    expect(row({ claimOpen: true })).toMatchObject({ status: 'not-attempted', why: 'held-not-called' });
  });

  test('a person without a number that works was not called for want of it, and somebody goes there', () => {
    expect(row({ hasNumber: false })).toMatchObject({
      status: 'not-attempted',
      why: 'no-number',
      nextStep: { kind: 'field-visit' },
    });
  });

  test('our own failures do not count as tries', () => {
    expect(row({ attempts: came('technical-failure') })).toMatchObject({
      status: 'not-attempted',
      why: 'technical-failure',
      attempts: 0,
    });
    expect(row({ attempts: came('busy', 'technical-failure') })).toMatchObject({ status: 'tried', why: 'busy', attempts: 1 });
  });

  test('an attempt nobody wrote up is a try without an explanation, not silence', () => {
    expect(row({ attempts: [{ disposition: null }] })).toMatchObject({
      status: 'tried',
      why: 'outcome-not-recorded',
      attempts: 1,
    });
  });

  test('of somebody reached gives the fullest answer of the day', () => {
    const reached = row({
      attempts: came('no-answer', 'answered-partial', 'answered-complete'),
      completed: 1,
      level: 'green',
      nextDueOn: '2022-01-14',
    });
    expect(reached).toMatchObject({ status: 'reached', why: 'answered-complete', attempts: 3, level: 'green' });
    expect(reached.nextStep).toEqual({ kind: 'check-in', on: '2022-01-14' });
    expect(row({ attempts: came('no-answer'), completed: 1 })).toMatchObject({ status: 'reached', why: 'answered' });
  });

  test('a death told in the evening outweighs the answers of the morning', () => {
    const died = row({
      attempts: came('answered-complete', 'died'),
      completed: 1,
      episode: { status: 'ended', outcome: 'died' },
    });
    expect(died).toMatchObject({ status: 'stopped', why: 'died', nextStep: { kind: 'ended', on: null, outcome: 'died' } });
  });

  test('a stop that nobody has carried out leaves a decision, not an end', () => {
    const stopped = row({ attempts: came('opt-out'), next: { next: 'stop', what: 'person', outcome: 'withdrew' } });
    expect(stopped.nextStep).toEqual({ kind: 'supervisor-decides', on: '2022-01-13' });
  });

  test('a day that the ladder closed goes on when the window opens again', () => {
    const next = { next: 'another-day', notBefore: at('09:00', '2022-01-17'), reason: 'ladder-ended' } as const;
    expect(row({ attempts: came('no-answer'), next }).nextStep).toEqual({ kind: 'check-in', on: '2022-01-17' });
  });

  test('a promise that the day did not keep is still owed', () => {
    const promise = (when: Date) => row({ attempts: came('callback'), next: { next: 'callback', at: when } }).nextStep;
    expect(promise(at('20:00'))).toEqual({ kind: 'callback', on: '2022-01-13' });
    expect(promise(at('10:00', '2022-01-15'))).toEqual({ kind: 'callback', on: '2022-01-15' });
  });
});

describe('the closed day', () => {
  const anyNext: fc.Arbitrary<NextStep | null> = fc.constantFrom<NextStep | null>(
    null,
    { next: 'callback', at: at('18:00') },
    { next: 'another-day', notBefore: at('09:00', '2022-01-13'), reason: 'day-limit' },
    { next: 'retry', notBefore: at('17:00'), contactPoint: 'same', rank: 1, caller: 'any', reason: 'wait' },
    { next: 'field-visit', need: 'home-visit', reason: 'silent' },
    { next: 'officer-call', reason: 'refused' },
    { next: 'verify', what: 'status' },
    { next: 'stop', what: 'episode', outcome: 'moved' },
    { next: 'done', by: 'us' },
    { next: 'no-attempt-counted', notBefore: at('18:00') },
  );
  const anyPerson: fc.Arbitrary<Omit<PersonDay, 'episodeId'>> = fc.record({
    personId: fc.uuid(),
    completed: fc.integer({ min: 0, max: 3 }),
    attempts: fc.array(fc.record({ disposition: fc.option(fc.constantFrom(...dispositions)) }), { maxLength: 5 }),
    level: fc.constantFrom('red', 'amber', 'yellow', 'green', null),
    claimOpen: fc.boolean(),
    hasNumber: fc.boolean(),
    episode: fc.oneof(
      fc.record({ status: fc.constantFrom('active' as const, 'paused' as const) }),
      fc.record({ status: fc.constant('ended' as const), outcome: fc.constantFrom(...outcomes) }),
    ),
    next: anyNext,
    nextDueOn: fc.constantFrom(null, '2022-01-10', '2022-01-13', '2022-01-20'),
  });
  const anyDay = fc.array(anyPerson).map((people) => people.map((person, i) => ({ ...person, episodeId: `e${i}` })));

  test('has one row for everybody due, each explained and each with a next step after the day unless the episode ended', () => {
    fc.assert(
      fc.property(anyDay, (people) => {
        const rows = ledger(day, people, zone);
        expect(rows.map((one) => one.episodeId)).toEqual(people.map((person) => person.episodeId));
        for (const [i, { status, why, nextStep, attempts }] of rows.entries()) {
          expect(why).toBeTruthy();
          expect(nextStep.kind === 'ended').toBe(people[i]?.episode.status === 'ended');
          if (nextStep.kind !== 'ended') expect(nextStep.on > day).toBe(true);
          if (status === 'tried') expect(attempts).toBeGreaterThan(0);
          if (status === 'not-attempted') expect(attempts).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('adds up: the four statuses and the reasons each come to everybody due', () => {
    fc.assert(
      fc.property(anyDay, (people) => {
        const totals = dayTotals(ledger(day, people, zone));
        const statuses = totals.figures.filter(({ name }) => ['reached', 'tried', 'not-attempted', 'stopped'].includes(name));
        const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
        expect(sum(statuses.map(({ numerator }) => numerator))).toBe(people.length);
        expect(sum(totals.reasons.map(({ rows }) => rows))).toBe(people.length);
        expect(totals.figures.every(({ numerator, denominator }) => numerator <= denominator)).toBe(true);
      }),
    );
  });

  test('names what each figure is a share of', () => {
    const totals = dayTotals(
      ledger(day, [uncalled, { ...uncalled, episodeId: 'e2', attempts: came('proxy'), level: 'amber' }], zone),
    );
    const figure = (name: string) => totals.figures.find((one) => one.name === name);
    expect(figure('reached')).toMatchObject({ numerator: 1, denominator: 2, text: { denominator: { en: 'people due' } } });
    expect(figure('reached-of-attempted')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(figure('amber')).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test('an episode that comes twice is a bug in the query', () => {
    expect(() => ledger(day, [uncalled, uncalled], zone)).toThrow();
  });
});
