import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { acceptAnswers, type Refusal } from '@kshem/domain/questionnaire/accept-answers.ts';
import { isComplete } from '@kshem/domain/questionnaire/is-complete.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import { earlier, later } from '@kshem/domain/time/instant.ts';
import { daysBetween } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { PastCheckIn, Reading } from '@kshem/domain/triage/input.ts';
import { type TriageResult, triage } from '@kshem/domain/triage/triage.ts';
import type { SubmittedAnswers } from './submit-answers.ts';
import type { PastAnswers, SubmitContext } from './submit-context.ts';
import { needKindOf } from './what-follows.ts';

export type Judged = {
  /** When it was said, inside what is possible. */
  readonly saidAt: Date;
  /** Set when the sender's clock was wrong, so that the instant is ours. */
  readonly clock: 'ahead' | 'behind' | null;
  readonly answers: Answers;
  readonly readings: readonly Reading[];
  readonly refused: readonly RefusedAnswer[];
  /** Every required question that applies was asked. */
  readonly complete: boolean;
  readonly triage: TriageResult;
};

export type RefusedAnswer = Refusal & { readonly said: unknown };

/** Reads what was sent and triages it; what cannot be taken as it stands is kept aside, and counts as not asked. */
export function judgeAnswers(compiled: CompiledProtocol, context: SubmitContext, sent: SubmittedAnswers, now: Date): Judged {
  const { questionnaire } = compiled.protocol;
  const { saidAt, clock } = whenSaid(context, sent, now);
  const { answers, refused } = acceptAnswers(questionnaire, sent.answers);
  const { readings, refused: refusedReadings } = acceptReadings(compiled, sent, saidAt);
  const { episode, zone } = context;
  const result = triage(compiled, {
    answers,
    readings,
    at: saidAt.toISOString(),
    informant: sent.informant,
    past: context.past.map(toPast),
    person: { ...context.person, ageYears: ageOn(context.person, sent.checkInDueOn) },
    episode,
    timeZone: zone,
  });
  return {
    ...{ saidAt, clock, answers, readings },
    refused: [
      ...refused.map((refusal) => ({ ...refusal, said: saidTo(sent.answers, refusal.linkId) })),
      ...refusedReadings,
      ...unknownNeeds(compiled, sent),
    ],
    complete: isComplete(questionnaire, answers),
    triage: result,
  };
}

/** A clock that is wrong by less than this is not worth a note. */
const toleratedMs = 2 * 60_000;

/**
 * What was said was said before now, and not before the call, or the day, in which it was asked. A sender's clock that says otherwise is
 * wrong: the nearest possible instant stands in, because later answers must not lose to one from the future.
 */
function whenSaid(context: SubmitContext, sent: SubmittedAnswers, now: Date): Pick<Judged, 'saidAt' | 'clock'> {
  const earliest = earlier(now, context.attempt?.requestedAt ?? instantAt(sent.checkInDueOn, '00:00', context.zone));
  const saidAt = later(earliest, earlier(sent.saidAt, now));
  const off = sent.saidAt.getTime() - saidAt.getTime();
  return { saidAt, clock: Math.abs(off) <= toleratedMs ? null : off > 0 ? 'ahead' : 'behind' };
}

function acceptReadings(compiled: CompiledProtocol, sent: SubmittedAnswers, saidAt: Date) {
  const readings: Reading[] = [];
  const refused: RefusedAnswer[] = [];
  for (const { linkId, value, at } of sent.readings ?? []) {
    // A reading is an answer to its question, given again.
    const [problem] = acceptAnswers(compiled.protocol.questionnaire, { [linkId]: value }).refused;
    if (problem) refused.push({ ...problem, said: value });
    else readings.push({ linkId, value, at: earlier(at, saidAt).toISOString() });
  }
  return { readings, refused };
}

/** A kind that neither the version nor the desk has raises nothing, and is kept for who looks later. */
function unknownNeeds(compiled: CompiledProtocol, { needs = [] }: SubmittedAnswers): RefusedAnswer[] {
  const hint = 'This version has no such kind of need.';
  const unknown = needs.filter(({ kind }) => needKindOf(compiled, kind) === undefined);
  return unknown.map((said) => ({ linkId: said.kind, code: 'not-an-option', hint, said }));
}

function saidTo(answers: unknown, linkId: string): unknown {
  return (answers as Readonly<Record<string, unknown>>)[linkId];
}

/** A repeat replaced the reading it checked, for later calls too. */
export function toPast({ at, answers, readings, level }: PastAnswers): PastCheckIn {
  const repeats = (readings ?? []).map(({ linkId, value }) => [linkId, { value }] as const);
  return { at, level, answers: repeats.length === 0 ? answers : { ...answers, ...Object.fromEntries(repeats) } };
}

/** Years with fractions, because thresholds of infants change within months; ages are told on a day and go on. */
export function ageOn(
  { ageYears, ageOn: toldOn }: Pick<SubmitContext['person'], 'ageYears' | 'ageOn'>,
  day: string,
): number | null {
  if (ageYears === null || toldOn === null) return ageYears;
  return ageYears + Math.max(0, daysBetween(toldOn, day)) / 365.25;
}
