export type RiskRule = {
  /** From this age in years a person is at high risk; null: age alone makes nobody so. */
  readonly fromAge: number | null;
  /** Codes of conditions each of which makes a person high-risk. */
  readonly conditions: readonly string[];
};

export type RiskTier = {
  /** unknown: no reason was found and something that could give one is not known. Never taken for ordinary in a list. */
  readonly tier: 'high' | 'ordinary' | 'unknown';
  /** What makes it high: 'age', or the codes of conditions, in the rule's order. */
  readonly because: readonly string[];
  readonly missing: readonly ('age' | 'conditions')[];
};

/** Sorts a person by risk, by the protocol's own thresholds. `conditions` null: nobody has asked; an empty list: has none. */
export function riskTier(
  person: { readonly ageYears: number | null; readonly conditions: readonly string[] | null },
  rule: RiskRule,
): RiskTier {
  const old = rule.fromAge !== null && person.ageYears !== null && person.ageYears >= rule.fromAge;
  const because = [...(old ? ['age'] : []), ...rule.conditions.filter((code) => person.conditions?.includes(code))];
  const missing = [
    ...(rule.fromAge !== null && person.ageYears === null ? (['age'] as const) : []),
    ...(rule.conditions.length > 0 && person.conditions === null ? (['conditions'] as const) : []),
  ];
  const tier = because.length > 0 ? 'high' : missing.length > 0 ? 'unknown' : 'ordinary';
  return { tier, because, missing };
}
