import type { Text } from '../text.ts';
import { compareNames, type NameRelation } from './compare-names.ts';

/** What is known of one person when two rows are compared. Null is "not on the list", which is never evidence. */
export type PersonTraits = {
  /** From nameKey(). */
  readonly nameKey: string;
  readonly ageYears: number | null;
  readonly sex: 'male' | 'female' | 'other' | null;
  /** Ward or village, as an id or a folded name; compared for equality only. */
  readonly ward: string | null;
  /** E.164 numbers. */
  readonly phones: readonly string[];
  /** Numbers a laboratory or portal gave, by scheme: { srf: '22…', icmr: '…', abha: '…' }. The list's own running number (`list`) is passed over: offices renumber. */
  readonly listNumbers: Readonly<Record<string, string>>;
};

export type Evidence = { readonly code: EvidenceCode; readonly points: number; readonly text: Text };

export type SamePerson = {
  /** likely: propose merging. possible: show beside. different: two people. Nothing is ever merged on this alone. */
  readonly verdict: 'likely' | 'possible' | 'different';
  /** 0–100. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
};

/**
 * Weighs whether two rows are one person and says why in both languages. The name decides first: people of different
 * given names are different people even with one phone and one age (twins, families); only an equal list number
 * raises a question there.
 */
export function samePersonEvidence(a: PersonTraits, b: PersonTraits): SamePerson {
  const relation = compareNames(a.nameKey, b.nameKey);
  const codes: EvidenceCode[] = [
    `name-${relation}`,
    ...ageEvidence(a, b),
    ...sexEvidence(a, b),
    ...placeEvidence(a, b),
    ...numberEvidence(a, b),
  ];
  const evidence = codes.map((code) => ({ code, ...EVIDENCE[code] }));
  const score = Math.max(
    0,
    Math.min(
      100,
      evidence.reduce((sum, item) => sum + item.points, 0),
    ),
  );
  return { verdict: verdictOf(codes, relation, score), score, evidence };
}

function verdictOf(codes: readonly EvidenceCode[], relation: NameRelation, score: number): SamePerson['verdict'] {
  const sameNumber = codes.includes('list-number-same');
  if (relation === 'different') return sameNumber ? 'possible' : 'different';
  // A name, an age and a ward are shared by many: without a number in common it stays a question.
  const linked = sameNumber || codes.includes('phone-shared');
  if (score >= 75 && linked) return 'likely';
  return score >= 60 ? 'possible' : 'different';
}

// Offices round ages and copy them from other papers: two years, three for the old, are no contradiction.
function ageEvidence(a: PersonTraits, b: PersonTraits): EvidenceCode[] {
  if (a.ageYears === null || b.ageYears === null) return [];
  const apart = Math.abs(a.ageYears - b.ageYears);
  const tolerance = Math.min(a.ageYears, b.ageYears) >= 60 ? 3 : Math.max(a.ageYears, b.ageYears) < 5 ? 1 : 2;
  if (apart < 1) return ['age-same'];
  return apart <= tolerance ? ['age-near'] : ['age-apart'];
}

function sexEvidence(a: PersonTraits, b: PersonTraits): EvidenceCode[] {
  if (a.sex === null || b.sex === null) return [];
  return [a.sex === b.sex ? 'sex-same' : 'sex-differs'];
}

function placeEvidence(a: PersonTraits, b: PersonTraits): EvidenceCode[] {
  const codes: EvidenceCode[] = [];
  if (a.phones.some((phone) => b.phones.includes(phone))) codes.push('phone-shared');
  if (a.ward !== null && b.ward !== null) codes.push(a.ward === b.ward ? 'ward-same' : 'ward-differs');
  return codes;
}

// A second test has a second SRF number, so only a health id (ABHA), given once in a life, speaks against.
function numberEvidence(a: PersonTraits, b: PersonTraits): EvidenceCode[] {
  const shared = Object.keys(a.listNumbers).filter((scheme) => scheme !== 'list' && b.listNumbers[scheme] !== undefined);
  if (shared.some((scheme) => a.listNumbers[scheme] === b.listNumbers[scheme])) return ['list-number-same'];
  return shared.includes('abha') ? ['health-id-differs'] : [];
}

const EVIDENCE = {
  'name-same': { points: 45, text: { en: 'Same name', hi: 'नाम एक ही है' } },
  'name-shorter': { points: 40, text: { en: 'Same name, one written in short', hi: 'नाम एक ही है, एक जगह छोटा लिखा है' } },
  'name-near': { points: 32, text: { en: 'Name differs by one letter', hi: 'नाम में एक अक्षर का अंतर है' } },
  'name-other-surname': { points: 25, text: { en: 'Same given name, other surname', hi: 'पहला नाम एक ही है, उपनाम अलग है' } },
  'name-different': { points: 0, text: { en: 'Different names', hi: 'नाम अलग हैं' } },
  'age-same': { points: 15, text: { en: 'Same age', hi: 'उम्र एक ही है' } },
  'age-near': { points: 8, text: { en: 'Ages close together', hi: 'उम्र लगभग बराबर है' } },
  'age-apart': { points: -45, text: { en: 'Ages too far apart', hi: 'उम्र में बहुत अंतर है' } },
  'sex-same': { points: 5, text: { en: 'Same sex', hi: 'लिंग एक ही है' } },
  'sex-differs': { points: -35, text: { en: 'Sex differs', hi: 'लिंग अलग है' } },
  'ward-same': { points: 8, text: { en: 'Same ward or village', hi: 'वार्ड या गाँव एक ही है' } },
  'ward-differs': { points: -5, text: { en: 'Other ward or village', hi: 'वार्ड या गाँव अलग है' } },
  'phone-shared': { points: 25, text: { en: 'Same phone number', hi: 'फ़ोन नंबर एक ही है' } },
  'list-number-same': {
    points: 40,
    text: { en: 'Same number on the list (SRF, ICMR, ABHA)', hi: 'सूची का नंबर एक ही है (SRF, ICMR, ABHA)' },
  },
  'health-id-differs': { points: -40, text: { en: 'Different ABHA numbers', hi: 'ABHA नंबर अलग हैं' } },
} as const satisfies Record<string, { points: number; text: Text }>;

export type EvidenceCode = keyof typeof EVIDENCE;
