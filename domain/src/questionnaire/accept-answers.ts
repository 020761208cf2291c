import { allItems } from './enabled-items.ts';
import type { Answer, Answers, Item, Questionnaire } from './questionnaire.ts';
import { type Suspicion, suspectValues } from './suspect-values.ts';

export type Refusal = {
  readonly linkId: string;
  readonly code: 'unknown-question' | 'not-a-question' | 'wrong-type' | 'not-an-option' | 'out-of-range' | 'not-a-whole-number';
  /** What the caller is told to do; carries no value, so it may be logged. */
  readonly hint: string;
};

export type Accepted = {
  readonly answers: Answers;
  readonly refused: readonly Refusal[];
  /** Values that look mistaken (swapped, wrong unit). The answers stay as said until the person confirms. */
  readonly suggestions: readonly Suspicion[];
};

/**
 * Reads a map of raw answers by linkId. Each is a plain value (`93`, `true`, `"worse"`, `["food"]`), `null` for not asked, or an
 * Answer object. Never throws, and one bad answer never takes a good one with it: what is refused is simply missing, and triage
 * treats it as such.
 */
export function acceptAnswers(questionnaire: Questionnaire, raw: unknown): Accepted {
  const items = new Map(allItems(questionnaire).map((item) => [item.linkId, item]));
  const answers: Record<string, Answer> = {};
  const refused: Refusal[] = [];
  for (const [linkId, said] of entriesOf(raw)) {
    const read = readAnswer(items.get(linkId), said);
    if (typeof read === 'string') refused.push({ linkId, code: read, hint: hints[read] });
    else answers[linkId] = read;
  }
  return { answers, refused, suggestions: suspectValues(questionnaire, rawValues(items, raw)) };
}

const hints: Record<Refusal['code'], string> = {
  'unknown-question': 'This version has no question with this linkId; check the spelling and the protocol version.',
  'not-a-question': 'This linkId is a heading and takes no answer.',
  'wrong-type': 'Give the kind of answer the question asks for: yes/no, a number, one of its options, or a text.',
  'not-an-option': 'Choose one of the options of the question.',
  'out-of-range': 'A value that cannot be right; ask the person to read it again.',
  'not-a-whole-number': 'Give a whole number.',
};

function entriesOf(raw: unknown): readonly [string, unknown][] {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [];
}

function readAnswer(item: Item | undefined, said: unknown): Answer | Refusal['code'] {
  if (!item) return 'unknown-question';
  if (item.type === 'group' || item.type === 'display') return 'not-a-question';
  if (said === null || said === undefined) return { absent: 'not-asked' };
  if (typeof said === 'object' && 'absent' in said) return isReason(said.absent) ? { absent: said.absent } : 'wrong-type';
  return readValue(item, unwrap(said));
}

function isReason(absent: unknown): absent is 'unknown' | 'refused' | 'not-asked' {
  return absent === 'unknown' || absent === 'refused' || absent === 'not-asked';
}

/** `{value}` gives its value, anything else itself. */
function unwrap(said: unknown): unknown {
  return typeof said === 'object' && said !== null && 'value' in said ? said.value : said;
}

function readValue(item: Item, value: unknown): Answer | Refusal['code'] {
  if (item.type === 'boolean') return typeof value === 'boolean' ? { value } : 'wrong-type';
  if (item.type === 'integer' || item.type === 'decimal') return readNumber(item, value);
  if (item.type === 'choice' || item.type === 'open-choice') return readChoice(item, value);
  if (item.type === 'date') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? { value } : 'wrong-type';
  return typeof value === 'string' ? { value } : 'wrong-type';
}

function readNumber(item: Item, value: unknown): Answer | Refusal['code'] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'wrong-type';
  if (item.type === 'integer' && !Number.isInteger(value)) return 'not-a-whole-number';
  if (item.range && (value < item.range.min || value > item.range.max)) return 'out-of-range';
  return { value };
}

function readChoice(item: Item, value: unknown): Answer | Refusal['code'] {
  const codes = Array.isArray(value) ? [...new Set(value)] : [value];
  if (Array.isArray(value) && item.repeats !== true) return 'wrong-type';
  if (!codes.every((code) => typeof code === 'string')) return 'wrong-type';
  const known = new Set((item.answerOption ?? []).map((option) => option.code));
  if (item.type === 'choice' && codes.some((code) => !known.has(code))) return 'not-an-option';
  return { value: item.repeats === true ? codes : (codes[0] ?? '') };
}

/** Numbers as they were said, also the impossible ones: 38.2 in a Fahrenheit field is refused, and explained. */
function rawValues(items: ReadonlyMap<string, Item>, raw: unknown): Readonly<Record<string, number>> {
  const numbers: Record<string, number> = {};
  for (const [linkId, said] of entriesOf(raw)) {
    const value = unwrap(said);
    if (items.has(linkId) && typeof value === 'number' && Number.isFinite(value)) numbers[linkId] = value;
  }
  return numbers;
}
