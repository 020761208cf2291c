export type DateProblem = 'date.month-first' | 'date.future' | 'date.unreadable' | 'date.impossible' | 'date.long-ago';

/** absent: nothing written. read: a local date "yyyy-mm-dd", with `doubt` when it is believable but odd. */
export type DateReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly date: string; readonly doubt: DateProblem | null }
  | { readonly kind: 'refused'; readonly code: DateProblem };

export type DateContext = {
  /** Local date in the programme's zone, "yyyy-mm-dd". */
  readonly today: string;
  /** The workbook counts days from 1904 (old Excel for Mac) instead of 1900. */
  readonly epoch1904?: boolean | undefined;
  /** The column holds a date that can only be month first (04/13/2026), so 04/05/2026 beside it is not believed either. */
  readonly columnMonthFirst?: boolean | undefined;
  /** Dates of birth reach back 120 years; dates of tests three. */
  readonly birth?: boolean | undefined;
};

const ABSENT: DateReading = { kind: 'absent' };

/**
 * Reads a date as Indian offices write it: day first, or ISO, or a month in words, or Excel's day number. The order of
 * day and month is never guessed: 04/13/2026 is refused. Expects tidied text (cleanCell), digits as 0–9.
 */
export function readDate(text: string, context: DateContext): DateReading {
  if (text === '') return ABSENT;
  const numeric = /^(\d{1,4})\s?[/.\-\s]\s?(\d{1,2})\s?[/.\-\s]\s?(\d{1,4})(?:[,T\s].*)?$/.exec(text);
  if (numeric) return fromNumbers(numeric[1] ?? '', Number(numeric[2]), numeric[3] ?? '', context);
  if (/^\d+(?:\.\d+)?$/.test(text)) return fromDigits(text, context);
  return fromWords(text, context);
}

function fromNumbers(first: string, middle: number, last: string, context: DateContext): DateReading {
  if (first.length === 4) return settle(Number(first), middle, Number(last), context);
  if (first.length === 3 || last.length === 3 || last.length === 1) return { kind: 'refused', code: 'date.unreadable' };
  const day = Number(first);
  if (middle > 12 && middle <= 31 && day <= 12) return { kind: 'refused', code: 'date.month-first' };
  if (context.columnMonthFirst && day <= 12 && day !== middle) return { kind: 'refused', code: 'date.month-first' };
  return settle(fullYear(last, context), middle, day, context);
}

// 20260413 and 13042026 are written by portals; 45231 and 45231.5 are Excel's day numbers shown bare.
function fromDigits(text: string, context: DateContext): DateReading {
  if (text.length === 8 && !text.includes('.')) return fromEightDigits(text, context);
  const serial = Number(text);
  if (serial < 1 || serial > 110_000 || (!context.birth && serial < 20_000)) return { kind: 'refused', code: 'date.unreadable' };
  const [year = 0, month = 0, day = 0] = fromSerial(serial, context.epoch1904 === true)
    .split('-')
    .map(Number);
  return settle(year, month, day, context);
}

// Only one order can fit: read the other way, a year of this age would give a month of 19 or 20.
function fromEightDigits(text: string, context: DateContext): DateReading {
  const century = text.slice(0, 2);
  const month = Number(text.slice(4, 6));
  if ((century === '19' || century === '20') && month <= 12)
    return settle(Number(text.slice(0, 4)), month, Number(text.slice(6)), context);
  return settle(Number(text.slice(4)), Number(text.slice(2, 4)), Number(text.slice(0, 2)), context);
}

function fromWords(text: string, context: DateContext): DateReading {
  const parts = text.toLowerCase().match(/\d+|[\p{L}\p{M}]+/gu) ?? [];
  const month = parts.map(monthNumber).find((found) => found !== null) ?? null;
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  const [a = '', b = ''] = numbers;
  if (month === null || numbers.length < 2) return { kind: 'refused', code: 'date.unreadable' };
  return a.length === 4 ? settle(Number(a), month, Number(b), context) : settle(fullYear(b, context), month, Number(a), context);
}

/** Excel's day number as "yyyy-mm-dd". Excel believes 1900 was a leap year, so days before 1 March 1900 are one off. */
export function fromSerial(serial: number, epoch1904: boolean): string {
  const days = Math.floor(serial);
  const shift = epoch1904 ? 24_107 : days < 60 ? 25_568 : 25_569;
  return new Date((days - shift) * 86_400_000).toISOString().slice(0, 10);
}

function fullYear(written: string, context: DateContext): number {
  const year = Number(written);
  if (written.length === 4) return year;
  const century = Number(context.today.slice(0, 2)) * 100;
  const thisYear = Number(context.today.slice(2, 4));
  return context.birth && year > thisYear ? century - 100 + year : century + year;
}

function settle(year: number, month: number, day: number, context: DateContext): DateReading {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return { kind: 'refused', code: 'date.impossible' };
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (date > context.today) return { kind: 'refused', code: 'date.future' };
  const age = Number(context.today.slice(0, 4)) - year;
  if (age > 120) return { kind: 'refused', code: 'date.impossible' };
  return { kind: 'read', date, doubt: !context.birth && age > 3 ? 'date.long-ago' : null };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const MONTHS: readonly RegExp[] = [
  /^(jan(uary)?|जन(वरी)?)$/u,
  /^(feb(ruary)?|फ़?र?वरी|फरवरी|फ़रवरी|फर|फ़र)$/u,
  /^(mar(ch)?|मार्च)$/u,
  /^(apr(il)?|अप्रैल|अप्रेल|अप्रै)$/u,
  /^(may|मई)$/u,
  /^(june?|जून)$/u,
  /^(july?|जुलाई|जुला)$/u,
  /^(aug(ust)?|अगस्त|अग)$/u,
  /^(sept?(ember)?|सितंबर|सितम्बर|सितं)$/u,
  /^(oct(ober)?|अक्टूबर|अक्तूबर|अक्टू)$/u,
  /^(nov(ember)?|नवंबर|नवम्बर|नवं)$/u,
  /^(dec(ember)?|दिसंबर|दिसम्बर|दिसं)$/u,
];

function monthNumber(word: string): number | null {
  const at = MONTHS.findIndex((name) => name.test(word));
  return at < 0 ? null : at + 1;
}
