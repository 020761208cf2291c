import { expect, test } from 'vitest';
import { canonicalProtocol } from './canonical-protocol.ts';
import { tinyProtocol } from './tiny-protocol.ts';

test('the order of keys makes no difference, the order of rules does', () => {
  const protocol = tinyProtocol();
  const reordered = Object.fromEntries(Object.entries(protocol).toReversed()) as typeof protocol;
  const { triage } = protocol;
  const otherRules = tinyProtocol({ triage: { ...triage, rules: triage.rules.toReversed() } });
  expect(canonicalProtocol(reordered)).toBe(canonicalProtocol(protocol));
  expect(canonicalProtocol(otherRules)).not.toBe(canonicalProtocol(protocol));
});

test('a moved limit changes it, a signature does not', () => {
  const protocol = tinyProtocol();
  const { approval: _, ...unsigned } = protocol;
  const facts = [{ name: 'low', type: 'bool', when: 'oxygen < 95.0' }] as const;
  expect(canonicalProtocol(unsigned)).toBe(canonicalProtocol(protocol));
  expect(canonicalProtocol(tinyProtocol({ triage: { ...protocol.triage, facts } }))).not.toBe(canonicalProtocol(protocol));
});
