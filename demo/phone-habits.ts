/** Draws how a household's phone and its people behave. Over all, about half of the rings in a working day are answered. */
import type { PhoneHabits, SpeakingHabits } from '../server/src/telephony/simulated/habits.ts';
import { answerCurves, plainPhone, plainSpeaker } from '../server/src/telephony/simulated/habits.ts';
import type { Random } from '../server/src/telephony/simulated/random.ts';

/** `oldest`: age of the oldest person behind the phone; it is mostly they who hear it ring. */
export function drawPhoneHabits({ oldest, inTown }: { oldest: number; inTown: boolean }, random: Random): PhoneHabits {
  const line = (['works', 'invalid-number', 'incoming-barred'] as const)[random.weighted([95, 3.5, 1.5])] ?? 'works';
  const life = random.weighted([inTown ? 45 : 25, inTown ? 40 : 10, inTown ? 5 : 55, 5]);
  const curve =
    [answerCurves.atHome, answerCurves.atWork, answerCurves.inTheFields, answerCurves.hardlyEver][life] ?? answerCurves.atHome;
  return {
    ...plainPhone,
    line,
    answersByHour: oldest >= 60 && life !== 3 ? answerCurves.elderly : curve,
    answerSeconds: random.chance(oldest >= 60 ? 0.25 : 0.06) ? { mean: 22, sigma: 0.35 } : plainPhone.answerSeconds,
    busy: random.chance(0.05) ? 0.35 : plainPhone.busy,
    outOfCoverage: inTown ? 0.02 : 0.08,
    switchedOff: switchedOffHours(random),
    hangsUpMidway: random.chance(0.04) ? 0.4 : plainPhone.hangsUpMidway,
    wrongKey: oldest >= 60 ? 0.12 : plainPhone.wrongKey,
  };
}

function switchedOffHours(random: Random): PhoneHabits['switchedOff'] {
  const kind = random.weighted([60, 25, 8, 4, 3]);
  if (kind === 1) return [{ from: '22:00', to: '06:30' }];
  if (kind === 2) return [{ from: '21:00', to: '09:30' }];
  if (kind === 3) return [{ from: '08:00', to: '17:30' }];
  // Since the result came: off at all hours but a few.
  return kind === 4 ? [{ from: '10:00', to: '09:00' }] : [];
}

export function drawSpeakingHabits(
  { ageYears, shares, language }: { ageYears: number; shares: boolean; language: SpeakingHabits['language'] },
  random: Random,
): SpeakingHabits {
  const byOthers = ageYears < 14 || (ageYears >= 75 && random.chance(0.5)) || (shares && random.chance(0.3));
  return {
    ...plainSpeaker,
    language,
    speaks: byOthers ? random.pick(['family', 'caregiver'] as const) : random.chance(0.01) ? 'neighbour' : 'self',
    wrongPerson: random.chance(0.03),
    dodges: random.chance(0.05) ? 0.2 : plainSpeaker.dodges,
    refusesQuestion: random.chance(0.04) ? 0.12 : plainSpeaker.refusesQuestion,
    refusesCall: random.chance(0.03) ? 0.5 : plainSpeaker.refusesCall,
    asksToBeCalledBack: random.chance(0.1) ? 0.2 : plainSpeaker.asksToBeCalledBack,
    confusesReadings: random.chance(0.03) ? 0.2 : plainSpeaker.confusesReadings,
  };
}
