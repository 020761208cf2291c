import { newId } from '../ids.ts';
import { tenInTheMorning } from '../testing/given.ts';
import type { SubmittedAnswers } from './submit-answers.ts';

/** Somebody on the mend, every required question asked. */
export const wellAnswers = {
  'who-answered': 'self',
  feeling: 'better',
  breathless: false,
  'chest-pain': false,
  confusion: false,
  'speech-seizure-weakness': false,
  'blue-lips': false,
  'severe-fatigue': false,
  'has-oximeter': true,
  spo2: 97,
  pulse: 82,
  'fever-today': false,
  'has-thermometer': true,
  'temperature-f': 98.2,
  'eating-drinking': 'normal',
  urine: 'normal',
  'own-room': true,
  caregiver: true,
  'medicine-taken': 'taken',
  needs: [],
} as const;

/** Answers to a check-in, those of somebody well unless the test says otherwise. */
export function givenAnswers(
  checkIn: { checkInId: string; dueOn: string },
  about: Partial<SubmittedAnswers> = {},
): SubmittedAnswers {
  return {
    submissionId: newId(tenInTheMorning),
    checkInId: checkIn.checkInId,
    checkInDueOn: checkIn.dueOn,
    informant: { kind: 'self' },
    saidAt: tenInTheMorning,
    ...about,
    answers: { ...wellAnswers, ...about.answers },
  };
}
