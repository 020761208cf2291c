import { describe, expect, test } from 'vitest';
import { loadProtocol } from '../../../protocols/load.ts';
import type { Turn } from '../call-desk/desk-port.ts';
import { hiddenBreath } from './cases/hidden-breath.ts';
import { threeDays } from './cases/three-days.ts';
import { covid } from './cases/well.ts';
import { whoPicksUp } from './cases/who-picks-up.ts';
import type { PracticeCase } from './practice-case.ts';
import { isAsUrgent, type PracticeSession, startPractice } from './practice-session.ts';
import type { CallLog } from './session-log.ts';

const protocol = loadProtocol(covid.programme, covid.version);

function start(practice: PracticeCase) {
  let over: readonly CallLog[] | null = null;
  const session = startPractice({
    ...{ practice, protocol, timeZone: 'Asia/Kolkata', language: 'hi' },
    onOver: (logs) => {
      over = logs;
    },
  });
  return { session, over: () => over };
}

async function turnOf({ port }: PracticeSession): Promise<Turn> {
  const turn = await port.nextTurn();
  if (turn.kind === 'nothing') throw new Error('nobody is left to practise on');
  return turn;
}

/** Asks one person what is true of them and sends it. */
async function submitTruth(session: PracticeSession, practice: PracticeCase, call: number) {
  const turn = await turnOf(session);
  const { attempts } = await session.port.placeCall(turn, {});
  const [checkIn] = Object.values(turn.checkIns);
  const { truth } = practice.calls[call] ?? {};
  if (!checkIn || truth?.kind !== 'answers') throw new Error('not a call with answers');
  return session.port.submit({
    ...{ submissionId: session.port.newId(), checkInId: checkIn.checkInId, checkInDueOn: checkIn.dueOn },
    attemptId: attempts[0]?.attemptId as string,
    informant: { kind: 'self' },
    answers: truth.answers,
    readings: (truth.readings ?? []).map((one) => ({ ...one, at: new Date().toISOString() })),
    saidAt: new Date().toISOString(),
  });
}

describe('a practice session', () => {
  test('goes through the days of an illness, yesterday’s truth behind today, and is over after the last', async () => {
    const { session, over } = start(threeDays);
    for (const [call, { truth }] of threeDays.calls.entries()) {
      const delivered = await submitTruth(session, threeDays, call);
      expect(delivered).toMatchObject({ kind: 'sent', reply: { level: truth.kind === 'answers' ? truth.level : '' } });
    }
    expect(over()).toBeNull();
    expect(await session.port.nextTurn()).toMatchObject({ kind: 'nothing' });
    expect(over()).toMatchObject([{ came: { level: 'green' } }, { came: { level: 'amber' } }, { came: { level: 'red' } }]);
  });

  test('writes down what is asked, asked again, decided, and what came of it', async () => {
    const { session, over } = start(hiddenBreath);
    const turn = await turnOf(session);
    session.focused('feeling');
    session.focused('feeling');
    session.focused('breathless');
    session.askAgain('breathless');
    session.decide('doctor-now');
    const { attempts } = await session.port.placeCall(turn, {});
    await session.port.record(attempts[0]?.attemptId as string, { disposition: 'no-answer' });
    await session.port.nextTurn();
    expect(over()).toMatchObject([
      {
        focus: [{ linkId: 'feeling' }, { linkId: 'breathless' }],
        askedAgain: ['breathless'],
        decided: 'doctor-now',
        came: { kind: 'outcome', disposition: 'no-answer' },
      },
    ]);
  });

  test('rings nobody and shows a number that nobody owns', async () => {
    const { session } = start(whoPicksUp);
    const turn = await turnOf(session);
    expect((await session.port.placeCall(turn, {})).dial).toEqual({ kind: 'accepted' });
    expect(await session.port.reveal('', '', 'dial-by-hand')).toMatch(/^\+9161000 ?0\d{4}$/);
  });

  test('is urgent only by what fired: questions not asked yet make nothing red', async () => {
    const { session } = start(hiddenBreath);
    const turn = await turnOf(session);
    const [checkIn] = Object.values(turn.checkIns);
    if (!checkIn) throw new Error('no check-in');
    const said = (answers: object) => ({ answers: answers as never, informant: { kind: 'self' as const }, readings: [] });
    expect(isAsUrgent(await session.port.judge(checkIn, said({})), 'red')).toBe(false);
    expect(isAsUrgent(await session.port.judge(checkIn, said({ breathless: { value: true } })), 'red')).toBe(true);
  });
});
