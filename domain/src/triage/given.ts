import { type CompiledProtocol, compileProtocol } from '../protocol/compile-protocol.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Answers } from '../questionnaire/questionnaire.ts';
import type { PastCheckIn, TriageInput } from './input.ts';

/** For tests: compiles, or fails loudly. */
export function compiledOf(protocol: Protocol): CompiledProtocol {
  const result = compileProtocol(protocol);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.compiled;
}

/** For tests: a call on the morning of 10 January 2026, eight days after enrolment, with what the test is about. */
export function call(answers: Readonly<Record<string, unknown>>, changes: Partial<TriageInput> = {}): TriageInput {
  return {
    answers: said(answers),
    at: '2026-01-10T05:00:00Z',
    informant: { kind: 'self' },
    past: [],
    readings: [],
    person: { ageYears: 40, conditions: [] },
    episode: { openedOn: '2026-01-02' },
    timeZone: 'Asia/Kolkata',
    ...changes,
  };
}

/** For tests: an earlier call at the same hour. */
export function daysAgo(days: number, answers: Readonly<Record<string, unknown>>): PastCheckIn {
  const at = new Date(Date.parse('2026-01-10T05:00:00Z') - days * 86_400_000).toISOString();
  return { at, answers: said(answers), level: 'green' };
}

/** Plain values as answers; `'refused'` and the other reasons as none. */
export function said(answers: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([linkId, value]) => [linkId, isReason(value) ? { absent: value } : { value: value as boolean }]),
  );
}

function isReason(value: unknown): value is 'unknown' | 'refused' | 'not-asked' {
  return value === 'unknown' || value === 'refused' || value === 'not-asked';
}
