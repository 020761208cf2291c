import { compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { acceptAnswers } from '@kshem/domain/questionnaire/accept-answers.ts';
import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { isComplete } from '@kshem/domain/questionnaire/is-complete.ts';
import { addDays } from '@kshem/domain/time/local-date.ts';
import { triage } from '@kshem/domain/triage/triage.ts';
import { describe, expect, test } from 'vitest';
import { loadProtocol } from '../protocols/load.ts';
import { type Said, talkTo } from '../server/src/telephony/simulated/virtual-person.ts';
import { whatIsAsked } from '../server/src/telephony/simulated/what-is-asked.ts';
import { demoDistrict } from './district.ts';
import { type DemoPerson, makePeople } from './people.ts';

const people = makePeople('shantipur', 1500);
const covid = askAll('covid-home-isolation', 'mohfw-2022-01', [3, 6, 9]);
const heat = askAll('heat-elderly', 'heatwave-2026', [1, 4, 7, 10, 13]);

describe.each([
  ['covid-home-isolation', covid],
  ['heat-elderly', heat],
])('the people of the demonstration and the questionnaire of %s', (_, { protocol, calls }) => {
  test('every yes/no question is understood', () => {
    const asked = allItems(protocol.questionnaire).filter(({ type }) => type === 'boolean');
    expect(asked.filter((item) => whatIsAsked(item).kind === 'other').map(({ linkId }) => linkId)).toEqual([]);
  });

  test('answers are complete and none is refused', () => {
    for (const { said } of calls) {
      if (said.kind !== 'answered') continue;
      const { answers, refused } = acceptAnswers(protocol.questionnaire, said.answers);
      expect(refused).toEqual([]);
      expect(isComplete(protocol.questionnaire, answers)).toBe(true);
    }
  });

  test('most calls end green, and some in every level', () => {
    const levels = levelsOf(calls);
    const shareOf = (level: Level) => levels.filter((one) => one === level).length / levels.length;
    expect(shareOf('green')).toBeGreaterThan(0.45);
    expect(shareOf('red')).toBeGreaterThan(0.01);
    expect(shareOf('red')).toBeLessThan(0.08);
    expect(shareOf('amber')).toBeGreaterThan(0.02);
    expect(shareOf('yellow')).toBeGreaterThan(0.05);
  });
});

describe('the second week of the illness', () => {
  test('is the worst', () => {
    const redOn = (day: number) =>
      levelsOf(covid.calls.filter((call) => call.day === day)).filter((level) => level === 'red').length;
    expect(redOn(9)).toBeGreaterThan(redOn(3));
  });
});

type Call = { readonly person: DemoPerson; readonly day: number; readonly said: Said; readonly level: Level | null };

/** Everybody of a programme called once on each of these days of their illness. */
function askAll(programme: DemoPerson['programme'], version: string, days: readonly number[]) {
  const protocol = loadProtocol(programme, version);
  const compiling = compileProtocol(protocol);
  if (!compiling.ok) throw new Error('the shipped protocol does not compile');
  const { compiled } = compiling;
  const calls = people
    .filter((person) => person.programme === programme)
    .flatMap((person) =>
      days.map((day): Call => {
        const { questionnaire } = protocol;
        const said = talkTo(person.virtual, { day, call: 1, questionnaire, languages: ['hi', 'cg', 'en'] });
        return { person, day, said, level: said.kind === 'answered' ? levelOf(person, day, said) : null };
      }),
    );
  return { protocol, calls };

  function levelOf(person: DemoPerson, day: number, { answers, informant }: Extract<Said, { kind: 'answered' }>): Level {
    const { level } = triage(compiled, {
      answers,
      at: '2022-01-20T05:00:00Z',
      informant,
      past: [],
      readings: [],
      person,
      episode: { openedOn: '2022-01-18', onsetOn: addDays('2022-01-20', -day) },
      timeZone: demoDistrict.timeZone,
    });
    return level;
  }
}

function levelsOf(calls: readonly Call[]): readonly Level[] {
  return calls.flatMap(({ level }) => (level === null ? [] : [level]));
}
