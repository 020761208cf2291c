import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import type { Answer, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { CheckIn } from './desk-port.ts';
import { type Action, optionKeys } from './keys.ts';
import { nothing, type Open } from './open.ts';
import { type Doubt, doubtAbout, isWhole, readTyped } from './read-typed.ts';
import { answered, back, itemOf, needToggled, next, type Said, toggled } from './said.ts';

export type AtQuestion = {
  readonly checkIn: CheckIn;
  readonly said: Said;
  /** The question in focus; null at the summary. */
  readonly item: Item | null;
  /** What was said to it last time, where that may be taken over. */
  readonly before: Answer | null;
  readonly open: Open;
  readonly now: () => Date;
  readonly setOpen: (open: Open) => void;
  readonly say: (said: Said) => void;
};

type QuestionAction = Extract<
  Action,
  'option' | 'yes' | 'no' | 'unknown' | 'refused' | 'forward' | 'back' | 'sameAsLast' | 'need' | 'toSummary' | 'correct' | 'keep'
>;

/** What keys do to the question in focus. */
export function questionActs(at: AtQuestion): Readonly<Record<QuestionAction, (sign: string) => void>> {
  const { said, item, before, open, checkIn } = at;
  return {
    option: (sign) => pickOption(at, sign),
    yes: () => item?.type === 'boolean' && give(at, { value: true }),
    no: () => item?.type === 'boolean' && give(at, { value: false }),
    unknown: () => give(at, { absent: 'unknown' }),
    refused: () => give(at, { absent: 'refused' }),
    forward: () => (open.kind === 'needs' ? at.setOpen(nothing) : forward(at)),
    back: () => at.say(back(said, checkIn.questionnaire)),
    sameAsLast: () => before !== null && give(at, before),
    need: (sign) => pickNeed(at, optionKeys.indexOf(sign)),
    toSummary: () => {
      at.setOpen(nothing);
      at.say({ ...said, focus: null });
    },
    correct: () => open.kind === 'doubt' && take(at, { ...open.values, ...open.doubt.suggestion }, said),
    keep: () => open.kind === 'doubt' && keep(at, open),
  };
}

/** Takes an answer and goes on. */
function give({ said, item, checkIn, now, setOpen, say }: AtQuestion, answer: Answer): void {
  if (!item) return;
  setOpen(nothing);
  say(next(answered(said, item, answer, now()), checkIn.questionnaire));
}

/** Takes numbers and goes on after the last of them: oxygen and pulse given at once are both done with. */
function take({ checkIn, now, setOpen, say }: AtQuestion, values: Readonly<Record<string, number>>, before: Said): void {
  const { questionnaire } = checkIn;
  let changed = before;
  for (const [linkId, value] of Object.entries(values)) {
    const one = itemOf(questionnaire, linkId);
    if (one) changed = answered(changed, one, { value }, now());
  }
  const order = allItems(questionnaire).map(({ linkId }) => linkId);
  const further = order.findLast((linkId) => linkId in values || linkId === before.focus) ?? null;
  setOpen(nothing);
  say(next({ ...changed, focus: further }, questionnaire));
}

/** Takes what stands in the field, after a question where it looks odd; with nothing typed it goes on to the next. */
function forward(at: AtQuestion) {
  const { said, item, checkIn } = at;
  if (!item) return;
  if (item.repeats && said.answers[item.linkId] === undefined) return give(at, { value: [] });
  const typed = said.typed.trim();
  if (typed === '') return at.say(next(said, checkIn.questionnaire));
  if (item.type !== 'integer' && item.type !== 'decimal') return give(at, { value: typed });
  const read = readTyped(checkIn.questionnaire, item, typed);
  if (read.kind !== 'values' || !isWhole(item, read.values[item.linkId] ?? 0)) return;
  const doubt = doubtAbout(checkIn.questionnaire, said, read.values);
  if (doubt) at.setOpen({ kind: 'doubt', doubt, values: read.values });
  else take(at, read.values, said);
}

/** The person says that it is so; another doubt about the same values is asked next. */
function keep(at: AtQuestion, { doubt, values }: { doubt: Doubt; values: Readonly<Record<string, number>> }) {
  if (doubt.keep === null) return;
  const confirmed = { ...at.said, confirmed: [...at.said.confirmed, doubt.keep] };
  const further = doubtAbout(at.checkIn.questionnaire, confirmed, values);
  if (!further) return take(at, values, confirmed);
  at.say(confirmed);
  at.setOpen({ kind: 'doubt', doubt: further, values });
}

/** A digit is an option, or begins the number where the focus was not in its field. */
function pickOption(at: AtQuestion, sign: string) {
  const { item, said } = at;
  const index = optionKeys.indexOf(sign);
  if (item?.type === 'integer' || item?.type === 'decimal') return at.say({ ...said, typed: said.typed + sign });
  if (item?.type === 'boolean' && index < 2) return give(at, { value: index === 0 });
  const code = item?.answerOption?.[index]?.code;
  if (code !== undefined && item?.type === 'choice' && !item.repeats) give(at, { value: code });
}

/** Of the list of all kinds where it is open, else of the options of the question. */
function pickNeed({ checkIn, said, item, open, now, say }: AtQuestion, index: number): void {
  if (open.kind === 'needs') {
    const kind = checkIn.needKinds[index]?.code;
    if (kind !== undefined) say(needToggled(said, checkIn.questionnaire, kind, now()));
    return;
  }
  const code = item?.answerOption?.[index]?.code;
  if (item && code !== undefined) say(toggled(said, item, code, now()));
}
