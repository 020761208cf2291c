/**
 * A virtual person's side of a conversation: who picks up, whether they talk, and what they answer. Everything follows from the seed
 * and the day, so that the same call made twice is answered alike.
 */
import { nextQuestion } from '@kshem/domain/questionnaire/next-question.ts';
import type { Answer, Answers, Informant, Item, Questionnaire } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { SpeakingHabits } from './habits.ts';
import { type Body, bodyOnDay, type IllnessCourse, type Symptom, symptoms } from './illness.ts';
import { createRandom, type Random } from './random.ts';
import { type Subject, whatIsAsked } from './what-is-asked.ts';

export type VirtualPerson = {
  readonly seed: string;
  readonly speaking: SpeakingHabits;
  readonly illness: IllnessCourse;
};

export type Said =
  | { readonly kind: 'answered'; readonly answers: Answers; readonly informant: Informant }
  | {
      readonly kind: 'not-talked';
      readonly disposition: 'wrong-person' | 'refused' | 'language-barrier' | 'died' | 'hospitalised';
    }
  | { readonly kind: 'callback'; readonly inMinutes: number };

/**
 * What comes of talking to this person on a day of their illness.
 *
 * @param call which call to them that day, from 1: a second try may find them in another mood, but not in other health
 * @param languages what the caller speaks; a person with none of them ends as `language-barrier`
 */
export function talkTo(
  person: VirtualPerson,
  {
    day,
    call,
    questionnaire,
    languages,
  }: { day: number; call: number; questionnaire: Questionnaire; languages: readonly string[] },
): Said {
  const { speaking, illness } = person;
  const mood = createRandom(`${person.seed}/mood/${day}/${call}`);
  if (speaking.wrongPerson) return { kind: 'not-talked', disposition: 'wrong-person' };
  if (illness.diesOnDay !== null && day >= illness.diesOnDay) return { kind: 'not-talked', disposition: 'died' };
  if (!languages.includes(speaking.language)) return { kind: 'not-talked', disposition: 'language-barrier' };
  if (illness.hospitalFromDay !== null && day >= illness.hospitalFromDay)
    return { kind: 'not-talked', disposition: 'hospitalised' };
  if (mood.chance(speaking.refusesCall)) return { kind: 'not-talked', disposition: 'refused' };
  if (mood.chance(speaking.asksToBeCalledBack)) return { kind: 'callback', inMinutes: mood.pick([15, 30, 60, 120, 180]) };
  return { kind: 'answered', answers: answerAll(person, day, questionnaire, mood), informant: { kind: speaking.speaks } };
}

/**
 * How long it takes to say: about three minutes for a whole questionnaire (log-normal, as call lengths are), half a minute to hear
 * that there will be no conversation.
 */
export function secondsToSay(said: Said, random: Random): number {
  return said.kind === 'answered' ? random.logNormal(180, 0.6) : random.logNormal(35, 0.5);
}

/** What was heard of the answers before the line was cut, in the order they were given. */
export function heardPart(answers: Answers, share: number): Answers {
  const given = Object.entries(answers);
  return Object.fromEntries(given.slice(0, Math.floor(given.length * share)));
}

/** Walks the questionnaire as a caller does and answers each question that comes up. */
function answerAll(person: VirtualPerson, day: number, questionnaire: Questionnaire, mood: Random): Answers {
  const health = createRandom(`${person.seed}/health/${day}`);
  const body = confused(bodyOnDay(person.illness, day, health), mood.chance(person.speaking.confusesReadings));
  const answers: Record<string, Answer> = {};
  for (let item = nextQuestion(questionnaire, answers); item !== null; item = nextQuestion(questionnaire, answers)) {
    answers[item.linkId] = answerTo(item, person, body, { day, health: health.fork(item.linkId), mood });
  }
  return answers;
}

function confused(body: Body, mixedUp: boolean): Body {
  return mixedUp ? { ...body, spo2: body.pulse, pulse: body.spo2 } : body;
}

type Chance = { readonly day: number; readonly health: Random; readonly mood: Random };

function answerTo(item: Item, person: VirtualPerson, body: Body, chance: Chance): Answer {
  const subject = whatIsAsked(item);
  if (chance.mood.chance(person.speaking.refusesQuestion)) return { absent: 'refused' };
  if (chance.mood.chance(person.speaking.dodges)) return { absent: 'unknown' };
  if (item.type === 'boolean') return { value: yesOrNo(subject, person, body, chance) };
  if (item.type === 'integer' || item.type === 'decimal') return number(item, subject, person, body, chance);
  if (item.type === 'choice' || item.type === 'open-choice') return choice(item, subject, person, body, chance);
  return { absent: 'unknown' };
}

function yesOrNo(subject: Subject, person: VirtualPerson, body: Body, { health }: Chance): boolean {
  switch (subject.kind) {
    case 'symptom':
      return body.symptoms.has(subject.symptom);
    case 'any-symptom':
      return body.symptoms.size > 0;
    case 'device':
      return subject.device === 'oximeter' ? person.illness.hasOximeter : person.illness.hasThermometer;
    case 'need':
      return health.chance(0.06);
    case 'trend':
      return body.trend === 'worse';
    case 'less-able':
      return body.lessAble;
    case 'well':
      return health.chance(0.96);
    default:
      return health.chance(0.15);
  }
}

function number(item: Item, subject: Subject, { illness }: VirtualPerson, body: Body, { day, health }: Chance): Answer {
  if (subject.kind !== 'reading') return { value: plainNumber(item, health) };
  const { reading } = subject;
  if ((reading === 'spo2' || reading === 'pulse') && !illness.hasOximeter) return { absent: 'unknown' };
  if (reading === 'temperature' && !illness.hasThermometer) return { absent: 'unknown' };
  if (reading === 'fever-days') return { value: feverDays(illness, day) };
  // A reading taken again a few minutes later is near the first, not equal to it.
  if (reading === 'temperature') return { value: fitted(item, body.temperatureF + health.whole(-1, 1) / 10) };
  return { value: fitted(item, body[reading] + health.whole(-1, 0)) };
}

function feverDays({ fever }: IllnessCourse, day: number): number {
  return fever === null || day < fever.from || day > fever.to ? 0 : day - fever.from + 1;
}

function fitted({ type, range }: Item, value: number): number {
  const within = Math.min(range?.max ?? value, Math.max(range?.min ?? value, value));
  return type === 'integer' ? Math.round(within) : Math.round(within * 10) / 10;
}

function plainNumber(item: Item, health: Random): number {
  const min = item.range?.usualMin ?? item.range?.min ?? 0;
  const max = item.range?.usualMax ?? item.range?.max ?? 10;
  return fitted(item, min + health.next() * (max - min));
}

function choice(item: Item, subject: Subject, person: VirtualPerson, body: Body, { health }: Chance): Answer {
  const codes = (item.answerOption ?? []).map((option) => option.code);
  if (codes.length === 0) return { absent: 'unknown' };
  if (item.repeats === true) return { value: severalOf(codes, subject, body, health) };
  const meant = subject.kind === 'trend' ? body.trend : subject.kind === 'informant' ? person.speaking.speaks : null;
  const matching = codes.find((code) => meant !== null && code.toLowerCase().includes(meant));
  // Options are written with the ordinary one first and the worst last.
  const unusual =
    subject.kind === 'symptom' ? (body.symptoms.has(subject.symptom) ? 4 : 0.01) : subject.kind === 'well' ? 0.04 : 0.12;
  return {
    value: matching ?? codes[health.weighted(codes.map((_, index) => (index < 2 ? unusual ** index : unusual * 0.12)))] ?? '',
  };
}

function severalOf(codes: readonly string[], subject: Subject, body: Body, health: Random): readonly string[] {
  const isAboutSymptoms = subject.kind === 'symptom' || subject.kind === 'any-symptom';
  if (!isAboutSymptoms) return wantedOf(codes, health);
  const had = codes.filter((code) => {
    const named = symptomNamed(code);
    return named !== null && body.symptoms.has(named);
  });
  return had.length > 0 ? had : codes.filter(isNone);
}

/** In one call of eight something is wanted, seldom two things; lists name the commoner wants first. */
function wantedOf(codes: readonly string[], health: Random): readonly string[] {
  const offered = codes.filter((code) => !isNone(code));
  if (offered.length === 0 || !health.chance(0.12)) return codes.filter(isNone);
  const weights = offered.map((_, index) => 0.85 ** index);
  const wanted = Array.from({ length: health.chance(0.2) ? 2 : 1 }, () => offered[health.weighted(weights)] ?? '');
  return [...new Set(wanted)];
}

function symptomNamed(code: string): Symptom | null {
  const asked = whatIsAsked({ linkId: code, type: 'choice', text: { hi: '', en: '' } });
  return asked.kind === 'symptom' ? asked.symptom : (symptoms.find((symptom) => symptom === code) ?? null);
}

function isNone(code: string): boolean {
  return /^(none|nothing|no)$/i.test(code);
}
