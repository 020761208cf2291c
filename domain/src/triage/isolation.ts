import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import type { Level } from '../protocol/protocol.ts';
import type { Text } from '../text.ts';
import { addDays, daysBetween, localDate } from '../time/local-date.ts';
import type { TriageInput } from './input.ts';
import { clockStart } from './situation-of.ts';
import type { Missing, Situation } from './three-valued.ts';

export type Isolation = {
  readonly mayEnd: boolean;
  readonly blockedBy: readonly Block[];
  /** Local date before which it cannot end. */
  readonly earliestOn: string;
  readonly doctorConfirms: boolean;
  /** What the caller tells the person. */
  readonly text: Text;
};

export type Block = {
  /** `not-known`: an answer the rule needs is missing, which never counts as met. */
  readonly code: 'before-earliest-day' | 'condition-not-met' | 'not-known' | 'needs-attention-first';
  readonly text: Text;
  readonly missing?: readonly Missing[];
};

/**
 * Whether follow-up may end today, and what stands in the way. Red and amber check-ins never end it, and neither does one on which a
 * red or amber rule stayed open: a danger sign that was not answered is not an absent one.
 */
export function isolationOf(
  compiled: CompiledProtocol,
  input: TriageInput,
  situation: Situation,
  judged: { readonly level: Level; readonly openDangers: readonly Missing[] },
): Isolation {
  const { ending, schedule } = compiled.protocol;
  const start = clockStart(schedule.from, input.episode);
  const today = localDate(new Date(input.at), input.timeZone);
  const verdict = situation.judge(compiled.ending.run);
  const missing = [
    ...new Map([...(verdict.known ? [] : verdict.notKnown), ...judged.openDangers].map((one) => [one.linkId, one])).values(),
  ];
  const blockedBy: Block[] = [];
  if (daysBetween(start, today) < ending.earliestDay) blockedBy.push({ code: 'before-earliest-day', text: ending.blocked });
  if (verdict.known && verdict.value !== true) blockedBy.push({ code: 'condition-not-met', text: ending.blocked });
  if (missing.length > 0) blockedBy.push({ code: 'not-known', text: unanswered, missing });
  if (judged.level === 'red' || judged.level === 'amber') blockedBy.push({ code: 'needs-attention-first', text: attention });
  return {
    mayEnd: blockedBy.length === 0,
    blockedBy,
    earliestOn: addDays(start, ending.earliestDay),
    doctorConfirms: ending.doctorConfirms,
    text: blockedBy.length === 0 ? ending.allowed : ending.blocked,
  };
}

const unanswered: Text = {
  hi: 'जिन सवालों से यह तय होता है उनका जवाब नहीं मिला है।',
  en: 'The questions that decide it were not answered.',
};

const attention: Text = {
  hi: 'आज की तबीयत पर पहले डॉक्टर की सलाह ज़रूरी है।',
  en: 'A doctor must look at today’s condition first.',
};
