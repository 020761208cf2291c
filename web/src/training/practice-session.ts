import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import type { TriageResult } from '@kshem/domain/triage/triage.ts';
import type { DeskPort, Judgement, NothingNow, Recorded, Submitted, Turn } from '../call-desk/desk-port.ts';
import { standing } from '../call-desk/said.ts';
import type { Language } from '../i18n/start-languages.ts';
import type { PracticeCall, PracticeCase } from './practice-case.ts';
import { practiceInput } from './practice-input.ts';
import type { PracticeAnswers } from './practice-triage.ts';
import { practiceNumber, practiceTurn } from './practice-turn.ts';
import { type CallLog, type Came, emptyLog } from './session-log.ts';

/** What the bubble needs to know of a call under way. */
export type Now = {
  readonly call: PracticeCall;
  readonly log: CallLog;
  readonly judgement: Judgement | null;
};

export type PracticeSession = {
  readonly port: DeskPort;
  readonly now: () => Now | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** The question that is asked from now on; null: none. */
  readonly focused: (linkId: string | null) => void;
  readonly askAgain: (linkId: string) => void;
  readonly decide: (code: string) => void;
};

type About = {
  readonly practice: PracticeCase;
  readonly protocol: Protocol;
  readonly timeZone: string;
  readonly language: Language;
  /** Every call has come to something. */
  readonly onOver: (logs: readonly CallLog[]) => void;
};

/**
 * One practice session: the desk's whole world in the page's memory. Nothing is sent, nothing is dialled, and a reload forgets it. What the
 * caller does is written into the log that is judged at the end.
 */
export function startPractice({ practice, protocol, timeZone, language, onOver }: About): PracticeSession {
  const drafts = new Map<string, unknown>();
  const logs: CallLog[] = [];
  const listeners = new Set<() => void>();
  let judgement: Judgement | null = null;
  let shown: Now | null = null;
  let turns = 0;
  let ids = 0;

  const clock = () => new Date();
  // Shaped like real ones, so that the desk's own checks hold; counted, so that none is anybody's.
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const tell = () => {
    const log = logs.at(-1);
    const call = log && practice.calls[log.call];
    shown = log && call ? { call, log, judgement } : null;
    for (const listener of listeners) listener();
  };
  const write = (part: Partial<CallLog>) => {
    const log = logs.pop();
    if (log) logs.push({ ...log, ...part });
    tell();
  };
  const end = (came: Came) => write({ came, endedAt: clock().getTime() });

  /** The rules come as a part of their own, once. */
  const triage = import('./practice-triage.ts').then(({ makeTriage }) => makeTriage(protocol));
  const judgeNow = async (said: PracticeAnswers): Promise<TriageResult> =>
    (await triage)(said, practiceInput(practice, logs.at(-1)?.call ?? 0, clock(), timeZone));

  const port: DeskPort = {
    nextTurn: async (): Promise<Turn | NothingNow> => {
      if (turns >= practice.calls.length) {
        onOver(logs);
        return { kind: 'nothing', why: 'nothing-ready' };
      }
      const turn = practiceTurn(practice, turns, protocol, { now: clock(), timeZone, language, newId });
      logs.push(emptyLog(turns));
      turns += 1;
      judgement = null;
      tell();
      return turn;
    },
    placeCall: async ({ items, cards }) => ({
      phoneCallId: newId(),
      contactPointId: Object.values(cards)[0]?.numbers[0]?.contactPointId ?? newId(),
      channel: 'simulated',
      attempts: items.map(({ personId, itemId, checkInId, checkInDueOn }) => ({
        ...{ personId, itemId, checkInId, checkInDueOn },
        attemptId: newId(),
      })),
      dial: { kind: 'accepted' },
    }),
    judge: async (checkIn, { answers, informant, readings }) => {
      const judged = await judgeNow({ answers: standing({ answers }, checkIn.questionnaire), informant, readings });
      judgement = { ...judged, escalateWithin: judged.escalation?.withinMinutes ?? null };
      tell();
      return judgement;
    },
    submit: async ({ answers, readings = [], informant, needs = [] }) => {
      const taken = readings.map(({ linkId, value, at }) => ({ linkId, value, at: String(at) }));
      const judged = await judgeNow({ answers: answers as Answers, informant, readings: taken });
      const byHand = needs.map(({ kind }) => kind);
      end({ kind: 'answers', answers: answers as Answers, readings: taken, needs: byHand, level: judged.level });
      return { kind: 'sent', reply: submittedOf(judged, protocol, clock()) };
    },
    record: async (_, { disposition, callbackAt }) => {
      const at = callbackAt === undefined ? null : new Date(callbackAt);
      end({ kind: 'outcome', disposition, callbackAt: at?.toISOString() ?? null });
      return { kind: 'sent', reply: recordedOf(at) };
    },
    renew: async ({ claimUntil }) => claimUntil,
    release: async () => end({ kind: 'skipped' }),
    skip: async () => {
      end({ kind: 'skipped' });
      return { skipsLeft: 9 };
    },
    heardOfNeed: async () => undefined,
    reveal: async () => practiceNumber,
    protocolOf: async () => protocol,
    drafts: {
      save: (key, draft) => void drafts.set(key, draft),
      load: async <T>(key: string) => (drafts.get(key) as T | undefined) ?? null,
      drop: async (key) => void drafts.delete(key),
    },
    now: clock,
    newId,
  };

  return {
    port,
    now: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    focused: (linkId) => {
      const focus = logs.at(-1)?.focus ?? [];
      if (focus.at(-1)?.linkId !== linkId) write({ focus: [...focus, { at: clock().getTime(), linkId }] });
    },
    askAgain: (linkId) => write({ askedAgain: [...(logs.at(-1)?.askedAgain ?? []), linkId] }),
    decide: (code) => write({ decided: code }),
  };
}

/** Whether answers are at least as urgent as a level. */
export function isAsUrgent(judgement: Judgement | null, from: (typeof levels)[number]): boolean {
  if (judgement === null) return false;
  // Only what fired counts: until all was asked, open rules make every call look yellow.
  const fired = judgement.reasons.map(({ level }) => levels.indexOf(level));
  return fired.some((urgency) => urgency <= levels.indexOf(from));
}

function submittedOf(judged: TriageResult, protocol: Protocol, now: Date): Submitted {
  const dueAt = addMinutes(now, judged.escalation?.withinMinutes ?? 0);
  const needs = judged.needs.map(({ kind, ruleId }) => ({
    kind,
    ruleId,
    cause: 'answers' as const,
    owner: protocol.needKinds.find(({ code }) => code === kind)?.owner ?? ('field' as const),
    dueAt: now,
  }));
  return {
    ...judged,
    needs,
    refused: [],
    ...(judged.escalation && { escalation: { to: 'doctor' as const, level: judged.level, dueAt } }),
    nextContact: null,
    disposition: 'answered-complete',
    late: false,
    repeated: false,
  } as Submitted;
}

function recordedOf(callbackAt: Date | null): Recorded {
  const nextStep = callbackAt === null ? ({ next: 'done', by: 'us' } as const) : ({ next: 'callback', at: callbackAt } as const);
  return { nextStep, late: false, repeated: false };
}
