import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { TriageEpisode, TriagePerson } from '@kshem/domain/triage/input.ts';
import { triage } from '@kshem/domain/triage/triage.ts';

/** Whether what is known of a person puts them in the version's high-risk tier, before anybody has spoken with them. */
export function isHighRisk(compiled: CompiledProtocol, person: TriagePerson, episode: TriageEpisode, timeZone: string): boolean {
  const { highRisk } = triage(compiled, {
    answers: {},
    at: instantAt(episode.openedOn, '12:00', timeZone).toISOString(),
    informant: { kind: 'self' },
    past: [],
    readings: [],
    person,
    episode,
    timeZone,
  });
  return highRisk === true;
}
