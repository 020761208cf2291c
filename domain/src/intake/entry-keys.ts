import type { PersonDraft } from './clean-row.ts';
import type { ListNumberScheme, ListNumbers } from './read-list-number.ts';

/** Schemes that a portal or laboratory gives out, the surest first. The list's own running number is none: offices renumber. */
export const numberSchemes = ['srf', 'icmr', 'abha', 'lab'] as const satisfies readonly ListNumberScheme[];

/** The keys of the numbers of a row, the surest first. */
export function numberKeys(numbers: ListNumbers): readonly string[] {
  return numberSchemes.flatMap((scheme) => (numbers[scheme] === undefined ? [] : [`${scheme}:${numbers[scheme]}`]));
}

/**
 * By what a row of a source's list is known again tomorrow, the surest first; never empty. Without a number it is the row as written
 * (not the folded name: another spelling is for a person to judge), and without a phone also where they live.
 */
export function entryKeys({
  listNumbers,
  name,
  phones,
  sex,
  age,
  guardian,
  address,
  ward,
  village,
}: PersonDraft): readonly string[] {
  const numbers = numberKeys(listNumbers);
  // The last one is for a number that an office copied down a column: it is another person's already.
  if (numbers.length > 0) return [...numbers, `${numbers[0]}|${name.toLowerCase()}`];
  const [phone] = phones;
  const place = phone ? [phone.e164] : [guardian, ward, village, address?.slice(0, 80)];
  return [['row', name.toLowerCase(), sex, age?.years, ...place].map((part) => part ?? '').join('|')];
}
