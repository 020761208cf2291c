import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import type { Item, Questionnaire } from '@kshem/domain/questionnaire/questionnaire.ts';
import { itemWithCode, loinc, type Suspicion, suspectValues } from '@kshem/domain/questionnaire/suspect-values.ts';
import type { Said } from './said.ts';

export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' }
  /** Values by linkId: one, or oxygen and pulse typed together. */
  | { readonly kind: 'values'; readonly values: Readonly<Record<string, number>> };

/**
 * A number as it is typed: Latin or Devanagari digits, point or comma. Oxygen and pulse may be typed at once, as they stand on the device:
 * `98/72`.
 */
export function readTyped(questionnaire: Questionnaire, item: Item, text: string): Typed {
  const plain = text
    .trim()
    .replace(/[०-९]/g, (digit) => String('०१२३४५६७८९'.indexOf(digit)))
    .replace(',', '.');
  if (plain === '') return { kind: 'nothing' };
  if (/^\d+(\.\d+)?$/.test(plain)) return { kind: 'values', values: { [item.linkId]: Number(plain) } };
  const pair = /^(\d{2,3})\s*[/\s-]\s*(\d{2,3})$/.exec(plain);
  const items = allItems(questionnaire);
  const [oxygen, pulse] = [itemWithCode(items, loinc.oxygen), itemWithCode(items, loinc.pulse)];
  if (!pair || !oxygen || !pulse || oxygen.linkId !== item.linkId) return { kind: 'unreadable' };
  return { kind: 'values', values: { [oxygen.linkId]: Number(pair[1]), [pulse.linkId]: Number(pair[2]) } };
}

export type Doubt = Suspicion & {
  /** As it was said; null: it cannot be, and must be said again. */
  readonly keep: string | null;
};

/** What is odd about values just typed and was not confirmed yet, together with the numbers taken before. */
export function doubtAbout(
  questionnaire: Questionnaire,
  said: Pick<Said, 'answers' | 'confirmed'>,
  values: Readonly<Record<string, number>>,
): Doubt | null {
  const numbers = { ...numbersIn(said.answers), ...values };
  const items = allItems(questionnaire);
  for (const suspicion of suspectValues(questionnaire, numbers)) {
    if (!suspicion.linkIds.some((linkId) => linkId in values)) continue;
    const key = keyOf(suspicion, numbers);
    const possible = suspicion.linkIds.every((linkId) => isPossible(items, linkId, numbers[linkId]));
    if (!said.confirmed.includes(key)) return { ...suspicion, keep: possible ? key : null };
  }
  return null;
}

/** Whether a whole number was typed where one is asked for. */
export function isWhole({ type }: Item, value: number): boolean {
  return type !== 'integer' || Number.isInteger(value);
}

function numbersIn(answers: Said['answers']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([linkId, answer]) =>
      'value' in answer && typeof answer.value === 'number' ? [[linkId, answer.value]] : [],
    ),
  );
}

function keyOf({ code, linkIds }: Suspicion, numbers: Readonly<Record<string, number>>): string {
  return [code, ...linkIds.map((linkId) => `${linkId}=${numbers[linkId]}`)].join(' ');
}

function isPossible(items: readonly Item[], linkId: string, value: number | undefined): boolean {
  const range = items.find((item) => item.linkId === linkId)?.range;
  return value !== undefined && (!range || (value >= range.min && value <= range.max));
}
