import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import type { Answers, Item } from '../questionnaire/questionnaire.ts';
import type { TriageInput } from './input.ts';
import type { Value } from './three-valued.ts';

/**
 * The same call with every value that cannot be an answer to its question (of another kind, beyond the possible range, not an option)
 * taken for unknown. accept-answers refuses these at the door; but 38.2 in a Fahrenheit field must not pass for "no fever" whichever way
 * it came in, by a file or from an older version's answers.
 */
export function withUsableValues(compiled: CompiledProtocol, input: TriageInput): TriageInput {
  const items = itemsOf(compiled);
  const usableAnswers = (answers: Answers): Answers => {
    const doubtful = Object.entries(answers).filter(([linkId, answer]) => {
      const item = items.get(linkId);
      return item !== undefined && 'value' in answer && !isUsable(item, answer.value);
    });
    if (doubtful.length === 0) return answers;
    return { ...answers, ...Object.fromEntries(doubtful.map(([linkId]) => [linkId, { absent: 'unknown' as const }])) };
  };
  return {
    ...input,
    answers: usableAnswers(input.answers),
    past: input.past.map((checkIn) => {
      const answers = usableAnswers(checkIn.answers);
      return answers === checkIn.answers ? checkIn : { ...checkIn, answers };
    }),
    readings: input.readings.filter(({ linkId, value }) => {
      const item = items.get(linkId);
      return item !== undefined && isUsable(item, value);
    }),
  };
}

const itemsByLinkId = new WeakMap<CompiledProtocol, ReadonlyMap<string, Item>>();

function itemsOf(compiled: CompiledProtocol): ReadonlyMap<string, Item> {
  const known = itemsByLinkId.get(compiled);
  if (known !== undefined) return known;
  const made = new Map(compiled.items.map((item) => [item.linkId, item]));
  itemsByLinkId.set(compiled, made);
  return made;
}

function isUsable(item: Item, value: Value): boolean {
  if (item.type === 'boolean') return typeof value === 'boolean';
  if (item.type === 'integer' || item.type === 'decimal') return typeof value === 'number' && isPossible(item, value);
  if (item.type !== 'choice') return typeof value === 'string';
  const codes = item.repeats === true && Array.isArray(value) ? value : [value];
  return (
    (item.repeats !== true || Array.isArray(value)) &&
    codes.every((code) => item.answerOption?.some((option) => option.code === code))
  );
}

function isPossible({ range }: Item, value: number): boolean {
  return Number.isFinite(value) && (!range || (value >= range.min && value <= range.max));
}
