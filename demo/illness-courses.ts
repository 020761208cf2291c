/**
 * How illness runs in the demonstration. Shares are chosen so that every desk has something to do: most people are hardly ill, a few
 * worsen in the second week, one in some hundreds dies. They describe no real epidemic.
 */
import type { IllnessCourse, Symptom } from '../server/src/telephony/simulated/illness.ts';
import type { Random } from '../server/src/telephony/simulated/random.ts';

export type Risk = { readonly ageYears: number; readonly conditions: readonly string[]; readonly usualSpo2: number | null };

/** COVID-19 at home; days count from onset. */
export function drawCovidCourse(risk: Risk, random: Random): IllnessCourse {
  const frail = risk.ageYears >= 60 || risk.conditions.length > 0;
  const calm = calmCourse(risk, random);
  const kind = random.weighted(frail ? [18, 63, 5, 8, 5, 1] : [30, 63.2, 3, 3, 0.7, 0.1]);
  if (kind === 0) return calm;
  const onset = random.whole(0, 2);
  const mild: IllnessCourse = {
    ...calm,
    symptoms: spells(
      random,
      ['cough', 'cold', 'throat-pain', 'body-pain', 'headache', 'tiredness', 'taste-loss', 'loose-motions'],
      onset,
    ),
    fever: random.chance(0.7) ? { from: onset, to: onset + random.whole(0, 2), temperatureF: 100.4 + random.next() * 1.5 } : null,
  };
  if (kind === 1) return mild;
  if (kind === 2)
    return { ...mild, fever: { from: onset, to: onset + random.whole(4, 6), temperatureF: 101 + random.next() * 2 } };
  return worsening(mild, kind, random);
}

/** From around day 8: breathless with falling oxygen; the two gravest kinds end in hospital or in death. */
function worsening(mild: IllnessCourse, kind: number, random: Random): IllnessCourse {
  const from = random.whole(7, 9);
  const to = from + (kind === 5 ? 2 : random.whole(3, 5));
  const grave = kind > 3;
  const signs: readonly Symptom[] = grave
    ? ['breathless', 'severe-tiredness', random.pick(['confusion', 'chest-pain'] as const)]
    : ['breathless'];
  return {
    ...mild,
    symptoms: [...mild.symptoms, ...signs.map((symptom) => ({ symptom, from, to }))],
    dip: { from, to, points: grave ? random.whole(9, 14) : random.whole(4, 8) },
    hospitalFromDay: kind === 4 ? from + 1 : null,
    diesOnDay: kind === 5 ? to : null,
  };
}

/** An old person through a heat wave; days count from enrolment. */
export function drawHeatCourse(risk: Risk, random: Random): IllnessCourse {
  const calm = { ...calmCourse(risk, random), hasOximeter: false };
  const kind = random.weighted([70, 24, 6]);
  if (kind === 0) return calm;
  const from = random.whole(1, 12);
  const to = from + random.whole(1, 3);
  const mild = spells(random, ['dizziness', 'headache', 'cramps', 'little-urine', 'tiredness', 'vomiting'], from);
  if (kind === 1) return { ...calm, symptoms: mild };
  const signs = (['confusion', 'hot-dry-skin', 'fainting'] as const).map((symptom) => ({ symptom, from, to }));
  return { ...calm, symptoms: [...mild, ...signs], fever: { from, to, temperatureF: 103 + random.next() } };
}

function calmCourse({ ageYears, usualSpo2 }: Risk, random: Random): IllnessCourse {
  return {
    baseline: {
      spo2: usualSpo2 ?? random.whole(96, 99),
      pulse: random.whole(66, 88) + (ageYears < 8 ? 20 : 0),
      temperatureF: 97.6 + random.next(),
    },
    symptoms: [],
    fever: null,
    dip: null,
    hospitalFromDay: null,
    diesOnDay: null,
    hasOximeter: random.chance(0.62),
    hasThermometer: random.chance(0.7),
  };
}

/** One to four of these, each for some days from about the onset. */
function spells(random: Random, from: readonly Symptom[], onset: number): IllnessCourse['symptoms'] {
  const left = [...from];
  return Array.from({ length: random.whole(1, 4) }, () => {
    const [symptom] = left.splice(random.whole(0, left.length - 1), 1);
    const start = onset + random.whole(0, 2);
    return { symptom: symptom ?? random.pick(from), from: start, to: start + random.whole(2, 7) };
  });
}
