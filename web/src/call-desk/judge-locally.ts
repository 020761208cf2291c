import { type CompiledProtocol, compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { TriageInput } from '@kshem/domain/triage/input.ts';
import { triage } from '@kshem/domain/triage/triage.ts';
import type { CheckIn, Judgement } from './desk-port.ts';
import { type SaidSoFar, standing } from './said.ts';

/**
 * The server's own judgement, made here: the same rules over the same inputs, at once and without a network. Fetched as a part of its own,
 * for the rules' language is not small. null: the version does not compile in this page (an older page than the server).
 */
export function judgeLocally(protocol: Protocol, checkIn: CheckIn, said: SaidSoFar, at: Date): Judgement | null {
  const compiled = compiledOf(protocol);
  if (compiled === null) return null;
  const { past, person, episode, timeZone } = checkIn.judgedWith;
  const judged = triage(compiled, {
    answers: standing(said, protocol.questionnaire),
    at: at.toISOString(),
    informant: said.informant,
    readings: said.readings,
    past: past as TriageInput['past'],
    person,
    episode,
    timeZone,
  });
  return { ...judged, escalateWithin: judged.escalation?.withinMinutes ?? null };
}

const known = new WeakMap<Protocol, CompiledProtocol | null>();

function compiledOf(protocol: Protocol): CompiledProtocol | null {
  const found = known.get(protocol);
  if (found !== undefined) return found;
  const result = compileProtocol(protocol);
  const compiled = result.ok ? result.compiled : null;
  known.set(protocol, compiled);
  return compiled;
}
