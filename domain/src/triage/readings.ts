import type { TriageInput } from './input.ts';

export type TimedReading = { readonly value: number; readonly at: number };

/** Readings of this call, oldest first. The one in the answers came before the repeats, though its exact minute is not recorded. */
export function readingsOfCall(input: TriageInput, linkId: string): readonly TimedReading[] {
  const repeats = input.readings
    .filter((reading) => reading.linkId === linkId && Number.isFinite(reading.value))
    .map(({ value, at }) => ({ value, at: Date.parse(at) }));
  const first = numberIn(input.answers[linkId]);
  const firstAt = Math.min(Date.parse(input.at), ...repeats.map(({ at }) => at));
  const all = first === null ? repeats : [{ value: first, at: firstAt }, ...repeats];
  return all.toSorted((a, b) => a.at - b.at);
}

/** The value to judge by: a repeat replaces the reading it checked. Null without repeats. */
export function latestReading(input: TriageInput, linkId: string): number | null {
  const readings = readingsOfCall(input, linkId);
  return input.readings.some((reading) => reading.linkId === linkId) ? (readings.at(-1)?.value ?? null) : null;
}

/** Readings of earlier check-ins, oldest first. */
export function earlierReadings(input: TriageInput, linkId: string): readonly TimedReading[] {
  return input.past
    .flatMap(({ at, answers }) => {
      const value = numberIn(answers[linkId]);
      return value === null || Date.parse(at) >= Date.parse(input.at) ? [] : [{ value, at: Date.parse(at) }];
    })
    .toSorted((a, b) => a.at - b.at);
}

function numberIn(answer: TriageInput['answers'][string] | undefined): number | null {
  return answer && 'value' in answer && typeof answer.value === 'number' ? answer.value : null;
}
