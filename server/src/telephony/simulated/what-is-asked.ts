/**
 * What a questionnaire item is about, so that a virtual person can answer protocols it has never seen: by its LOINC code where it has
 * one, else by the words of its linkId.
 */
import type { Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { Symptom } from './illness.ts';

export type Subject =
  | { readonly kind: 'reading'; readonly reading: 'spo2' | 'pulse' | 'temperature' | 'breaths' | 'fever-days' }
  | { readonly kind: 'symptom'; readonly symptom: Symptom }
  | { readonly kind: 'any-symptom' }
  | { readonly kind: 'device'; readonly device: 'oximeter' | 'thermometer' }
  | { readonly kind: 'trend' }
  /** Can do less than before. */
  | { readonly kind: 'less-able' }
  | { readonly kind: 'informant' }
  /** Something that is wanted or lacking: usually no. */
  | { readonly kind: 'need' }
  /** Something that is usually so: identity right, at home, has water, takes medicines. */
  | { readonly kind: 'well' }
  | { readonly kind: 'other' };

export function whatIsAsked(item: Item): Subject {
  const reading = item.code?.map((coding) => loincReadings[coding.code]).find((found) => found !== undefined);
  if (reading !== undefined) return { kind: 'reading', reading };
  const words = item.linkId.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const subject = subjects.find(([pattern]) => pattern.test(words))?.[1] ?? { kind: 'other' };
  // A yes/no about a reading is about having taken it or having the device.
  if (subject.kind === 'reading' && item.type === 'boolean') {
    return { kind: 'device', device: subject.reading === 'temperature' ? 'thermometer' : 'oximeter' };
  }
  return subject;
}

const loincReadings: Readonly<Record<string, 'spo2' | 'pulse' | 'temperature' | 'breaths'>> = {
  '2708-6': 'spo2',
  '59408-5': 'spo2',
  '8867-4': 'pulse',
  '8310-5': 'temperature',
  '9279-1': 'breaths',
};

const symptom = (of: Symptom): Subject => ({ kind: 'symptom', symptom: of });

/** First match wins: danger signs before their milder namesakes, needs before what they would satisfy. */
const subjects: readonly (readonly [RegExp, Subject])[] = [
  [/fever-days|days-of-fever|fever-for/, { kind: 'reading', reading: 'fever-days' }],
  [/has-oximeter|oximeter-available|oximeter|pulse-oximeter/, { kind: 'device', device: 'oximeter' }],
  [/thermometer/, { kind: 'device', device: 'thermometer' }],
  [/need|want|request|lack|shortage|complain|without|alone|no-fan|no-water|no-food/, { kind: 'need' }],
  [/spo2|oxygen|saturation/, { kind: 'reading', reading: 'spo2' }],
  [/pulse|heart-rate/, { kind: 'reading', reading: 'pulse' }],
  [/temp/, { kind: 'reading', reading: 'temperature' }],
  [/resp-rate|respiratory-rate|breaths|breath-rate/, { kind: 'reading', reading: 'breaths' }],
  [/slur|seizure|stroke|weakness-limb|face-droop|numb|fits/, symptom('stroke-like')],
  [/breath|speech|sentence|dyspn/, symptom('breathless')],
  [/chest/, symptom('chest-pain')],
  [/confus|rous|drows|conscious/, symptom('confusion')],
  [/blue|lips|cyan/, symptom('blue-lips')],
  [/severe-(fatigue|tired)|fatigue-severe|myalgia/, symptom('severe-tiredness')],
  [/fever/, symptom('fever')],
  [/cough/, symptom('cough')],
  [/throat/, symptom('throat-pain')],
  [/cold|runny|nose/, symptom('cold')],
  [/body-(pain|ache)|muscle-pain/, symptom('body-pain')],
  [/headache/, symptom('headache')],
  [/taste|smell/, symptom('taste-loss')],
  [/diarr|loose/, symptom('loose-motions')],
  [/vomit|nausea/, symptom('vomiting')],
  [/tired|fatigue|weak/, symptom('tiredness')],
  [/faint|collaps/, symptom('fainting')],
  [/dizz|giddi/, symptom('dizziness')],
  [/cramp/, symptom('cramps')],
  [/skin|hot-dry|sweat/, symptom('hot-dry-skin')],
  [/urine/, symptom('little-urine')],
  [/symptom|exhaust/, { kind: 'any-symptom' }],
  [/less-able|cannot-do|unable/, { kind: 'less-able' }],
  [/trend|compared|yesterday|feeling|condition-now|worse|better/, { kind: 'trend' }],
  [/informant|who-answer|who-speaks|speaking-with|respondent|speaker/, { kind: 'informant' }],
  [
    /identity|confirm|consent|name|address|at-home|home|caregiver|looked-in|room|toilet|kit|medicine|water|drink|fan|shade|eat|food|cool/,
    { kind: 'well' },
  ],
];
