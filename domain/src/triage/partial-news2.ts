/**
 * NEWS2 from what can be had over the telephone. Blood pressure is never among it, so the score is always partial and must never be
 * shown as a full one. Bands: Royal College of Physicians, NEWS2, SpO2 scale 1. For adults (16 and over); SpO2 is left out for people
 * with lung disease, to whom scale 2 would apply only on a doctor's word.
 */
export const news2Source =
  'Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017: SpO2 scale 1, adults of 16 and over. Partial: by telephone, without blood pressure.';

export type Vitals = {
  readonly respiratoryRate?: number;
  readonly spo2?: number;
  readonly pulse?: number;
  readonly temperatureF?: number;
  /** False: confused or cannot be roused. */
  readonly alert?: boolean;
};

export type PartialNews2 = {
  readonly partial: true;
  readonly score: number;
  /** A single parameter scoring 3 asks for a clinician whatever the sum. */
  readonly anyThree: boolean;
  readonly parts: Readonly<Partial<Record<keyof Vitals, number>>>;
  readonly missing: readonly (keyof Vitals | 'systolic' | 'oxygenGiven')[];
};

/**
 * What a score asks for (RCP: an aggregate of 7 or more is an emergency; 5 or 6, or a single 3, an urgent review by a clinician). A partial
 * score is a lower bound, so a low one is never "all well": `not-enough`.
 */
export type News2Response = 'emergency' | 'urgent' | 'not-enough';

export function news2Response({ score, anyThree }: Pick<PartialNews2, 'score' | 'anyThree'>): News2Response {
  if (score >= 7) return 'emergency';
  return score >= 5 || anyThree ? 'urgent' : 'not-enough';
}

export function partialNews2(vitals: Vitals): PartialNews2 {
  const parts: Partial<Record<keyof Vitals, number>> = {};
  if (vitals.respiratoryRate !== undefined) parts.respiratoryRate = breathing(vitals.respiratoryRate);
  if (vitals.spo2 !== undefined) parts.spo2 = oxygen(vitals.spo2);
  if (vitals.pulse !== undefined) parts.pulse = pulse(vitals.pulse);
  if (vitals.temperatureF !== undefined) parts.temperatureF = temperature(((vitals.temperatureF - 32) * 5) / 9);
  if (vitals.alert !== undefined) parts.alert = vitals.alert ? 0 : 3;
  const all = ['respiratoryRate', 'spo2', 'pulse', 'temperatureF', 'alert'] as const;
  const scores = Object.values(parts);
  return {
    partial: true,
    score: scores.reduce((sum, points) => sum + points, 0),
    anyThree: scores.includes(3),
    parts,
    missing: [...all.filter((part) => parts[part] === undefined), 'systolic', 'oxygenGiven'],
  };
}

function breathing(rate: number): number {
  if (rate <= 8 || rate >= 25) return 3;
  if (rate >= 21) return 2;
  return rate <= 11 ? 1 : 0;
}

function oxygen(spo2: number): number {
  if (spo2 <= 91) return 3;
  if (spo2 <= 93) return 2;
  return spo2 <= 95 ? 1 : 0;
}

function pulse(rate: number): number {
  if (rate <= 40 || rate >= 131) return 3;
  if (rate >= 111) return 2;
  return rate <= 50 || rate >= 91 ? 1 : 0;
}

/** Degrees Celsius to one decimal, as the bands are written. */
function temperature(celsius: number): number {
  const rounded = Math.round(celsius * 10) / 10;
  if (rounded <= 35) return 3;
  if (rounded >= 39.1) return 2;
  return rounded <= 36 || rounded >= 38.1 ? 1 : 0;
}
