import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { triage } from '@kshem/domain/triage/triage.ts';
import { demoDistrict } from '../../../demo/district.ts';
import type { DemoPerson } from '../../../demo/people.ts';
import type { DemoEpisode } from '../../../demo/story.ts';

/** Whether what the list says of a person puts them in the version's high-risk tier, before anybody has spoken with them. */
export function isHighRisk(compiled: CompiledProtocol, person: DemoPerson, episode: DemoEpisode): boolean {
  const { openedOn, onsetOn, sampleOn } = episode;
  const { highRisk } = triage(compiled, {
    answers: {},
    at: instantAt(openedOn, '12:00', demoDistrict.timeZone).toISOString(),
    informant: { kind: 'self' },
    past: [],
    readings: [],
    person,
    episode: { openedOn, onsetOn, sampleOn },
    timeZone: demoDistrict.timeZone,
  });
  return highRisk === true;
}
