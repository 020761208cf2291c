import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { describeQuestion } from './describe-questions.ts';
import { describeFact, describeMeasure, describeRule, describeTriage } from './describe-rules.ts';
import {
  describeAdvice,
  describeEnding,
  describeNeed,
  describeReach,
  describeSchedule,
  describeWindow,
} from './describe-timing.ts';
import type { Described, Words } from './lines.ts';

/** The groups a version is read in, in a doctor's order. */
export const groups = ['rules', 'facts', 'questions', 'timing', 'needKinds', 'advice'] as const;
export type Group = (typeof groups)[number];

/** A whole version in words and values, group by group; each part under the name that finds it in another version. */
export function describeProtocol(protocol: Protocol, words: Words): Readonly<Record<Group, readonly Described[]>> {
  const { triage, sources } = protocol;
  return {
    rules: [describeTriage(protocol, words), ...triage.rules.map((rule) => describeRule(rule, protocol, words))],
    facts: [
      ...(triage.history ?? []).map((measure) => describeMeasure(measure, words)),
      ...triage.facts.map((fact) => describeFact(fact, words)),
    ],
    questions: allItems(protocol.questionnaire)
      .filter(({ type }) => type !== 'group')
      .map((item) => describeQuestion(item, words)),
    timing: [
      describeSchedule(protocol.schedule, words),
      describeReach(protocol.reach, words),
      describeWindow(protocol.callingWindow, words),
      describeEnding(protocol.ending, sources, words),
    ],
    needKinds: protocol.needKinds.map((kind) => describeNeed(kind, words)),
    advice: protocol.advice.map((card) => describeAdvice(card, sources, words)),
  };
}
