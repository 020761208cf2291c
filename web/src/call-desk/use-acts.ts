import type { Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { useState } from 'react';
import type { Language } from '../i18n/start-languages.ts';
import { callbackPicks } from './callback-picks.ts';
import type { DeskPort } from './desk-port.ts';
import { type Asked, type DeskState, inFocus, openAttempts, toAskAbout } from './desk-state.ts';
import type { Action, Mode } from './keys.ts';
import { usableNumbers } from './number-line.tsx';
import { nothing, type Open } from './open.ts';
import { asksMore, type OutcomeKey, outcomeWithKey } from './outcome-groups.ts';
import { questionActs } from './question-acts.ts';
import { lastAnswerTo, mayRepeat } from './question-panel.tsx';
import { itemOf, type Said } from './said.ts';
import type { Desk } from './use-desk.ts';
import type { Rules } from './use-judgement.ts';
import type { LineNow } from './use-line.ts';

export type Acts = ReturnType<typeof useActs>;

/** Everything a key or a button does, by the action's name, with what lies open on the desk. */
export function useActs(port: DeskPort, desk: Desk, rules: Rules, line: LineNow | null) {
  const [open, setOpen] = useState<Open>(nothing);
  const [wanted, setWanted] = useState<string | null>(null);
  const [auto, setAuto] = useState(false);
  const [speaks, setSpeaks] = useState<Readonly<Record<string, Language>>>({});
  const { state } = desk;
  const asked = inFocus(state);
  const said = asked?.said ?? null;
  const item = asked && said ? itemOf(asked.checkIn.questionnaire, said.focus) : null;
  const speak: Language = (asked && speaks[asked.item.personId]) ?? (asked?.card.language === 'en' ? 'en' : 'hi');
  const shown: Shown = { port, desk, rules, line, asked, said, item, open, setOpen, wanted, setWanted };
  const questions =
    asked && said
      ? questionActs({ ...shown, checkIn: asked.checkIn, said, before: repeatable(asked, item), ...deskOf(shown) })
      : null;
  const acts: Partial<Record<Action, (sign: string) => unknown>> = {
    ...callActs(shown),
    ...outcomeActs(shown),
    ...questions,
    ...placeActs(shown),
    auto: () => setAuto(!auto),
    option: (sign: string) => {
      questions?.option(sign);
      focusAnswer();
    },
    speak: () => asked && setSpeaks({ ...speaks, [asked.item.personId]: speak === 'hi' ? 'en' : 'hi' }),
  };
  return {
    ...{ open, setOpen, speak, asked, item, wanted, setWanted, auto },
    mode: modeOf(state.phase, open, item),
    say: (changed: Said) => say(shown, changed),
    pick: (outcome: OutcomeKey) => pick(shown, outcome),
    act: (action: Action, sign = '') => void acts[action]?.(sign),
  };
}

type Shown = {
  readonly port: DeskPort;
  readonly desk: Desk;
  readonly rules: Rules;
  readonly line: LineNow | null;
  readonly asked: Asked | null;
  readonly said: Said | null;
  readonly item: Item | null;
  readonly open: Open;
  readonly setOpen: (open: Open) => void;
  /** The number to ring instead of the first, by contact point. */
  readonly wanted: string | null;
  readonly setWanted: (contactPointId: string | null) => void;
};

function deskOf(shown: Shown) {
  return { now: shown.port.now, say: (changed: Said) => say(shown, changed) };
}

/** Keeps what was said; after the last question comes the summary, and a question that is turned to leaves it. */
function say({ desk, asked }: Shown, changed: Said): void {
  if (!asked) return;
  desk.say(asked.checkIn.checkInId, changed);
  if (changed.focus === null && desk.state.phase === 'asking') desk.toSummary();
  if (changed.focus !== null && desk.state.phase === 'summary') desk.backToQuestions();
}

function repeatable(asked: Asked, item: Item | null) {
  return item && mayRepeat(item) ? lastAnswerTo(asked, item) : null;
}

function callActs({ desk, line, asked, setOpen, wanted, setWanted }: Shown) {
  const { state } = desk;
  return {
    next: () => {
      setWanted(null);
      desk.next();
    },
    call: () => desk.call({ ...(wanted !== null && { contactPointId: wanted }), ...(line?.dials && { byExchange: true }) }),
    hangUp: () => line?.hangUp(),
    byHandset: () => desk.byHandset(),
    otherNumber: () => asked && setWanted(numberAfter(asked, wanted)),
    reveal: () => setOpen({ kind: 'reveal' }),
    skip: () => setOpen({ kind: 'skip' }),
    pause: () => (state.phase === 'ready' ? desk.giveBack() : desk.wantPause(!state.pauseNext)),
    theyAnswered: () => desk.theyAnswered(),
    otherPerson: () => {
      const other = personAfter(state);
      if (other !== null) desk.turnTo(other);
    },
    itCame: () => heard(desk, true),
    itDidNotCome: () => heard(desk, false),
    save: () => desk.save(false),
    saveAndPause: () => desk.save(true),
  };
}

function numberAfter({ card, item }: Asked, wanted: string | null): string | null {
  const ids = usableNumbers(card).map(({ contactPointId }) => contactPointId);
  const here = ids.indexOf(wanted ?? item.nextContactPointId ?? ids[0] ?? '');
  return ids[(here + 1) % ids.length] ?? null;
}

function personAfter(state: DeskState): string | null {
  const open = openAttempts(state);
  const here = open.findIndex(({ attemptId }) => attemptId === state.at);
  const other = open[(here + 1) % open.length];
  return other && other.attemptId !== state.at ? other.attemptId : null;
}

function heard(desk: Desk, came: boolean): void {
  const [needId] = toAskAbout(desk.state);
  if (needId !== undefined) void desk.heardOfNeed(needId, came);
}

function outcomeActs(shown: Shown) {
  const { desk, asked, open, setOpen, rules } = shown;
  return {
    outcome: (sign: string) => {
      const outcome = outcomeWithKey(sign);
      if (outcome) pick(shown, outcome);
    },
    otherOutcome: () => setOpen({ kind: 'outcomes' }),
    pick: (sign: string) => {
      if (open.kind !== 'details' || open.outcome.disposition !== 'callback' || !asked) return;
      const window = rules.protocol?.callingWindow ?? null;
      const found = callbackPicks(window, open.since, asked.checkIn.judgedWith.timeZone)[Number(sign) - 1];
      if (found) setOpen({ ...open, draft: { ...open.draft, callbackAt: found.at.toISOString() } });
    },
    confirm: () => {
      if (open.kind !== 'details' || (open.outcome.disposition === 'callback' && !open.draft.callbackAt)) return;
      setOpen(nothing);
      void desk.record(open.outcome, open.draft);
    },
  };
}

/** Writes an outcome down, or asks first: also where answers were written already, which do not go with it. */
function pick(shown: Shown, outcome: OutcomeKey) {
  const { port, desk, said, setOpen } = shown;
  const begun = said !== null && Object.keys(said.answers).length > 0;
  if (outcome.disposition === 'answered-partial' && begun) {
    // Answers go by a submission of their own, and say by themselves that they were cut short.
    setOpen(nothing);
    return say(shown, { ...said, focus: null });
  }
  if (begun || asksMore(outcome.disposition)) return setOpen({ kind: 'details', outcome, draft: {}, since: port.now() });
  setOpen(nothing);
  void desk.record(outcome, {});
}

/** The field of the question in focus, where it has one. */
export function focusAnswer(): void {
  document.querySelector<HTMLInputElement>('[data-answer]')?.focus();
}

/** Where the keys go next. */
function placeActs({ setOpen }: Shown) {
  return {
    measure: () => document.querySelector<HTMLInputElement>('[data-measure]')?.focus(),
    note: () => document.querySelector<HTMLTextAreaElement>('[data-note]')?.focus(),
    needs: () => setOpen({ kind: 'needs' }),
    close: () => setOpen(nothing),
    help: () => setOpen({ kind: 'keys' }),
  };
}

/** Which keys count. A question that takes several answers has all letters for its options. */
function modeOf(phase: DeskState['phase'], open: Open, item: Item | null): Mode {
  if (open.kind === 'outcomes' || open.kind === 'details') return open.kind;
  if (phase === 'asking' || phase === 'summary') {
    if (open.kind === 'doubt' || open.kind === 'needs') return open.kind;
    if (phase === 'asking' && item?.repeats) return 'needs';
  }
  if (phase === 'nothing' || phase === 'claiming') return 'idle';
  if (phase === 'placing') return 'ready';
  return phase === 'saving' ? 'summary' : phase;
}
