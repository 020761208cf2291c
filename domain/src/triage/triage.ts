import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import { type Level, levels, type TriageRule } from '../protocol/protocol.ts';
import type { Text } from '../text.ts';
import { localDate } from '../time/local-date.ts';
import { adviceOn } from './advice-on.ts';
import type { TriageInput } from './input.ts';
import { type Isolation, isolationOf } from './isolation.ts';
import { news2Of } from './news2-of.ts';
import type { PartialNews2 } from './partial-news2.ts';
import { readingsOfCall } from './readings.ts';
import { situationOf } from './situation-of.ts';
import { isExcused, type Missing, type Situation } from './three-valued.ts';
import { withUsableValues } from './usable-values.ts';

export type TriageResult = {
  readonly level: Level;
  /** Rules that fired, most urgent first. */
  readonly reasons: readonly Reason[];
  /** Rules that could not be decided, and what they lack. */
  readonly undecided: readonly { readonly ruleId: string; readonly level: Level; readonly missing: readonly Missing[] }[];
  /** `ruleId` null: the person asked for it. */
  readonly needs: readonly { readonly kind: string; readonly ruleId: string | null }[];
  readonly remeasure: readonly { readonly linkId: string; readonly afterMinutes: number; readonly ruleId: string }[];
  readonly escalation?: { readonly to: 'doctor'; readonly withinMinutes: number };
  /** Codes of advice cards; whether a caller may read one is the card's `readableBy`. */
  readonly advice: readonly string[];
  /** Whether the person is in the high-risk tier; null when that cannot be told. */
  readonly highRisk: boolean | null;
  /** Days since onset, else since the sample, else since enrolment. */
  readonly dayOfIllness: number;
  readonly isolation: Isolation;
  /** Self-report questions that someone else answered; ask the person when possible. */
  readonly secondHand: readonly string[];
  /** Null when no vital sign was given or the person is not known to be 16 or over. */
  readonly news2: PartialNews2 | null;
  readonly protocolVersion: string;
};

export type Reason = {
  readonly ruleId: string;
  readonly level: Level;
  /** The rule's own level where the high-risk tier raised it. */
  readonly raisedFrom?: Level;
  readonly text: Text;
  readonly action: Text;
  readonly source: readonly string[];
};

/**
 * How urgent this check-in is, why, and what follows. The most urgent rule that fired decides; where a red or amber rule could not be
 * decided because an answer is missing, the level is at least the protocol's `undecidedLevel`. Never throws on answers, however
 * incomplete.
 */
export function triage(compiled: CompiledProtocol, given: TriageInput): TriageResult {
  const { protocol } = compiled;
  const input = withUsableValues(compiled, given);
  const situation = situationOf(compiled, input);
  const highRisk = highRiskOf(compiled, situation);
  const { fired, undecided } = judgeRules(compiled, situation);
  const reasons = fired.map((rule) => reasonOf(rule, highRisk === true)).toSorted(byUrgency);
  const openDangers = undecided.filter((rule) => rule.level === 'red' || rule.level === 'amber').flatMap((rule) => rule.missing);
  const level = mostUrgent([
    ...reasons.map((reason) => reason.level),
    ...(openDangers.length > 0 ? [protocol.triage.undecidedLevel] : []),
  ]);
  const escalation = protocol.triage.escalate[level];
  return {
    level,
    reasons,
    undecided,
    needs: needsOf(compiled, input, fired),
    remeasure: remeasuresOf(input, fired),
    ...(escalation && { escalation }),
    advice: adviceOn(compiled, situation, localDate(new Date(input.at), input.timeZone)),
    highRisk,
    dayOfIllness: numberOf(situation, 'illness_day'),
    isolation: isolationOf(compiled, input, situation, { level, openDangers }),
    secondHand: secondHandAnswers(compiled, input),
    news2: news2Of(compiled, input, situation),
    protocolVersion: protocol.version,
  };
}

/** The more urgent of the levels; green when there is none. */
function mostUrgent(given: readonly Level[]): Level {
  return levels.find((level) => given.includes(level)) ?? 'green';
}

function judgeRules(compiled: CompiledProtocol, situation: Situation) {
  const fired: TriageRule[] = [];
  const undecided: { ruleId: string; level: Level; missing: readonly Missing[] }[] = [];
  for (const { rule, when } of compiled.rules) {
    const verdict = situation.judge(when.run);
    if (verdict.known && verdict.value === true) fired.push(rule);
    if (verdict.known || isExcused(verdict.notKnown)) continue;
    const missing = verdict.notKnown.filter(({ why }) => why !== 'not-applicable');
    undecided.push({ ruleId: rule.id, level: rule.level, missing });
  }
  return { fired, undecided };
}

function highRiskOf(compiled: CompiledProtocol, situation: Situation): boolean | null {
  if (!compiled.raise) return false;
  const verdict = situation.judge(compiled.raise.run);
  return verdict.known ? verdict.value === true : null;
}

function reasonOf(rule: TriageRule, highRisk: boolean): Reason {
  const { id, level, reason, action, source } = rule;
  const raised = highRisk && rule.raise === true ? (levels[Math.max(0, levels.indexOf(level) - 1)] ?? level) : level;
  return { ruleId: id, level: raised, ...(raised !== level && { raisedFrom: level }), text: reason, action, source };
}

function byUrgency(a: Reason, b: Reason): number {
  return levels.indexOf(a.level) - levels.indexOf(b.level);
}

/** What the person asked for, then what the rules found; each kind once. */
function needsOf(compiled: CompiledProtocol, input: TriageInput, fired: readonly TriageRule[]): TriageResult['needs'] {
  const kinds = new Set(compiled.protocol.needKinds.map(({ code }) => code));
  const asked = compiled.items.filter((item) => item.raisesNeeds === true).flatMap((item) => codesIn(input.answers[item.linkId]));
  const found = new Map<string, string | null>();
  for (const kind of asked) if (kinds.has(kind)) found.set(kind, null);
  for (const rule of fired) for (const kind of rule.needs ?? []) if (!found.has(kind)) found.set(kind, rule.id);
  return [...found].map(([kind, ruleId]) => ({ kind, ruleId }));
}

function codesIn(answer: TriageInput['answers'][string] | undefined): readonly string[] {
  if (!answer || !('value' in answer)) return [];
  if (typeof answer.value === 'string') return [answer.value];
  return typeof answer.value === 'object' ? answer.value : [];
}

/** Three readings on one call settle it; a fourth only tires the person. */
const enoughReadings = 3;

function remeasuresOf(input: TriageInput, fired: readonly TriageRule[]): TriageResult['remeasure'] {
  const wanted = fired.flatMap((rule) => (rule.remeasure ? [{ ...rule.remeasure, ruleId: rule.id }] : []));
  const soonest = wanted.toSorted((a, b) => a.afterMinutes - b.afterMinutes);
  const first = soonest.filter((one, index) => soonest.findIndex(({ linkId }) => linkId === one.linkId) === index);
  return first.filter(({ linkId }) => readingsOfCall(input, linkId).length < enoughReadings);
}

function secondHandAnswers(compiled: CompiledProtocol, input: TriageInput): readonly string[] {
  if (input.informant.kind === 'self') return [];
  return compiled.items
    .filter(({ linkId, selfReport }) => selfReport === true && 'value' in (input.answers[linkId] ?? {}))
    .map(({ linkId }) => linkId);
}

function numberOf(situation: Situation, name: string): number {
  const value = situation.peek(name);
  return typeof value === 'number' ? value : 0;
}
