import { placeCall } from '@kshem/contract/calls.ts';
import type { ErrorCode } from '@kshem/contract/errors.ts';
import type { RevealReason } from '@kshem/domain/access/number-sight.ts';
import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { useEffect, useReducer, useRef, useState } from 'react';
import { Refused } from '../api/client.ts';
import type { CallWish, Delivered, DeskPort, OutcomeSaid, PlacedCall, Recorded, Submitted, Turn } from './desk-port.ts';
import { atRest, type Came, type DeskState, deskReducer, inFocus, openAttempts, type Phase } from './desk-state.ts';
import { checkInKey, deskKey, fromKept, toKept } from './kept-desk.ts';
import type { OutcomeKey } from './outcome-groups.ts';
import { deliveryCodeFrom, nothingSaid, type Said } from './said.ts';
import { submissionOf } from './submission-of.ts';

/** What the last household came to, shown beside the next one. */
export type Last = {
  readonly name: string;
  readonly delivered: Delivered<Submitted> | (Delivered<Recorded> & { readonly disposition: Disposition });
};

export type Desk = ReturnType<typeof useDesk>;

/** The state of the desk with everything that can be done; each deed is one of the port's, and its refusal is told beside the state. */
export function useDesk(port: DeskPort) {
  const [state, dispatch] = useReducer(deskReducer, atRest);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [last, setLast] = useState<readonly Last[]>([]);
  const { turn, phase } = state;

  useRestored(port, dispatch, () => setReady(true));
  useKept(port, state, ready);
  useNext(port, state, dispatch, setProblem);
  useHeld(port, state, dispatch);

  /** Does something that may be refused; a refusal leaves the desk where it was. */
  const attempt = async (deed: () => Promise<void>) => {
    setProblem(null);
    try {
      await deed();
    } catch (error) {
      setProblem(error);
      const code = error instanceof Refused ? error.code : null;
      if (state.call === null && code !== null && notThisOne.includes(code)) return dispatch({ type: 'asked-for-next' });
      if (code === 'claim-lost') dispatch({ type: 'claim-lost' });
      dispatch({ type: 'refused' });
    }
  };

  return {
    state,
    ready,
    problem,
    last,
    forget: () => setProblem(null),
    next: () => {
      setProblem(null);
      dispatch({ type: 'asked-for-next' });
    },
    call: (wish: CallWish) =>
      attempt(async () => {
        if (turn === null || phase !== 'ready') return;
        dispatch({ type: 'placing' });
        const call = await port.placeCall(turn, wish).catch(callUnderWay);
        setLast([]);
        // Through the exchange its attempts stay open: one may go on by handset.
        if (call.dial.kind === 'accepted' || call.channel === 'asterisk')
          dispatch({ type: 'call-placed', call, at: port.now().toISOString() });
        // The server has written it down as our failure already.
        else dispatch({ type: 'asked-for-next' });
      }),
    byHandset: () =>
      attempt(async () => {
        const { line } = port;
        if (!line || state.call?.channel !== 'asterisk' || !mayMove.includes(phase)) return;
        dispatch({ type: 'call-moved', call: await line.byHandset(state.call.phoneCallId), at: port.now().toISOString() });
      }),
    theyAnswered: () => dispatch({ type: 'they-answered', at: port.now().toISOString() }),
    turnTo: (attemptId: string) => dispatch({ type: 'turned-to', attemptId }),
    say: (checkInId: string, said: Said) => {
      port.drafts.save(checkInKey(checkInId), said);
      dispatch({ type: 'said', checkInId, said });
    },
    toSummary: () => dispatch({ type: 'all-asked' }),
    backToQuestions: () => dispatch({ type: 'back-to-questions' }),
    wantPause: (wanted: boolean) => dispatch({ type: 'pause-wanted', wanted }),
    save: (pause: boolean) =>
      attempt(async () => {
        const asked = inFocus(state);
        if (!asked?.attempt || !asked.said || !turn || phase !== 'summary') return;
        const { attemptId } = asked.attempt;
        if (pause) dispatch({ type: 'pause-wanted', wanted: true });
        dispatch({ type: 'saving' });
        const delivered = await port.submit(submissionOf(asked.checkIn, asked.said, turn.fence, attemptId, port.now()));
        void port.drafts.drop(checkInKey(asked.checkIn.checkInId));
        setLast((before) => [...before, { name: asked.card.name, delivered }]);
        dispatch({ type: 'came', came: { [attemptId]: 'answers' } });
      }),
    record: ({ disposition, of }: OutcomeKey, details: Omit<OutcomeSaid, 'disposition' | 'fence'>) =>
      attempt(async () => {
        const asked = inFocus(state);
        if (!asked?.attempt || !turn) return;
        const open = openAttempts(state);
        const told = of === 'call' ? open : open.filter(({ attemptId }) => attemptId === asked.attempt?.attemptId);
        dispatch({ type: 'saving' });
        const came: Record<string, Came> = {};
        for (const { attemptId, personId } of told) {
          const delivered = await recorded(port, attemptId, { ...details, disposition, fence: turn.fence });
          came[attemptId] = disposition;
          const name = turn.cards[personId]?.name ?? '';
          if (delivered) setLast((before) => [...before, { name, delivered: { ...delivered, disposition } }]);
        }
        // After a death the household is left alone: nobody else is asked on this call.
        if (disposition === 'died') for (const { attemptId } of open) came[attemptId] = disposition;
        dispatch({ type: 'came', came });
      }),
    /** Gives the household back before it was called, and rests. */
    giveBack: () =>
      attempt(async () => {
        if (turn) await port.release(turn).catch(unlessLost);
        dispatch({ type: 'turn-over' });
      }),
    skip: (reason: string) =>
      attempt(async () => {
        if (!turn) return;
        await port.skip(turn, reason).catch(unlessLost);
        dispatch({ type: 'asked-for-next' });
      }),
    heardOfNeed: (needId: string, came: boolean) =>
      attempt(async () => {
        await port.heardOfNeed(needId, came);
        dispatch({ type: 'heard-of-need', needId, came });
      }),
    reveal: (personId: string, contactPointId: string, reason: RevealReason) => port.reveal(personId, contactPointId, reason),
  };
}

const mayMove: readonly Phase[] = ['calling', 'asking', 'summary'];

/** Before a call: this household is not to be rung now, the server has put it back to its time, and the next one is asked for. */
const notThisOne: readonly ErrorCode[] = [
  'nobody-to-call',
  'no-usable-number',
  'already-being-called',
  'claim-lost',
  'outside-calling-window',
];

type Dispatch = (event: Parameters<typeof deskReducer>[1]) => void;

/** A page that was reloaded goes on where it was: same household, question and answers. */
function useRestored(port: DeskPort, dispatch: Dispatch, done: () => void) {
  const start = useRef({ port, dispatch, done });
  useEffect(() => {
    let gone = false;
    const { port, dispatch, done } = start.current;
    void (async () => {
      const state = fromKept(await port.drafts.load(deskKey));
      const said = state?.turn ? await saidOf(port, state.turn) : {};
      if (gone) return;
      if (state) dispatch({ type: 'restored', state: { ...state, said } });
      done();
    })();
    return () => {
      gone = true;
    };
  }, []);
}

/** Keeps the household that is under way; what is said is kept at each change by `say`. */
function useKept(port: DeskPort, state: DeskState, ready: boolean) {
  const { said: _, ...kept } = state;
  const now = JSON.stringify([
    kept.phase,
    kept.claim,
    kept.placedAt,
    kept.answeredAt,
    kept.at,
    kept.came,
    kept.heard,
    kept.pauseNext,
  ]);
  const latest = useRef(state);
  latest.current = state;
  const { turn } = state;
  useEffect(() => {
    if (!ready) return;
    if (turn === null) void port.drafts.drop(deskKey);
    else if (now !== '') port.drafts.save(deskKey, toKept(latest.current));
  }, [port, ready, turn, now]);
}

function useNext(port: DeskPort, { phase }: DeskState, dispatch: Dispatch, tell: (problem: unknown) => void) {
  useEffect(() => {
    if (phase !== 'claiming') return;
    let gone = false;
    void (async () => {
      try {
        const came = await port.nextTurn();
        if (gone) return;
        if (came.kind === 'nothing') dispatch({ type: 'nothing-came', nothing: came });
        else {
          const said = await saidOf(port, came);
          if (!gone) dispatch({ type: 'turn-came', turn: came, said });
        }
      } catch (error) {
        if (gone) return;
        dispatch({ type: 'refused' });
        tell(error);
      }
    })();
    return () => {
      gone = true;
    };
  }, [port, phase, dispatch, tell]);
}

/** A claim holds ten minutes without a sign of life. */
const renewMs = 3 * 60_000;

function useHeld(port: DeskPort, { turn, call, claim }: DeskState, dispatch: Dispatch) {
  const household = turn?.householdId;
  const latest = useRef(turn);
  latest.current = turn;
  const inCall = call !== null && claim === 'held' && turn?.reserved === false;
  useEffect(() => {
    if (!inCall || household === undefined) return;
    const timer = setInterval(() => {
      if (latest.current) void renewed(port, latest.current, dispatch);
    }, renewMs);
    return () => clearInterval(timer);
  }, [port, inCall, household, dispatch]);
}

async function renewed(port: DeskPort, turn: Turn, dispatch: Dispatch): Promise<void> {
  try {
    dispatch({ type: 'claim-renewed', until: await port.renew(turn) });
  } catch (error) {
    // A lost network says nothing about the claim.
    if (error instanceof Refused && error.code === 'claim-lost') dispatch({ type: 'claim-lost' });
  }
}

/** What was typed for these check-ins before, as on a household that had to be given back in the middle. */
async function saidOf(port: DeskPort, turn: Turn): Promise<DeskState['said']> {
  const found = Object.values(turn.checkIns).map(async ({ checkInId, personId, questionnaire }) => {
    const kept = await port.drafts.load<Said>(checkInKey(checkInId));
    // One code is remembered, two are not: whoever waits for something already keeps theirs.
    const theirs = turn.cards[personId]?.needs.find(({ code }) => code !== null)?.code;
    const blank = nothingSaid(questionnaire, port.newId(), theirs ?? deliveryCodeFrom(port.newId()));
    // What an older page kept lacks what was not asked then.
    return [checkInId, { ...blank, ...kept }] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** null: the attempt has its outcome already, from the telephone or another page; there is nothing left to do for it here. */
async function recorded(port: DeskPort, attemptId: string, outcome: OutcomeSaid): Promise<Delivered<Recorded> | null> {
  try {
    return await port.record(attemptId, outcome);
  } catch (error) {
    if (error instanceof Refused && error.code === 'attempt-closed') return null;
    throw error;
  }
}

/** A call that an earlier page placed: it is gone on with. The number was handed over then. */
function callUnderWay(error: unknown): PlacedCall {
  const found =
    error instanceof Refused && error.code === 'already-being-called' ? LiveCall.safeParse(error.answer?.detail) : null;
  if (!found?.success) throw error;
  return { ...found.data, dial: { kind: 'accepted' } };
}

const LiveCall = placeCall.response.omit({ dial: true });

function unlessLost(error: unknown): undefined {
  if (error instanceof Refused && error.code === 'claim-lost') return undefined;
  throw error;
}
