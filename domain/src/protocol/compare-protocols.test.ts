import { expect, test } from 'vitest';
import { compareProtocols } from './compare-protocols.ts';
import { tinyProtocol, tinyRule } from './tiny-protocol.ts';

const { triage, ending, reach } = tinyProtocol();

test('a version compared with itself has no changes', () => {
  expect(compareProtocols(tinyProtocol(), tinyProtocol())).toEqual([]);
});

test('a moved limit, a new rule and a dropped one are three changes', () => {
  const [low, pain] = triage.rules;
  const rules = [
    tinyRule('N', 'fever', 'yellow'),
    { ...(low ?? tinyRule('L', 'low', 'red')), when: 'oxygen < 95.0' },
    ...(pain ? [pain] : []),
  ];
  expect(compareProtocols(tinyProtocol(), tinyProtocol({ triage: { ...triage, rules } }))).toMatchObject([
    { where: 'triage.rules[L].when', kind: 'changed', before: 'low', after: 'oxygen < 95.0' },
    { where: 'triage.rules[F]', kind: 'removed' },
    { where: 'triage.rules[N]', kind: 'added' },
  ]);
});

test('rules in another order are said to have moved', () => {
  const swapped = tinyProtocol({ triage: { ...triage, rules: triage.rules.toReversed() } });
  expect(compareProtocols(tinyProtocol(), swapped)).toEqual([
    { where: 'triage.rules', kind: 'moved', before: ['L', 'P', 'F'], after: ['F', 'P', 'L'] },
  ]);
});

test('plain lists and numbers are shown whole', () => {
  const after = tinyProtocol({
    ending: { ...ending, earliestDay: 10 },
    reach: { ...reach, retry: { ...reach.retry, busy: [15] } },
  });
  expect(compareProtocols(tinyProtocol(), after)).toEqual([
    { where: 'reach.retry.busy', kind: 'changed', before: [10, 30], after: [15] },
    { where: 'ending.earliestDay', kind: 'changed', before: 7, after: 10 },
  ]);
});
