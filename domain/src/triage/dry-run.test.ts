import { expect, test } from 'vitest';
import { tinyItems, tinyProtocol } from '../protocol/tiny-protocol.ts';
import { dryRun } from './dry-run.ts';
import { call, compiledOf } from './given.ts';

const well = { 'has-device': true, oxygen: 97, pulse: 80, pain: false, fever: false, needs: [] };
const { triage, questionnaire } = tinyProtocol();
const stricter = { ...triage, facts: [{ name: 'low', type: 'bool', when: 'oxygen < 96.0' }] } as const;

test('shows which submissions change, by which rules, and the totals', () => {
  const other = compiledOf(tinyProtocol({ triage: stricter }));
  const past = [
    { id: 'a', level: 'green', ruleIds: [], input: call({ ...well, oxygen: 95 }) },
    { id: 'b', level: 'green', ruleIds: [], input: call(well) },
    { id: 'c', level: 'red', ruleIds: ['X', 'P'], input: call({ ...well, pain: true }) },
  ] as const;
  const run = dryRun(other, past);
  expect(run.submissions).toEqual([
    { id: 'a', before: 'green', after: 'red', gained: ['L'], lost: [], unasked: [] },
    { id: 'b', before: 'green', after: 'green', gained: [], lost: [], unasked: [] },
    { id: 'c', before: 'red', after: 'amber', gained: [], lost: ['X'], unasked: [] },
  ]);
  expect(run).toMatchObject({ moreUrgent: 1, lessUrgent: 1, totals: { green: { red: 1, green: 1 }, red: { amber: 1, red: 0 } } });
});

test('a question that only the other version asks is named, for it can raise the level by itself', () => {
  const cough = { linkId: 'cough', type: 'boolean', required: true, text: { hi: 'खाँसी?', en: 'Cough?' } } as const;
  const rule = { id: 'C', when: 'cough', level: 'amber', reason: cough.text, action: cough.text, source: ['S'] } as const;
  const other = tinyProtocol({
    questionnaire: { ...questionnaire, item: [...tinyItems, cough] },
    triage: { ...triage, rules: [...triage.rules, rule] },
  });
  const { submissions } = dryRun(compiledOf(other), [{ id: 'a', level: 'green', ruleIds: [], input: call(well) }]);
  expect(submissions).toMatchObject([{ before: 'green', after: 'yellow', unasked: ['cough'] }]);
});
