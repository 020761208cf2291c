import type { Text } from '../text.ts';
import { allows, type Role } from './roles.ts';

/**
 * How an account sees telephone numbers. Callers are volunteers, often on their own phones: they see the end of a number and the whole of
 * it for a written reason only. `hidden`: never.
 */
export function numberSight(held: readonly Role[]): 'clear' | 'with-reason' | 'hidden' {
  const others = held.filter((role) => role !== 'caller');
  if (allows(others, 'person.number.reveal')) return 'clear';
  return allows(held, 'person.number.reveal') ? 'with-reason' : 'hidden';
}

/** Why a whole number is looked at. Codes, because the trail holds no free text. */
export const revealReasons = {
  'dial-by-hand': { en: 'The desk’s telephone fails: dialled by hand', hi: 'डेस्क का फ़ोन नहीं लगा: हाथ से मिलाना है' },
  'check-with-person': { en: 'Read back to the person to check it', hi: 'व्यक्ति से नंबर मिलाकर देखना है' },
  'person-called-in': { en: 'The person rang the desk', hi: 'व्यक्ति ने खुद फ़ोन किया' },
  'give-to-field': { en: 'Given to a field worker', hi: 'मैदानी कार्यकर्ता को देना है' },
} as const satisfies Readonly<Record<string, Text>>;
export type RevealReason = keyof typeof revealReasons;
