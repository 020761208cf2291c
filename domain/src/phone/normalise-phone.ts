import { cleanCell } from '../intake/clean-cell.ts';

export type PhoneKind = 'mobile' | 'landline' | 'unknown';

export type PhoneWarning =
  | 'was-scientific' // 9.826100123E+09 with every digit present
  | 'letter-for-digit' // 98261OOOOO
  | 'joined-numbers' // two mobiles written without a space
  | 'std-added' // a local number, completed with the district's STD code
  | 'extension-dropped'
  | 'foreign';

export type PhoneProblem =
  | 'precision-lost' // 9.8261E+09: the last digits are gone from the file
  | 'dummy' // 9999999999, 1234567890
  | 'too-short'
  | 'too-long'
  | 'std-missing' // a local landline and no STD code to complete it
  | 'not-a-number' // words only
  | 'invalid'; // the right length, but no such number

export type Phone = {
  readonly e164: string;
  readonly kind: PhoneKind;
  readonly warnings: readonly PhoneWarning[];
  /** Words beside the number, such as "son" or "पिता": who the phone belongs to. Null when there were none. */
  readonly note: string | null;
};

export type PhoneReading = { readonly phones: readonly Phone[]; readonly problems: readonly PhoneProblem[] };

/** Kind of a well-formed number, or null when the numbering plan has no such number. Called for all but plain mobiles. */
export type CheckPhone = (e164: string) => PhoneKind | null;

export type PhoneOptions = {
  readonly checkPhone: CheckPhone;
  /** STD code of the district without its leading 0 ("788"), used to complete local landlines. */
  readonly stdCode?: string | undefined;
};

const NO_PHONE: PhoneReading = { phones: [], problems: [] };

/**
 * Reads every number in one cell of a list. A blank cell gives neither phones nor problems. Numbers come back once
 * each, in the order written. Plain Indian mobiles ([6-9] and nine digits) pass by our own rule, because new series are
 * allotted before any library knows them; everything else is asked of `checkPhone`.
 */
export function normalisePhone(cell: string, options: PhoneOptions): PhoneReading {
  if (cell.length === 10 && isMobile(cell)) return isDummy(cell) ? { phones: [], problems: ['dummy'] } : one(mobile(cell));
  const { text } = cleanCell(cell);
  if (text === '') return NO_PHONE;
  const phones = new Map<string, Phone>();
  const problems = new Set<PhoneProblem>();
  for (const piece of splitNumbers(text)) {
    for (const read of readPiece(piece, options)) {
      if (typeof read === 'string') problems.add(read);
      else if (!phones.has(read.e164)) phones.set(read.e164, read);
    }
  }
  return { phones: [...phones.values()], problems: [...problems] };
}

type Read = Phone | PhoneProblem;

const SEPARATOR = /[/,;|&\n\\]+|\s(?:or|and|या|और|तथा|एवं|व)\s/giu;

function splitNumbers(text: string): string[] {
  const pieces = text.split(SEPARATOR).map((piece) => piece.trim());
  const kept = pieces.filter((piece) => /\d/.test(piece));
  return kept.length > 0 ? kept : [text];
}

function readPiece(piece: string, options: PhoneOptions): Read[] {
  const scientific = readScientific(piece);
  if (scientific)
    return [
      scientific.digits === null ? 'precision-lost' : withWarning(readDigits(scientific.digits, options), 'was-scientific'),
    ];
  const { body, note, warnings } = takeWordsOff(piece.replace(/\.0+$/, ''));
  if (!/\d/.test(body)) return ['not-a-number'];
  const reads = readBody(body, options);
  return reads.map((read) => warnings.reduce<Read>(withWarning, withNote(read, note)));
}

// Excel shows 9826100123 as 9.8261E+09 in a narrow column and saves what it shows. Only when the mantissa holds every
// digit can the number be had back; filling in zeros would ring a stranger about someone's illness.
function readScientific(piece: string): { digits: string | null } | null {
  const match = /^\+?(\d)(?:[.,](\d+))?\s?e\s?\+?(\d{1,2})$/i.exec(piece);
  if (!match) return null;
  const digits = `${match[1] ?? ''}${match[2] ?? ''}`;
  return { digits: digits.length === Number(match[3]) + 1 ? digits : null };
}

const EXTENSION = /(?:\bext?n?\b|\bextension\b|एक्स(?:टेंशन)?)\.?\s*:?\s*\d{1,5}\s*$/iu;
const DIGIT_LOOKALIKE = /[oOlI]/g;

function takeWordsOff(piece: string): { body: string; note: string | null; warnings: PhoneWarning[] } {
  const warnings: PhoneWarning[] = [];
  let text = piece;
  if (EXTENSION.test(text)) {
    text = text.replace(EXTENSION, '').trim();
    warnings.push('extension-dropped');
  }
  if (/^[+\doOlI\s-]{10,15}$/.test(text) && /[oOlI]/.test(text) && (text.match(/\d/g) ?? []).length >= 5) {
    text = text.replace(DIGIT_LOOKALIKE, (letter) => (letter === 'o' || letter === 'O' ? '0' : '1'));
    warnings.push('letter-for-digit');
  }
  const note = text
    .replace(/[^\p{L}\p{M}\s]+/gu, ' ')
    .replace(LABEL, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const body = text.replace(/[^\d+()\s-]+/g, ' ').trim();
  return { body, note: note === '' ? null : note, warnings };
}

const LABEL =
  /(?<![\p{L}\p{M}])(?:mobile|mob|mo|m|phone|ph|tel|telephone|cell|contact|no|number|whatsapp|मोबाइल|मोबाईल|मो|फोन|फ़ोन|नंबर|नं|सं|संपर्क)(?![\p{L}\p{M}])/giu;

function readBody(body: string, options: PhoneOptions): Read[] {
  const whole = readDigits(body, options);
  if (typeof whole !== 'string' || whole === 'dummy') return [whole];
  return readSpaced(body, options) ?? readJoined(body.replace(/\D/g, '')) ?? [whole];
}

function readJoined(digits: string): Phone[] | null {
  if (digits.length !== 20) return null;
  const halves = [digits.slice(0, 10), digits.slice(10)];
  if (!halves.every((half) => isMobile(half) && !isDummy(half))) return null;
  return halves.map((half) => ({ ...mobile(half), warnings: ['joined-numbers'] }));
}

// "98261 00001 98261 00002": words are added up until they make a number.
function readSpaced(body: string, options: PhoneOptions): Read[] | null {
  const found: Read[] = [];
  let pending = '';
  for (const word of body.split(/\s+/)) {
    pending = pending === '' ? word : `${pending} ${word}`;
    const read = readDigits(pending, options);
    if (typeof read === 'string' && read !== 'dummy') continue;
    found.push(read);
    pending = '';
  }
  return found.length > 0 && pending === '' ? found : null;
}

/** One number: digits with an optional +, spaces, hyphens and brackets. */
function readDigits(body: string, options: PhoneOptions): Read {
  const digits = body.replace(/\D/g, '');
  if (/^\s*\+(?!\s*0)/.test(body) && !digits.startsWith('91')) return foreign(digits, options);
  const std = stdLandline(body, options);
  if (std) return std;
  const national = nationalNumber(digits);
  if (isDummy(national)) return 'dummy';
  if (national.length === 10) return tenDigits(national, digits.length === 11 && digits.startsWith('0'), options);
  if (national.length > 10) return 'too-long';
  return local(national, options);
}

// 0091, 091, 91 and 0 are written before mobiles; 91 only counts when ten digits follow it.
function nationalNumber(digits: string): string {
  const trimmed = digits.replace(/^0+/, '');
  if (trimmed.length === 12 && trimmed.startsWith('91')) return trimmed.slice(2);
  if (trimmed.length === 13 && trimmed.startsWith('910')) return trimmed.slice(3);
  return trimmed === '' ? digits : trimmed;
}

/** "0788-2223344", "(0788) 2223344": a 0, an STD code, a break, the subscriber's number; ten digits without the 0. */
function stdLandline(body: string, options: PhoneOptions): Phone | null {
  const match = /^\s*(?:\+?91[\s-]*)?\(?(0?)(\d{2,4})\)?(?:\s+|\s*-\s*|(?<=\))\s*)(\d[\d\s-]{5,9})$/.exec(body);
  if (!match) return null;
  const [, zero = '', std = '', rest = ''] = match;
  const subscriber = rest.replace(/\D/g, '');
  if (std.length + subscriber.length !== 10 || isDummy(std + subscriber)) return null;
  const e164 = `+91${std}${subscriber}`;
  const kind = options.checkPhone(e164);
  // With its 0 and a break after the STD code the office means a landline, even where mobiles share the prefix.
  const meant = kind === 'landline' || (kind !== null && zero === '0' && /^[2-6]/.test(subscriber));
  return meant ? { e164, kind: 'landline', warnings: [], note: null } : null;
}

function tenDigits(national: string, hadTrunkZero: boolean, options: PhoneOptions): Read {
  const e164 = `+91${national}`;
  if (isMobile(national) && !hadTrunkZero) return mobile(national);
  const kind = options.checkPhone(e164);
  if (kind !== null) return { e164, kind, warnings: [], note: null };
  return isMobile(national) ? mobile(national) : 'invalid';
}

function local(national: string, options: PhoneOptions): Read {
  if (national.length < 6 || !/^[2-6]/.test(national)) return 'too-short';
  if (options.stdCode === undefined) return 'std-missing';
  const whole = `${options.stdCode}${national}`;
  const kind = whole.length === 10 ? options.checkPhone(`+91${whole}`) : null;
  return kind === null ? 'too-short' : { e164: `+91${whole}`, kind: 'landline', warnings: ['std-added'], note: null };
}

function foreign(digits: string, options: PhoneOptions): Read {
  if (digits.length < 8) return 'too-short';
  if (digits.length > 15) return 'too-long';
  const kind = options.checkPhone(`+${digits}`);
  return kind === null ? 'invalid' : { e164: `+${digits}`, kind, warnings: ['foreign'], note: null };
}

function isMobile(digits: string): boolean {
  return /^[6-9]\d{9}$/.test(digits);
}

const RUNS = ['0123456789', '1234567890', '9876543210', '0987654321'];

/** Ten digits nobody answers: all alike, nine alike at the end, or the keyboard's own order. */
function isDummy(digits: string): boolean {
  return digits.length >= 6 && (/^(\d)\1*$/.test(digits) || /^\d(\d)\1{8}$/.test(digits) || RUNS.includes(digits));
}

function mobile(national: string): Phone {
  return { e164: `+91${national}`, kind: 'mobile', warnings: [], note: null };
}

function one(phone: Phone): PhoneReading {
  return { phones: [phone], problems: [] };
}

function withWarning(read: Read, warning: PhoneWarning): Read {
  return typeof read === 'string' ? read : { ...read, warnings: [...read.warnings, warning] };
}

function withNote(read: Read, note: string | null): Read {
  return typeof read === 'string' || note === null ? read : { ...read, note };
}
