import { compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { Answers, Informant } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { TriageInput } from '@kshem/domain/triage/input.ts';
import { type TriageResult, triage } from '@kshem/domain/triage/triage.ts';

export type PracticeAnswers = {
  readonly answers: Answers;
  readonly informant: Informant;
  readonly readings: TriageInput['readings'];
};

/** Judges practice answers by the version itself, as the server does with real ones. Fetched as a part of its own: the rules' language is not small. */
export function makeTriage(
  protocol: Protocol,
): (said: PracticeAnswers, about: Omit<TriageInput, keyof PracticeAnswers>) => TriageResult {
  const result = compileProtocol(protocol);
  // What is published compiles.
  if (!result.ok) throw new Error(`${protocol.programme}/${protocol.version} does not compile in this page`);
  return (said, about) => triage(result.compiled, { ...about, ...said });
}
