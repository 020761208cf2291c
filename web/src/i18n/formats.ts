import type { Language } from './start-languages.ts';

export type Formats = {
  /** 1,23,456: Indian grouping in both languages, Latin digits as on every handset. */
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  /** 23 May 2021 */
  readonly date: (value: Date | string) => string;
  /** 14:05 */
  readonly time: (value: Date) => string;
  /** 23 May, 14:05 */
  readonly dateTime: (value: Date) => string;
  /** “5 minutes ago”, “in 2 hours” */
  readonly fromNow: (value: Date, now: Date) => string;
};

/** The district's own zone; every date on a screen is of it, wherever the browser stands. */
let zone = 'Asia/Kolkata';
export function showZone(timeZone: string): void {
  if (timeZone === zone) return;
  zone = timeZone;
  made.clear();
}

const made = new Map<Language, Formats>();

export function formatsOf(language: Language): Formats {
  const known = made.get(language) ?? make(language);
  made.set(language, known);
  return known;
}

function make(language: Language): Formats {
  const locale = `${language}-IN-u-nu-latn`;
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    ...{ timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  // A date without a time is noon in UTC here: the same day in every zone of the world but the outermost.
  const instantOf = (value: Date | string) => (typeof value === 'string' ? new Date(`${value}T12:00:00Z`) : value);
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    date: (value) => date.format(instantOf(value)),
    time: (value) => time.format(value),
    dateTime: (value) => dateTime.format(value),
    fromNow: (value, now) => relativeText(relative, (value.getTime() - now.getTime()) / 1000),
  };
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

function relativeText(relative: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, size] of steps) if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  return relative.format(0, 'minute');
}
