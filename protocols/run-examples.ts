import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { acceptAnswers } from '@kshem/domain/questionnaire/accept-answers.ts';
import { enablementOf } from '@kshem/domain/questionnaire/enabled-items.ts';
import type { Answers, Informant } from '@kshem/domain/questionnaire/questionnaire.ts';
import { nextContact } from '@kshem/domain/schedule/next-contact.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import { addDays } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { TriageInput, TriagePerson } from '@kshem/domain/triage/input.ts';
import { type TriageResult, triage } from '@kshem/domain/triage/triage.ts';

/**
 * `examples.yaml`: worked cases that a doctor reads and edits. `well` holds the answers of someone who is fine; each case says only
 * what differs from it, or with `only: true` stands alone. A `null` takes an answer away.
 */
export type Examples = { readonly timeZone: string; readonly well: RawAnswers; readonly examples: readonly Example[] };

export type Example = {
  readonly title: string;
  readonly only?: boolean;
  /** Days since the date from which this version counts. */
  readonly day: number;
  /** Days since onset, where the version counts from another date. */
  readonly illnessDay?: number;
  /** Local date of the call; else 20 days after the version came into force. */
  readonly date?: string;
  readonly time?: string;
  readonly person?: {
    readonly age?: number | null;
    readonly conditions?: readonly string[];
    readonly usualSpo2?: number;
    readonly pregnant?: boolean;
  };
  readonly informant?: Informant['kind'];
  readonly answers?: RawAnswers;
  /** Taken again during the call. */
  readonly readings?: readonly { readonly linkId: string; readonly value: number; readonly minutesLater: number }[];
  readonly past?: readonly {
    readonly daysAgo?: number;
    readonly minutesAgo?: number;
    readonly answers?: RawAnswers;
    readonly level?: Level;
  }[];
  readonly expect: Expected;
};

type RawAnswers = Readonly<Record<string, unknown>>;

/** What is left out is not compared; `rules`, `needs` and the other lists are compared whole, in any order. */
export type Expected = {
  readonly level: Level;
  readonly rules?: readonly string[];
  readonly undecided?: readonly string[];
  readonly needs?: readonly string[];
  readonly remeasure?: readonly string[];
  readonly mayEnd?: boolean;
  readonly blockedBy?: readonly string[];
  readonly highRisk?: boolean | null;
  readonly secondHand?: readonly string[];
  readonly advice?: readonly string[];
  readonly refused?: readonly string[];
  readonly ask?: readonly string[];
  readonly nextContact?: string;
};

export type ExampleRun = {
  readonly example: Example;
  readonly input: TriageInput;
  readonly result: TriageResult;
  readonly differences: readonly string[];
};

/** Triages every case and says in words where the outcome differs from what the doctor wrote. */
export function runExamples(compiled: CompiledProtocol, file: Examples): readonly ExampleRun[] {
  return file.examples.map((example) => runExample(compiled, file, example));
}

export function runExample(compiled: CompiledProtocol, file: Examples, example: Example): ExampleRun {
  const accepted = acceptAnswers(compiled.protocol.questionnaire, rawAnswers(compiled, file, example));
  const input = inputOf(compiled, file, example, accepted.answers);
  const result = triage(compiled, input);
  const next = nextContact(
    compiled.protocol,
    { ...result, highRisk: result.highRisk === true, at: new Date(input.at) },
    file.timeZone,
  );
  const found: Required<Expected> = {
    level: result.level,
    rules: result.reasons.map(({ ruleId }) => ruleId),
    undecided: result.undecided.map(({ ruleId }) => ruleId),
    needs: result.needs.map(({ kind }) => kind),
    remeasure: result.remeasure.map(({ linkId }) => linkId),
    mayEnd: result.isolation.mayEnd,
    blockedBy: result.isolation.blockedBy.map(({ code }) => code),
    highRisk: result.highRisk,
    secondHand: result.secondHand,
    advice: result.advice,
    refused: accepted.refused.map(({ linkId }) => linkId),
    ask: accepted.suggestions.map(({ code }) => code),
    nextContact: next.why,
  };
  return { example, input, result, differences: differencesOf({ refused: [], ...example.expect }, found) };
}

function differencesOf(expected: Expected, found: Required<Expected>): readonly string[] {
  const names = Object.keys(expected) as (keyof Expected)[];
  return names.flatMap((name) => {
    const [want, got] = [comparable(expected[name]), comparable(found[name])];
    return want === got ? [] : [`${name}: expected ${want}, found ${got}`];
  });
}

function comparable(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map(String).toSorted((a, b) => (a < b ? -1 : 1)) : value);
}

/** The well person's answers with the case's own on top; where these switch a question off, the well person's answer to it goes. */
function rawAnswers(
  compiled: CompiledProtocol,
  file: Examples,
  { only, answers = {} }: Pick<Example, 'only' | 'answers'>,
): RawAnswers {
  if (only === true) return answers;
  const merged = { ...file.well, ...answers };
  const { questionnaire } = compiled.protocol;
  const enablement = enablementOf(questionnaire, acceptAnswers(questionnaire, merged).answers);
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([linkId, value]) => value !== null && (linkId in answers || enablement.get(linkId) !== 'disabled'),
    ),
  );
}

function inputOf(compiled: CompiledProtocol, file: Examples, example: Example, answers: Answers): TriageInput {
  const { protocol } = compiled;
  const today = example.date ?? addDays(protocol.effectiveFrom, 20);
  const at = instantAt(today, example.time ?? '10:30', file.timeZone);
  const start = addDays(today, -example.day);
  const onset =
    example.illnessDay === undefined
      ? protocol.schedule.from === 'onset-or-sample'
        ? start
        : null
      : addDays(today, -example.illnessDay);
  return {
    answers,
    at: at.toISOString(),
    informant: { kind: example.informant ?? 'self' },
    past: (example.past ?? []).map((past) => ({
      at: instantBefore(at, past).toISOString(),
      answers: acceptAnswers(protocol.questionnaire, rawAnswers(compiled, file, past)).answers,
      level: past.level ?? 'green',
    })),
    readings: (example.readings ?? []).map(({ linkId, value, minutesLater }) => ({
      linkId,
      value,
      at: addMinutes(at, minutesLater).toISOString(),
    })),
    person: personOf(example.person ?? {}),
    episode: { openedOn: start, sampleOn: start, onsetOn: onset },
    timeZone: file.timeZone,
  };
}

function personOf({ age = 40, conditions = [], usualSpo2, pregnant }: NonNullable<Example['person']>): TriagePerson {
  return {
    ageYears: age,
    conditions,
    ...(usualSpo2 !== undefined && { usualSpo2 }),
    ...(pregnant !== undefined && { pregnant }),
  };
}

function instantBefore(
  at: Date,
  { daysAgo = 0, minutesAgo = 0 }: { readonly daysAgo?: number; readonly minutesAgo?: number },
): Date {
  return addMinutes(at, -(daysAgo * 24 * 60 + minutesAgo));
}
