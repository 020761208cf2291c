import { describe, expect, test } from 'vitest';
import { areasInScope, covers, mayGrant } from './area-scope.ts';
import { allows, permissions, permissionsOf, roles } from './roles.ts';

describe('roles', () => {
  test('a caller works the desk and manages nothing', () => {
    expect(['worklist.claim', 'answers.submit'].every((one) => allows(['caller'], one as 'worklist.claim'))).toBe(true);
    for (const one of ['user.manage', 'import.run', 'day.close', 'escalation.acknowledge', 'audit.read'] as const) {
      expect(allows(['caller'], one), one).toBe(false);
    }
  });

  test('only a doctor reads drug advice', () => {
    expect(roles.filter((role) => allows([role], 'advice.drug.read'))).toEqual(['doctor']);
  });

  test('only a doctor records a consultation, and with it drug advice', () => {
    expect(roles.filter((role) => allows([role], 'consultation.record'))).toEqual(['doctor']);
  });

  test('a hospital’s clerk tells of beds and can do nothing else', () => {
    expect(permissionsOf(['clerk'])).toEqual(['registry.report', 'registry.own']);
  });

  test('an administrator sees nobody’s health or number by that role', () => {
    for (const one of ['person.read', 'person.number.reveal', 'answers.submit', 'ledger.read'] as const) {
      expect(allows(['administrator'], one), one).toBe(false);
    }
  });

  test('two roles add up, no role gives nothing, and nothing is nobody’s', () => {
    expect(allows(['caller', 'administrator'], 'user.manage')).toBe(true);
    expect(permissionsOf([])).toEqual([]);
    expect(permissionsOf(roles)).toEqual(permissions);
  });
});

describe('areas', () => {
  const state = { id: 22, path: [22] };
  const district = { id: 401, path: [22, 401] };
  const ward = { id: 9001, path: [22, 401, 510, 9001] };
  const elsewhere = { id: 402, path: [22, 402] };

  test('a grant covers its area and everything below it, and nothing above or beside', () => {
    expect(covers([401], ward)).toBe(true);
    expect(covers([401], district)).toBe(true);
    expect(covers([401], state)).toBe(false);
    expect(covers([401], elsewhere)).toBe(false);
    expect(covers([], ward)).toBe(false);
    expect(areasInScope([401, 402], [state, district, ward, elsewhere])).toEqual([401, 9001, 402]);
  });

  test('nobody gives away an area that is not theirs', () => {
    expect(mayGrant([401], [ward])).toBe(true);
    expect(mayGrant([401], [ward, elsewhere])).toBe(false);
    expect(mayGrant([9001], [district])).toBe(false);
  });
});
