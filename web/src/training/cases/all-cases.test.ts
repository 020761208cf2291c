import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import { acceptAnswers } from '@kshem/domain/questionnaire/accept-answers.ts';
import { enabledItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { unasked } from '@kshem/domain/questionnaire/is-complete.ts';
import { wasAsked } from '@kshem/domain/questionnaire/next-question.ts';
import { conditions } from '@kshem/domain/triage/conditions.ts';
import { describe, expect, test } from 'vitest';
import { loadProtocol } from '../../../../protocols/load.ts';
import { practiceInput } from '../practice-input.ts';
import { makeTriage } from '../practice-triage.ts';
import { allCases } from './all-cases.ts';

const at = new Date('2022-01-20T06:00:00Z');
const zone = 'Asia/Kolkata';

for (const practice of allCases) {
  const protocol = loadProtocol(practice.programme, practice.version);
  const { questionnaire } = protocol;
  const judge = makeTriage(protocol);

  describe(`the practice case ${practice.id}`, () => {
    for (const [index, { truth, replies, again, decision }] of practice.calls.entries()) {
      if (truth.kind === 'outcome') {
        test(`call ${index + 1} ends as ${truth.disposition}`, () => {
          expect(dispositions).toContain(truth.disposition);
        });
        continue;
      }
      test(`call ${index + 1} is ${truth.level} by the version itself, for the reasons it names`, () => {
        const input = practiceInput(practice, index, at, zone);
        const kind = (truth.answers['who-answered'] as { value: 'self' | 'caregiver' }).value;
        const readings = (truth.readings ?? []).map((one) => ({ ...one, at: at.toISOString() }));
        const judged = judge({ answers: truth.answers, informant: { kind }, readings }, input);
        expect(judged.reasons.map(({ ruleId }) => ruleId).sort()).toEqual([...truth.rules].sort());
        expect(judged.level).toBe(truth.level);
        expect(judged.undecided).toEqual([]);
        expect(judged.needs.map((need) => need.kind)).toEqual(expect.arrayContaining([...truth.needs]));
      });

      test(`call ${index + 1} has a right answer to every question that applies, and to no other`, () => {
        const sent = Object.fromEntries(Object.entries(truth.answers).map(([id, one]) => [id, 'value' in one ? one.value : one]));
        expect(acceptAnswers(questionnaire, sent).refused).toEqual([]);
        expect(unasked(questionnaire, truth.answers)).toEqual([]);
        const applies = enabledItems(questionnaire, truth.answers).map(({ linkId }) => linkId);
        expect(Object.keys(truth.answers).filter((linkId) => !applies.includes(linkId))).toEqual([]);
        const named = [...Object.keys(replies), ...truth.critical, ...Object.keys(again ?? {})];
        expect(named.filter((linkId) => !wasAsked(truth.answers, linkId))).toEqual([]);
      });

      if (decision) {
        test(`call ${index + 1} has one right decision, and says why of each`, () => {
          expect(decision.options.filter(({ right }) => right)).toHaveLength(1);
          expect(truth.level).toBe(decision.from);
        });
      }
    }

    test('speaks both languages', () => {
      const texts = textsIn(practice);
      expect(texts.length).toBeGreaterThan(10);
      expect(texts.filter(({ hi, en }) => !/[\u0900-\u097f]/.test(hi) || /[\u0900-\u097f]/.test(en))).toEqual([]);
    });

    test('is of people whose conditions the rules know', () => {
      const told = practice.people.flatMap((person) => person.conditions);
      expect(told.filter((code) => !(code in conditions))).toEqual([]);
    });
  });
}

test('no two cases have one name', () => {
  expect(new Set(allCases.map(({ id }) => id)).size).toBe(allCases.length);
});

/** Every text in both languages, however deep. */
function textsIn(value: unknown): { hi: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { hi, en } = value as { hi?: unknown; en?: unknown };
  if (typeof hi === 'string' && typeof en === 'string') return [{ hi, en }];
  return Object.values(value).flatMap(textsIn);
}
