import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import { enablementOf } from '../questionnaire/enabled-items.ts';
import type { Answers, Item } from '../questionnaire/questionnaire.ts';
import type { PastCheckIn, TriageInput } from './input.ts';
import { type Missing, type NotKnown, Situation, type Value } from './three-valued.ts';

/** The answers of one check-in alone, values made usable before; what was not answered carries the reason. */
export function answersSituation(compiled: CompiledProtocol, answers: Answers): Situation {
  const enablement = enablementOf(compiled.protocol.questionnaire, answers);
  const situation = new Situation();
  for (const { name, item } of compiled.variables) {
    if (item) situation.set(name, answerValue(item, answers, enablement.get(item.linkId) === 'disabled'));
  }
  return situation;
}

/** Earlier check-ins on which anything was answered, oldest first. */
export function earlierCheckIns(input: TriageInput): readonly PastCheckIn[] {
  const known = earlier.get(input);
  if (known !== undefined) return known;
  const now = Date.parse(input.at);
  const found = input.past
    .filter(({ at, answers }) => Date.parse(at) < now && Object.keys(answers).length > 0)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  earlier.set(input, found);
  return found;
}

// Asked by every measure of a call; an input never changes.
const earlier = new WeakMap<TriageInput, readonly PastCheckIn[]>();

function answerValue(item: Item, answers: Answers, switchedOff: boolean): Value | NotKnown {
  const answer = answers[item.linkId];
  const missing = (why: Missing['why']): NotKnown => ({ notKnown: [{ linkId: item.linkId, why }] });
  if (answer && 'value' in answer) return answer.value;
  if (switchedOff) return missing('not-applicable');
  return missing(answer && 'absent' in answer ? answer.absent : 'not-asked');
}
