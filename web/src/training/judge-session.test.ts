import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import { describe, expect, test } from 'vitest';
import { loadProtocol } from '../../../protocols/load.ts';
import { firstCall } from './cases/first-call.ts';
import { hiddenBreath } from './cases/hidden-breath.ts';
import { threeDays } from './cases/three-days.ts';
import { covid } from './cases/well.ts';
import { whoPicksUp } from './cases/who-picks-up.ts';
import { judgeSession } from './judge-session.ts';
import type { PracticeCase } from './practice-case.ts';
import { type CallLog, emptyLog } from './session-log.ts';

const protocol = loadProtocol(covid.programme, covid.version);
const judge = (practice: PracticeCase, logs: readonly CallLog[]) => judgeSession(practice, protocol, logs, 'Asia/Kolkata');

/** Somebody who does everything right in a call. */
function perfect(practice: PracticeCase, call: number, about: { answers?: Answers; decided?: string | null } = {}): CallLog {
  const { truth, decision } = practice.calls[call] ?? {};
  if (truth?.kind !== 'answers') throw new Error('not a call with answers');
  return {
    ...emptyLog(call),
    decided: decision?.options.find(({ right }) => right)?.code ?? null,
    ...(about.decided !== undefined && { decided: about.decided }),
    endedAt: 100_000,
    came: {
      kind: 'answers',
      answers: { ...truth.answers, ...about.answers },
      readings: truth.readings ?? [],
      needs: [],
      level: truth.level,
    },
  };
}

const missed = (practice: PracticeCase, logs: readonly CallLog[]) => judge(practice, logs).checks.filter(({ right }) => !right);

describe('a practice session', () => {
  test('in which everything was right has the whole score', () => {
    expect(judge(firstCall, [perfect(firstCall, 0)])).toMatchObject({ score: 100 });
    expect(
      judge(
        threeDays,
        [0, 1, 2].map((call) => perfect(threeDays, call)),
      ),
    ).toMatchObject({ score: 100 });
  });

  test('in which nothing was done has none', () => {
    expect(judge(firstCall, []).score).toBe(0);
    expect(judge(hiddenBreath, [{ ...emptyLog(0), came: { kind: 'skipped' } }]).score).toBe(0);
  });

  test('says which answers differ from what was said, a danger sign weighing more', () => {
    const slip = perfect(firstCall, 0, { answers: { urine: { value: 'less' } } });
    const danger = perfect(firstCall, 0, { answers: { breathless: { absent: 'unknown' } } });
    expect(missed(firstCall, [slip])).toMatchObject([{ what: 'answer', linkId: 'urine', said: { value: 'less' } }]);
    expect(judge(firstCall, [danger]).score).toBeLessThan(judge(firstCall, [slip]).score);
  });

  test('does not count a question that need not be asked, and counts one that must', () => {
    const log = perfect(firstCall, 0);
    const given = log.came as Extract<CallLog['came'], { kind: 'answers' }>;
    const { urine: _, feeling: __, ...rest } = given.answers;
    const came = { ...given, answers: rest };
    expect(missed(firstCall, [{ ...log, came }])).toMatchObject([{ what: 'answer', linkId: 'feeling', said: null }]);
  });

  test('says when a red flag was seen and nothing was done about it', () => {
    for (const decided of [null, 'call-tomorrow']) {
      const checks = missed(hiddenBreath, [perfect(hiddenBreath, 0, { decided })]);
      expect(checks).toMatchObject([{ what: 'decision', said: decided, truth: 'doctor-now' }]);
    }
  });

  test('does not ask for more once it is red and the doctor is called', () => {
    const log = perfect(hiddenBreath, 0);
    const given = log.came as Extract<CallLog['came'], { kind: 'answers' }>;
    const { 'who-answered': who, feeling, breathless } = given.answers;
    const short = { 'who-answered': who, feeling, breathless } as Answers;
    expect(missed(hiddenBreath, [{ ...log, came: { ...given, answers: short, readings: [] } }])).toEqual([]);
    const unheard = { ...given, answers: short, readings: [], level: 'yellow' as const };
    expect(missed(hiddenBreath, [{ ...log, came: unheard }]).length).toBeGreaterThan(5);
  });

  test('says which need was not raised, by the answer or by hand', () => {
    const log = perfect(firstCall, 0, { answers: { needs: { value: [] } } });
    expect(missed(firstCall, [log])).toMatchObject([{ what: 'need', need: 'medicine-kit' }]);
    const came = { ...(log.came as Extract<CallLog['came'], { kind: 'answers' }>), needs: ['medicine-kit'] };
    expect(missed(firstCall, [{ ...log, came }])).toEqual([]);
  });

  test('says when a low reading was not measured again', () => {
    const log = perfect(hiddenBreath, 0);
    const came = { ...(log.came as Extract<CallLog['came'], { kind: 'answers' }>), readings: [] };
    expect(missed(hiddenBreath, [{ ...log, came }])).toMatchObject([{ what: 'measured-again', times: 0, wanted: 2 }]);
  });

  test('tells the outcomes of a call apart, and keeps a promise to the hour and to the calling hours', () => {
    const came = (disposition: 'no-answer' | 'switched-off' | 'wrong-person' | 'callback', callbackAt: string | null = null) =>
      ({ kind: 'outcome', disposition, callbackAt }) as const;
    const day = (callbackAt: string) =>
      [came('no-answer'), came('switched-off'), came('wrong-person'), came('callback', callbackAt)].map((one, call) => ({
        ...emptyLog(call),
        came: one,
      }));
    expect(judge(whoPicksUp, day('2022-01-20T13:45:00Z')).score).toBe(100);
    expect(missed(whoPicksUp, day('2022-01-20T12:00:00Z'))).toMatchObject([{ what: 'callback', said: '17:30' }]);
    const wrong = [{ ...emptyLog(1), came: came('no-answer') }];
    expect(missed(whoPicksUp, wrong)).toContainEqual(expect.objectContaining({ call: 1, what: 'outcome', said: 'no-answer' }));
  });

  test('adds up how long each question took, visits together', () => {
    const focus = [
      { at: 0, linkId: 'feeling' },
      { at: 4000, linkId: 'breathless' },
      { at: 10_000, linkId: 'feeling' },
      { at: 11_000, linkId: null },
    ];
    const { spent, seconds } = judge(firstCall, [{ ...perfect(firstCall, 0), focus, endedAt: 20_000 }]);
    expect(spent).toEqual([
      { call: 0, linkId: 'feeling', seconds: 5 },
      { call: 0, linkId: 'breathless', seconds: 6 },
    ]);
    expect(seconds).toBe(20);
  });
});
