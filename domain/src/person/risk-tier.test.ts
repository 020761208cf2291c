import { describe, expect, test } from 'vitest';
import { riskTier } from './risk-tier.ts';

const rule = { fromAge: 60, conditions: ['diabetes', 'lung-disease'] };

describe('risk tier', () => {
  test('the age of the rule and every condition of the rule make it high, and say so', () => {
    expect(riskTier({ ageYears: 60, conditions: ['lung-disease', 'other'] }, rule)).toEqual({
      tier: 'high',
      because: ['age', 'lung-disease'],
      missing: [],
    });
    expect(riskTier({ ageYears: 59, conditions: ['diabetes'] }, rule).tier).toBe('high');
  });

  test('it is ordinary only when everything that could raise it is known', () => {
    expect(riskTier({ ageYears: 59, conditions: [] }, rule).tier).toBe('ordinary');
    expect(riskTier({ ageYears: null, conditions: [] }, rule)).toEqual({ tier: 'unknown', because: [], missing: ['age'] });
    expect(riskTier({ ageYears: 30, conditions: null }, rule)).toEqual({ tier: 'unknown', because: [], missing: ['conditions'] });
  });

  test('one known reason is enough, whatever else is missing', () => {
    expect(riskTier({ ageYears: null, conditions: ['diabetes'] }, rule)).toMatchObject({ tier: 'high', missing: ['age'] });
  });

  test('a rule without an age does not ask for one', () => {
    expect(riskTier({ ageYears: null, conditions: [] }, { ...rule, fromAge: null }).tier).toBe('ordinary');
  });
});
