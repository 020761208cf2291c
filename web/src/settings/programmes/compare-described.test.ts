import { describe, expect, test } from 'vitest';
import { compareDescribed } from './compare-described.ts';

const rule = (id: string, level: string, more: Record<string, string> = {}) => ({
  id,
  title: id,
  lines: Object.entries({ level, ...more }).map(([key, value]) => ({ key, label: key, value })),
});

describe('two versions read side by side', () => {
  test('show what was changed with the lines that differ, what was added, and last what was removed', () => {
    const changes = compareDescribed(
      [rule('S1', 'red'), rule('S2', 'amber', { when: 'spo2 < 95' }), rule('S9', 'red')],
      [rule('S0', 'red'), rule('S1', 'red'), rule('S2', 'amber', { when: 'spo2 < 94', raise: 'yes' })],
    );
    expect(changes.map(({ id, kind }) => [id, kind])).toEqual([
      ['S0', 'added'],
      ['S2', 'changed'],
      ['S9', 'removed'],
    ]);
    expect([...(changes[1]?.marks ?? [])]).toEqual(['when', 'raise']);
  });

  test('show nothing where a version is compared with itself', () => {
    const rules = [rule('S1', 'red'), rule('S2', 'amber')];
    expect(compareDescribed(rules, rules)).toEqual([]);
  });
});
