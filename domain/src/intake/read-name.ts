export type NameReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly name: string; readonly guardian: string | null }
  | { readonly kind: 'refused'; readonly code: 'name.not-a-name' | 'name.too-long' };

const LONGEST_NAME = 120;
const PHONE_BESIDE = /\(?\+?\d[\d-]{7,14}\)?/g;
const RELATION =
  /[\s,(]+(?:[sdwc]\s?[/.]\s?o\b\.?|son of|daughter of|wife of|care of|पुत्री|पुत्र|पत्नी|पिता|पति|वल्द|आत्मज|आत्मजा)[\s:.-]+(?:श्री\s+)?/iu;

/**
 * Reads a name, and the relative written after it ("Ramesh Sahu S/O Mohan", "सुनीता पति रमेश"). A leading list number
 * ("12. Ramesh") and a phone number beside the name are dropped. Expects tidied text.
 */
export function readName(text: string): NameReading {
  if (text === '') return { kind: 'absent' };
  const unnumbered = text
    .replace(/^\d{1,6}\s?[.)\-:]\s?(?=\p{L})/u, '')
    .replace(PHONE_BESIDE, ' ')
    .replace(/^[\s.,;:*+=@'"-]+|[\s,;:*'"-]+$/g, '');
  const relation = RELATION.exec(unnumbered);
  const name = (relation && relation.index > 1 ? unnumbered.slice(0, relation.index) : unnumbered).trim();
  const guardian =
    relation && relation.index > 1 ? unnumbered.slice(relation.index + relation[0].length).replace(/[)\s]+$/, '') : '';
  if (name.length > LONGEST_NAME) return { kind: 'refused', code: 'name.too-long' };
  if (!isName(name)) return { kind: 'refused', code: 'name.not-a-name' };
  return { kind: 'read', name, guardian: /\p{L}/u.test(guardian) ? guardian.slice(0, LONGEST_NAME) : null };
}

// A name has letters, more of them than digits, and is no call of a function.
function isName(name: string): boolean {
  if (/^[A-Za-z .]+$/.test(name)) return /[A-Za-z]/.test(name);
  const letters = name.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const digits = name.match(/\d/g)?.length ?? 0;
  return letters > 0 && digits <= letters && !/^\p{L}+\(.*\)$/u.test(name) && !/https?:|www\.|@\w+\./i.test(name);
}
