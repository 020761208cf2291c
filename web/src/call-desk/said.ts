import { allItems, enabledItems, enablementOf } from '@kshem/domain/questionnaire/enabled-items.ts';
import { isQuestion, wasAsked } from '@kshem/domain/questionnaire/next-question.ts';
import type { Answer, Answers, Informant, Item, Questionnaire } from '@kshem/domain/questionnaire/questionnaire.ts';

/** What was said in one check-in so far: plain data, kept on the device at every change. */
export type Said = {
  /** Made here, so that a second send is recognised. */
  readonly submissionId: string;
  readonly informant: Informant;
  readonly answers: Answers;
  /** ISO instant of the last measurement, by linkId. */
  readonly measuredAt: Readonly<Record<string, string>>;
  /** Measurements taken again on the line. */
  readonly readings: readonly { readonly linkId: string; readonly value: number; readonly at: string }[];
  /** Needs with the caller's own words; a kind that the answers raise stands here only for its words. */
  readonly needs: Readonly<Record<string, string>>;
  /** What a kind asks, by kind and then by the question's code. */
  readonly askedOfNeeds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** When the person was told that something would come, by kind; ISO instants. */
  readonly promised: Readonly<Record<string, string>>;
  /** Four digits that the person is told, and reads out to whoever brings what they need. */
  readonly deliveryCode: string;
  readonly note: string;
  /** The question in focus; null: all were gone through. */
  readonly focus: string | null;
  /** What stands in the field of the question in focus and is not taken yet. */
  readonly typed: string;
  /** Odd values that the person has confirmed, as `code linkId value`. */
  readonly confirmed: readonly string[];
};

/** The part of it that decides what it means. */
export type SaidSoFar = Pick<Said, 'answers' | 'readings' | 'informant'>;

export function nothingSaid(questionnaire: Questionnaire, submissionId: string, deliveryCode: string): Said {
  const blank: Said = {
    submissionId,
    informant: { kind: 'self' },
    answers: {},
    measuredAt: {},
    readings: [],
    needs: {},
    askedOfNeeds: {},
    promised: {},
    deliveryCode,
    note: '',
    focus: null,
    typed: '',
    confirmed: [],
  };
  return { ...blank, focus: questionsOf(questionnaire, blank)[0]?.linkId ?? null };
}

/** The questions that apply now, in the order in which they are asked. */
export function questionsOf(questionnaire: Questionnaire, { answers }: Pick<Said, 'answers'>): readonly Item[] {
  return enabledItems(questionnaire, answers).filter(isQuestion);
}

export function itemOf(questionnaire: Questionnaire, linkId: string | null): Item | null {
  return allItems(questionnaire).find((item) => item.linkId === linkId) ?? null;
}

/** Takes an answer; the focus stays. An answer that names who speaks makes them the informant. */
export function answered(said: Said, item: Item, answer: Answer, at: Date): Said {
  const informant = informantIn(item, answer);
  const measured = item.unit !== undefined && 'value' in answer;
  return {
    ...said,
    answers: { ...said.answers, [item.linkId]: answer },
    ...(informant && { informant: { ...said.informant, kind: informant } }),
    ...(measured && { measuredAt: { ...said.measuredAt, [item.linkId]: at.toISOString() } }),
    typed: '',
  };
}

const informants: readonly string[] = ['self', 'caregiver', 'family', 'neighbour'] satisfies Informant['kind'][];

/** Whether the question itself asks who speaks: all its options are informants. */
export function asksWhoSpeaks(item: Item): boolean {
  const options = item.answerOption ?? [];
  return item.type === 'choice' && options.length > 0 && options.every(({ code }) => informants.includes(code));
}

function informantIn(item: Item, answer: Answer): Informant['kind'] | null {
  if (!asksWhoSpeaks(item) || !('value' in answer)) return null;
  return answer.value as Informant['kind'];
}

/** On to the question after the one in focus, also when that was not answered; after the last one the focus is null. */
export function next(said: Said, questionnaire: Questionnaire): Said {
  const order = allItems(questionnaire).map(({ linkId }) => linkId);
  const here = said.focus === null ? order.length : order.indexOf(said.focus);
  const after = questionsOf(questionnaire, said).find(({ linkId }) => order.indexOf(linkId) > here);
  return { ...said, focus: after?.linkId ?? null, typed: '' };
}

export function back(said: Said, questionnaire: Questionnaire): Said {
  const order = allItems(questionnaire).map(({ linkId }) => linkId);
  const here = said.focus === null ? order.length : order.indexOf(said.focus);
  const before = questionsOf(questionnaire, said).findLast(({ linkId }) => order.indexOf(linkId) < here);
  return before ? focusedOn(said, before.linkId) : said;
}

export function focusedOn(said: Said, linkId: string | null): Said {
  return { ...said, focus: linkId, typed: '' };
}

/** One option of a question that takes several: on, or off again. */
export function toggled(said: Said, item: Item, code: string, at: Date): Said {
  const answer = said.answers[item.linkId];
  const chosen = answer && 'value' in answer && Array.isArray(answer.value) ? (answer.value as readonly string[]) : [];
  const value = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
  return answered(said, item, { value }, at);
}

export function measuredAgain(said: Said, linkId: string, value: number, at: Date): Said {
  const time = at.toISOString();
  return {
    ...said,
    readings: [...said.readings, { linkId, value, at: time }],
    measuredAt: { ...said.measuredAt, [linkId]: time },
  };
}

/** The answers that count: those to questions that the other answers switched off meanwhile are left out. */
export function standing(said: Pick<Said, 'answers'>, questionnaire: Questionnaire): Answers {
  const enablement = enablementOf(questionnaire, said.answers);
  return Object.fromEntries(Object.entries(said.answers).filter(([linkId]) => enablement.get(linkId) !== 'disabled'));
}

/** Of the questions that apply: how many were asked. */
export function progress(said: Said, questionnaire: Questionnaire): { asked: number; of: number } {
  const questions = questionsOf(questionnaire, said);
  return { asked: questions.filter(({ linkId }) => wasAsked(said.answers, linkId)).length, of: questions.length };
}

/** Kinds that the answers themselves ask for, by the questions that raise needs. */
export function needsInAnswers(said: Pick<Said, 'answers'>, questionnaire: Questionnaire): readonly string[] {
  return allItems(questionnaire)
    .filter(({ raisesNeeds }) => raisesNeeds === true)
    .flatMap(({ linkId }) => {
      const answer = said.answers[linkId];
      if (!answer || !('value' in answer)) return [];
      return Array.isArray(answer.value) ? (answer.value as readonly string[]) : [String(answer.value)];
    });
}

/** A need asked for, or not after all: in the answer to the question that asks for needs where it is one of its options. */
export function needToggled(said: Said, questionnaire: Questionnaire, kind: string, at: Date): Said {
  const asking = allItems(questionnaire).find(
    ({ raisesNeeds, repeats, answerOption }) => raisesNeeds && repeats && answerOption?.some(({ code }) => code === kind),
  );
  const { [kind]: words, ...others } = said.needs;
  if (asking) {
    const typed = asking.linkId === said.focus ? '' : said.typed;
    return { ...toggled({ ...said, needs: others }, asking, kind, at), typed };
  }
  return { ...said, needs: words === undefined ? { ...said.needs, [kind]: '' } : others };
}

/** An answer to what a kind of need asks; an empty one is none. */
export function askedOfNeed(said: Said, kind: string, question: string, answer: string): Said {
  const { [question]: _, ...others } = said.askedOfNeeds[kind] ?? {};
  const answers = answer.trim() === '' ? others : { ...others, [question]: answer };
  return { ...said, askedOfNeeds: { ...said.askedOfNeeds, [kind]: answers } };
}

/** When the person was told it would come; null takes it back. */
export function promisedFor(said: Said, kind: string, at: string | null): Said {
  const { [kind]: _, ...others } = said.promised;
  return { ...said, promised: at === null ? others : { ...others, [kind]: at } };
}

/** The last digits of an id that chance made. */
export function deliveryCodeFrom(id: string): string {
  return String(Number.parseInt(id.slice(-8), 16) % 10_000).padStart(4, '0');
}
