/** Numbers that portals and laboratories give a person or a test, by scheme. Absent means the list has none. */
export type ListNumbers = Readonly<Partial<Record<ListNumberScheme, string>>>;

export type ListNumberScheme = 'srf' | 'icmr' | 'abha' | 'lab' | 'list';

export type ListNumberReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly number: string }
  | { readonly kind: 'damaged' };

/**
 * Reads an SRF, ICMR, ABHA, laboratory or case number: upper case, no spaces or hyphens, so that "22-1234 5678" and
 * "2212345678" are one. 2.27E+12 is damaged. Expects tidied text.
 */
export function readListNumber(text: string): ListNumberReading {
  if (text === '') return { kind: 'absent' };
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(text)) return { kind: 'damaged' };
  const number = text
    .replace(/\.0+$/, '')
    .replace(/[\s-]+/g, '')
    .toUpperCase();
  return /[\p{L}\p{N}]/u.test(number) && number.length <= 40 ? { kind: 'read', number } : { kind: 'absent' };
}
