import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';

/** Somebody at home with a mild illness who lacks nothing: every question that then applies, answered. */
export const well: Answers = {
  'who-answered': { value: 'self' },
  feeling: { value: 'same' },
  breathless: { value: false },
  'chest-pain': { value: false },
  confusion: { value: false },
  'speech-seizure-weakness': { value: false },
  'blue-lips': { value: false },
  'severe-fatigue': { value: false },
  'has-oximeter': { value: true },
  spo2: { value: 97 },
  pulse: { value: 78 },
  'fever-today': { value: false },
  'has-thermometer': { value: true },
  'temperature-f': { value: 98.4 },
  'eating-drinking': { value: 'normal' },
  urine: { value: 'normal' },
  'own-room': { value: true },
  caregiver: { value: true },
  'medicine-taken': { value: 'taken' },
  needs: { value: [] },
};

export const covid = { programme: 'covid-home-isolation', version: 'mohfw-2022-01' } as const;
