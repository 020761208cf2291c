import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import type { Schedule } from '../protocol/protocol.ts';
import { daysBetween, localDate } from '../time/local-date.ts';
import { answersSituation, earlierCheckIns } from './answers-situation.ts';
import { variableName } from './environment.ts';
import { measureHistory } from './history.ts';
import type { TriageEpisode, TriageInput } from './input.ts';
import { latestReading } from './readings.ts';
import type { Situation } from './three-valued.ts';

/** Every variable of this check-in with its value, or with the reason why there is none. */
export function situationOf(compiled: CompiledProtocol, input: TriageInput): Situation {
  const situation = answersSituation(compiled, input.answers);
  for (const item of compiled.items) {
    const latest = latestReading(input, item.linkId);
    if (latest !== null) situation.set(variableName(item.linkId), latest);
  }
  setPerson(situation, input);
  setCall(situation, compiled, input);
  for (const { measure, when } of compiled.history)
    situation.set(measure.name, measureHistory(compiled, input, situation, measure, when));
  for (const { name, when } of compiled.facts) {
    const verdict = situation.judge(when.run);
    situation.set(name, verdict.known ? verdict.value : { notKnown: verdict.notKnown });
  }
  return situation;
}

/** The day from which days are counted: the version says which date, and a later known date stands in for a missing one. */
export function clockStart(from: Schedule['from'], episode: TriageEpisode): string {
  if (from === 'opened') return episode.openedOn;
  const sampled = episode.sampleOn ?? episode.openedOn;
  return from === 'sample' ? sampled : (episode.onsetOn ?? sampled);
}

function setPerson(situation: Situation, { person }: TriageInput): void {
  const facts = { age: person.ageYears, sex: person.sex, pregnant: person.pregnant, usual_spo2: person.usualSpo2 };
  for (const [name, value] of Object.entries(facts)) {
    situation.set(name, value ?? { notKnown: [{ linkId: `person.${name}`, why: 'unknown' }] });
  }
  situation.set(
    'known',
    Object.entries(facts).flatMap(([name, value]) => (value === null || value === undefined ? [] : [name])),
  );
  situation.set('conditions', person.conditions);
}

function setCall(situation: Situation, compiled: CompiledProtocol, input: TriageInput): void {
  const today = localDate(new Date(input.at), input.timeZone);
  const last = earlierCheckIns(input).at(-1);
  situation.set('informant', input.informant.kind);
  situation.set('first_call', last === undefined);
  situation.set('last_level', last?.level ?? 'none');
  situation.set('day', daysBetween(clockStart(compiled.protocol.schedule.from, input.episode), today));
  situation.set('illness_day', daysBetween(clockStart('onset-or-sample', input.episode), today));
}
