import { nameKey } from '../name/name-key.ts';
import { cleanCell } from './clean-cell.ts';

/**
 * Key of a ward or village as lists write it, for matching areas and rows: "Ward 12", "वार्ड क्र. 012" and "12" are "12";
 * "Ward 12 - Shanti Nagar" is "12" too; a name gives its folded name. '' when nothing is written.
 */
export function wardKey(raw: string): string {
  const { text } = cleanCell(raw);
  const number = /\d{1,4}/.exec(text)?.[0];
  if (number !== undefined && (WARD.test(text) || /^[\d\s.()-]+$/.test(text))) return String(Number(number));
  const name = nameKey(text.replace(/^(?:village|vill|gram|ग्राम|गांव|गाँव|मोहल्ला)\.?\s+/iu, '')).key;
  return number === undefined ? name : `${name} ${Number(number)}`.trim();
}

const WARD = /ward|वार्ड|वॉर्ड|zone|जोन/iu;
