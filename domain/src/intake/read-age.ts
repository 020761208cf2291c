import { readDate } from './read-date.ts';

export type AgeDoubt = 'age.range' | 'age.from-birth-year' | 'age.became-date';

/** years: whole for adults, in twelfths for months (0.67 = 8 months). low and high differ only for a written range. */
export type Age = { readonly years: number; readonly low: number; readonly high: number };

export type AgeReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly age: Age; readonly doubt: AgeDoubt | null }
  | { readonly kind: 'refused'; readonly code: 'age.unreadable' | 'age.impossible' | 'age.became-date' };

export type AgeContext = {
  /** Local date, "yyyy-mm-dd": ages are worked out from dates of birth as of this day. */
  readonly today: string;
  /** Text of a separate unit column ("Months", "माह"), when the list has one. */
  readonly unit?: string | undefined;
};

const OLDEST = 120;

/**
 * Reads an age: "35", "35 Y", "35 वर्ष", "8 months", "1 Y 6 M", "10 days", "28-35", "0.4", "60+", a birth year or a date
 * of birth. Expects tidied text with digits 0–9.
 */
export function readAge(text: string, context: AgeContext): AgeReading {
  if (text === '') return { kind: 'absent' };
  if (/^\d{1,3}(?:\.\d+)?$/.test(text)) return measured([[Number(text), unitOf(context.unit ?? '') ?? 'year']], null);
  if (/^(?:19|20)\d\d$/.test(text)) return fromYear(Number(text), context);
  if (/\d\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d/.test(text)) return fromBirthDate(text, context);
  const range = /^(\d{1,3})\s?(?:-|–|to|से)\s?(\d{1,3})\s?(\D*)$/iu.exec(text);
  if (range) return fromRange(Number(range[1]), Number(range[2]), unitOf(range[3] ?? '') ?? 'year');
  const parts = [...text.matchAll(PART)];
  if (parts.length > 0 && text.replace(PART, '').replace(FILLER, '') === '') return fromParts(parts, context);
  return fromBirthDate(text, context);
}

type Unit = 'year' | 'month' | 'week' | 'day';

const PART = /(\d{1,3}(?:\.\d+)?)\s*(\p{L}[\p{L}\p{M}]*)?\.?/gu;
const FILLER = /age|about|approx|above|लगभग|उम्र|आयु|and|व|[\s+~><=,.()/-]/giu;
const PER_YEAR: Readonly<Record<Unit, number>> = { year: 1, month: 12, week: 52.18, day: 365.25 };

function unitOf(word: string): Unit | null {
  const unit = word.trim().toLowerCase();
  if (/^(?:y|yr|yrs|ys|year|years|वर्ष|वर्षीय|साल|बरस|व)\.?$/u.test(unit)) return 'year';
  if (/^(?:m|mo|mon|mth|mths|mnth|month|months|माह|महीना|महीने|मास)\.?$/u.test(unit)) return 'month';
  if (/^(?:w|wk|wks|week|weeks|सप्ताह|हफ्ते|हफ़्ते)\.?$/u.test(unit)) return 'week';
  return /^(?:d|day|days|दिन|दिवस)\.?$/u.test(unit) ? 'day' : null;
}

function fromParts(parts: readonly RegExpMatchArray[], context: AgeContext): AgeReading {
  const amounts: [number, Unit][] = [];
  for (const [, amount = '', word] of parts) {
    const unit = unitOf(word ?? context.unit ?? 'y');
    if (unit === null) return { kind: 'refused', code: 'age.unreadable' };
    amounts.push([Number(amount), unit]);
  }
  const units = new Set(amounts.map(([, unit]) => unit));
  return units.size === amounts.length ? measured(amounts, null) : { kind: 'refused', code: 'age.unreadable' };
}

function measured(amounts: readonly (readonly [number, Unit])[], doubt: AgeDoubt | null): AgeReading {
  const years = amounts.reduce((sum, [amount, unit]) => sum + amount / PER_YEAR[unit], 0);
  if (years > OLDEST) return { kind: 'refused', code: 'age.impossible' };
  const rounded = Math.round(years * 100) / 100;
  return { kind: 'read', age: { years: rounded, low: rounded, high: rounded }, doubt };
}

function fromRange(low: number, high: number, unit: Unit): AgeReading {
  if (low > high || high / PER_YEAR[unit] > OLDEST) return { kind: 'refused', code: 'age.impossible' };
  const inYears = (amount: number) => Math.round((amount / PER_YEAR[unit]) * 100) / 100;
  const middle = unit === 'year' ? Math.floor((low + high) / 2) : (low + high) / 2;
  return { kind: 'read', age: { years: inYears(middle), low: inYears(low), high: inYears(high) }, doubt: 'age.range' };
}

function fromYear(year: number, context: AgeContext): AgeReading {
  const years = Number(context.today.slice(0, 4)) - year;
  if (years < 0) return { kind: 'refused', code: 'age.impossible' };
  return measured([[years, 'year']], 'age.from-birth-year');
}

// Excel turns "8-12" into 8 December of this year: a birth date within the last year is far more often that than a baby.
function fromBirthDate(text: string, context: AgeContext): AgeReading {
  const reading = readDate(text, { today: context.today, birth: true });
  if (reading.kind === 'refused')
    return { kind: 'refused', code: reading.code === 'date.future' ? 'age.became-date' : 'age.unreadable' };
  if (reading.kind === 'absent') return reading;
  const years = yearsBetween(reading.date, context.today);
  if (years < 1) return { kind: 'refused', code: 'age.became-date' };
  return measured([[years, 'year']], 'age.from-birth-year');
}

/** Completed years from one local date to another, both "yyyy-mm-dd"; children under two in twelfths. */
export function yearsBetween(born: string, today: string): number {
  const [bornYear = 0, bornMonth = 0, bornDay = 0] = born.split('-').map(Number);
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const months = (year - bornYear) * 12 + month - bornMonth - (day < bornDay ? 1 : 0);
  return months < 24 ? Math.round((months / 12) * 100) / 100 : Math.floor(months / 12);
}
