/**
 * The course of a virtual person's health, and how they are on one of its days. For demonstration and test only: shaped to look
 * believable and to set off every rule now and then, not taken from patients.
 */
import type { Random } from './random.ts';

export const symptoms = [
  'fever',
  'cough',
  'cold',
  'throat-pain',
  'body-pain',
  'headache',
  'tiredness',
  'severe-tiredness',
  'taste-loss',
  'loose-motions',
  'vomiting',
  'breathless',
  'chest-pain',
  'confusion',
  'stroke-like',
  'blue-lips',
  'dizziness',
  'fainting',
  'cramps',
  'hot-dry-skin',
  'little-urine',
] as const;
export type Symptom = (typeof symptoms)[number];

/** Days count as the programme counts them: 0 is the day of onset, or of enrolment where nobody is ill yet. Both ends included. */
export type Days = { readonly from: number; readonly to: number };

export type IllnessCourse = {
  /** On a good day: SpO2 in %, pulse per minute, temperature in °F. */
  readonly baseline: { readonly spo2: number; readonly pulse: number; readonly temperatureF: number };
  readonly symptoms: readonly (Days & { readonly symptom: Symptom })[];
  readonly fever: (Days & { readonly temperatureF: number }) | null;
  /** SpO2 falls by this many points, half of it on the first day of the dip. */
  readonly dip: (Days & { readonly points: number }) | null;
  readonly hospitalFromDay: number | null;
  readonly diesOnDay: number | null;
  readonly hasOximeter: boolean;
  readonly hasThermometer: boolean;
};

export type Body = {
  readonly spo2: number;
  readonly pulse: number;
  readonly temperatureF: number;
  /** Breaths a minute. */
  readonly breaths: number;
  readonly symptoms: ReadonlySet<Symptom>;
  readonly trend: 'better' | 'same' | 'worse';
  /** Cannot do what they could while well. */
  readonly lessAble: boolean;
};

/** How they are on a day. `random` only jitters the readings: a day asked twice with equal streams gives equal readings. */
export function bodyOnDay(course: IllnessCourse, day: number, random: Random): Body {
  const fall = fallOn(course, day);
  const feverish = course.fever !== null && isDuring(course.fever, day);
  const temperatureF = (feverish ? (course.fever?.temperatureF ?? 0) : course.baseline.temperatureF) + random.normal(0, 0.3);
  return {
    spo2: clamp(Math.round(course.baseline.spo2 - fall + random.normal(0, 0.6)), 70, 100),
    pulse: clamp(Math.round(course.baseline.pulse + (feverish ? 14 : 0) + 3 * fall + random.normal(0, 5)), 45, 160),
    temperatureF: clamp(Math.round(temperatureF * 10) / 10, 95, 106),
    breaths: clamp(Math.round(16 + 1.5 * fall + random.normal(0, 1)), 10, 45),
    symptoms: symptomsOn(course, day),
    trend: trendOn(course, day),
    lessAble: fall > 0,
  };
}

function symptomsOn(course: IllnessCourse, day: number): ReadonlySet<Symptom> {
  const now = new Set(course.symptoms.filter((spell) => isDuring(spell, day)).map((spell) => spell.symptom));
  if (course.fever !== null && isDuring(course.fever, day)) now.add('fever');
  return now;
}

function fallOn({ dip }: IllnessCourse, day: number): number {
  if (dip === null || !isDuring(dip, day)) return 0;
  return day === dip.from ? dip.points / 2 : dip.points;
}

function trendOn(course: IllnessCourse, day: number): Body['trend'] {
  const burdenOn = (on: number) => symptomsOn(course, on).size + 2 * fallOn(course, on);
  const change = burdenOn(day) - burdenOn(day - 1);
  return change > 0 ? 'worse' : change < 0 ? 'better' : 'same';
}

function isDuring(days: Days, day: number): boolean {
  return days.from <= day && day <= days.to;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
