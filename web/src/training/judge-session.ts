import type { CallingWindow, Protocol } from '@kshem/domain/protocol/protocol.ts';
import { enabledItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { isQuestion } from '@kshem/domain/questionnaire/next-question.ts';
import type { Answer, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { isOpen } from '@kshem/domain/schedule/calling-window.ts';
import { localTime } from '@kshem/domain/time/local-time.ts';
import type { PracticeCall, PracticeCase, Truth } from './practice-case.ts';
import type { CallLog, Came } from './session-log.ts';

/** One thing that was right or missed. `linkId`, `need` and codes are for the screen to put into words. */
export type Check = {
  readonly call: number;
  readonly right: boolean;
  readonly weight: number;
} & (
  | { readonly what: 'answer'; readonly linkId: string; readonly said: Answer | null; readonly truth: Answer }
  | { readonly what: 'level'; readonly said: string | null; readonly truth: string }
  | { readonly what: 'need'; readonly need: string }
  | { readonly what: 'decision'; readonly said: string | null; readonly truth: string }
  | { readonly what: 'measured-again'; readonly linkId: string; readonly times: number; readonly wanted: number }
  | { readonly what: 'outcome'; readonly said: string | null; readonly truth: string }
  | { readonly what: 'callback'; readonly said: string | null; readonly from: string; readonly to: string }
);

export type Spent = { readonly call: number; readonly linkId: string; readonly seconds: number };

export type Feedback = {
  /** 0 to 100: right things by weight. */
  readonly score: number;
  readonly checks: readonly Check[];
  readonly spent: readonly Spent[];
  readonly seconds: number;
};

/** What weighs how much: a danger sign missed is worth several small slips. */
const weights = { answer: 1, critical: 4, level: 4, need: 3, decision: 6, 'measured-again': 2, outcome: 6, callback: 3 } as const;

/**
 * Judges a practice session against what was right: answers that differ from what was said, a red flag on which nothing was done, needs
 * that nobody noticed, callbacks outside what was promised, and how long each question took. A call that was never made counts as missed.
 */
export function judgeSession(practice: PracticeCase, protocol: Protocol, logs: readonly CallLog[], timeZone: string): Feedback {
  const checks = practice.calls.flatMap((call, index) => {
    const log = logs.find((one) => one.call === index) ?? null;
    return checksOf(call, index, protocol, log, timeZone);
  });
  const total = checks.reduce((sum, { weight }) => sum + weight, 0);
  const right = checks.reduce((sum, check) => sum + (check.right ? check.weight : 0), 0);
  const spent = logs.flatMap(spentOn);
  return {
    score: total === 0 ? 0 : Math.round((100 * right) / total),
    checks,
    spent,
    seconds: logs.reduce((sum, log) => sum + secondsOf(log), 0),
  };
}

function checksOf(call: PracticeCall, index: number, protocol: Protocol, log: CallLog | null, timeZone: string): Check[] {
  const { truth } = call;
  const came = log?.came ?? null;
  if (truth.kind === 'outcome') return outcomeChecks(truth, index, protocol.callingWindow, came, timeZone);
  const given = came?.kind === 'answers' ? came : null;
  return [
    {
      what: 'level',
      call: index,
      weight: weights.level,
      said: given?.level ?? null,
      truth: truth.level,
      right: given?.level === truth.level,
    },
    ...answerChecks(truth, index, protocol, given),
    ...truth.needs.map((need) => needCheck(need, index, given)),
    ...decisionChecks(call, index, log),
    ...againChecks(truth, index, given),
  ];
}

type AnswersTruth = Extract<Truth, { kind: 'answers' }>;
type OutcomeTruth = Extract<Truth, { kind: 'outcome' }>;
type Given = Extract<Came, { kind: 'answers' }> | null;

/**
 * Every question that applied to the person; one left out counts only where it was required. What they lack is judged by itself. Once it is
 * red nothing more need be asked: the doctor comes first.
 */
function answerChecks(truth: AnswersTruth, call: number, { questionnaire }: Protocol, given: Given): Check[] {
  const cutShort = truth.level === 'red' && given?.level === 'red';
  return enabledItems(questionnaire, truth.answers)
    .filter((item) => isQuestion(item) && item.raisesNeeds !== true)
    .flatMap((item) => {
      const right = truth.answers[item.linkId];
      const said = given?.answers[item.linkId] ?? null;
      if (!right || (said === null && (item.required !== true || cutShort))) return [];
      const weight = truth.critical.includes(item.linkId) ? weights.critical : weights.answer;
      return [
        { what: 'answer', call, linkId: item.linkId, said, truth: right, weight, right: isSame(item, said, right) } as const,
      ];
    });
}

/** Half of the last place that a machine shows, so that 99.5 and 99.50 are one. */
const tolerance = 0.06;

function isSame({ type }: Item, said: Answer | null, truth: Answer): boolean {
  if (said === null) return false;
  if (!('value' in said) || !('value' in truth)) return 'absent' in said && 'absent' in truth && said.absent === truth.absent;
  if (type === 'integer' || type === 'decimal') return Math.abs(Number(said.value) - Number(truth.value)) < tolerance;
  return JSON.stringify(said.value) === JSON.stringify(truth.value);
}

function needCheck(need: string, call: number, given: Given): Check {
  const asked = Object.values(given?.answers ?? {}).flatMap((answer) =>
    'value' in answer && Array.isArray(answer.value) ? (answer.value as readonly string[]) : [],
  );
  const right = asked.includes(need) || given?.needs.includes(need) === true;
  return { what: 'need', call, need, weight: weights.need, right };
}

function decisionChecks({ decision }: PracticeCall, call: number, log: CallLog | null): Check[] {
  const truth = decision?.options.find(({ right }) => right)?.code;
  if (truth === undefined) return [];
  const said = log?.decided ?? null;
  return [{ what: 'decision', call, said, truth, weight: weights.decision, right: said === truth }];
}

/** What was not measured a first time is not asked for a second. */
function againChecks({ readings = [] }: AnswersTruth, call: number, given: Given): Check[] {
  const measured = [...new Set(readings.map(({ linkId }) => linkId))];
  const due = measured.filter((linkId) => given === null || given.answers[linkId] !== undefined);
  return due.map((linkId) => {
    const wanted = readings.filter((one) => one.linkId === linkId).length;
    const times = (given?.readings ?? []).filter((one) => one.linkId === linkId).length;
    return { what: 'measured-again', call, linkId, times, wanted, weight: weights['measured-again'], right: times >= wanted };
  });
}

function outcomeChecks(truth: OutcomeTruth, call: number, window: CallingWindow, came: Came | null, timeZone: string): Check[] {
  const said = came?.kind === 'outcome' ? came.disposition : (came?.kind ?? null);
  const outcome = {
    what: 'outcome',
    call,
    said,
    truth: truth.disposition,
    weight: weights.outcome,
    right: said === truth.disposition,
  } as const;
  if (!truth.callback) return [outcome];
  const { from, to } = truth.callback;
  const at = came?.kind === 'outcome' && came.callbackAt !== null ? new Date(came.callbackAt) : null;
  const time = at && localTime(at, timeZone);
  const right = at !== null && time !== null && time >= from && time <= to && isOpen(window, at, timeZone);
  return [outcome, { what: 'callback', call, said: time, from, to, weight: weights.callback, right }];
}

/** How long each question stood in focus, all visits together. */
function spentOn({ call, focus, endedAt }: CallLog): Spent[] {
  const seconds = new Map<string, number>();
  for (const [index, { at, linkId }] of focus.entries()) {
    const until = focus[index + 1]?.at ?? endedAt ?? at;
    if (linkId !== null) seconds.set(linkId, (seconds.get(linkId) ?? 0) + (until - at) / 1000);
  }
  return [...seconds].map(([linkId, taken]) => ({ call, linkId, seconds: Math.round(taken) }));
}

function secondsOf({ focus, endedAt }: CallLog): number {
  const first = focus[0]?.at;
  return first === undefined || endedAt === null ? 0 : Math.round((endedAt - first) / 1000);
}
