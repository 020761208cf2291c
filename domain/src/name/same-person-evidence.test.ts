import { describe, expect, test } from 'vitest';
import { compareNames } from './compare-names.ts';
import { nameKey } from './name-key.ts';
import { type PersonTraits, samePersonEvidence } from './same-person-evidence.ts';

const compare = (a: string, b: string) => compareNames(nameKey(a).key, nameKey(b).key);

describe('names', () => {
  test.each([
    ['Ramesh Sahu', 'साहू रमेश', 'same'],
    ['Shiv Kumar Sahu', 'Shivkumar Sahu', 'same'],
    ['Ramesh Sahu', 'Ramesh Kumar Sahu', 'shorter'],
    ['Ramesh', 'Ramesh Sahu', 'shorter'],
    ['Durgesh Verma', 'Drugesh Verma', 'near'],
    ['Neha Sahu', 'Niha Sahu', 'near'],
    ['Sunita Sahu', 'Sunita Devi', 'other-surname'],
    ['Ramesh Sahu', 'Rajesh Sahu', 'different'],
    ['Gita Sahu', 'Rita Sahu', 'different'],
    ['Kiran Sahu', 'Karan Sahu', 'different'],
    ['Sahu Ramesh', 'Sahu Sunita', 'different'],
    ['Mohd Ali', 'Mohammad Aslam', 'different'],
    ['Sahu', 'Ramesh Sahu', 'different'],
    ['Sunita Sahu', 'B/O Sunita Sahu', 'different'],
    ['', '', 'different'],
  ])('%s and %s are %s', (a, b, relation) => {
    expect(compare(a, b)).toBe(relation);
    expect(compare(b, a)).toBe(relation);
  });
});

const sunita: PersonTraits = {
  nameKey: nameKey('Sunita Sahu').key,
  ageYears: 35,
  sex: 'female',
  ward: '12',
  phones: ['+916100001234'],
  listNumbers: {},
};
const named = (name: string, over: Partial<PersonTraits> = {}): PersonTraits => ({
  ...sunita,
  nameKey: nameKey(name).key,
  ...over,
});

describe('one person', () => {
  test('the same woman in another script is proposed, with the reasons in both languages', () => {
    const found = samePersonEvidence(sunita, named('श्रीमती सुनीता साहू', { ageYears: 36 }));
    expect(found.verdict).toBe('likely');
    expect(found.evidence.map((item) => item.code)).toEqual(['name-same', 'age-near', 'sex-same', 'phone-shared', 'ward-same']);
    for (const { text } of found.evidence) expect(text.hi && text.en).toBeTruthy();
  });

  test('a new phone but the same SRF number is still proposed', () => {
    const a = { ...sunita, listNumbers: { srf: '2240000000001' } };
    expect(
      samePersonEvidence(a, named('Sunita Sahu', { phones: ['+916100001299'], listNumbers: { srf: '2240000000001' } })).verdict,
    ).toBe('likely');
  });

  test('a married name under the same phone is proposed', () => {
    expect(samePersonEvidence(sunita, named('Sunita Devi')).verdict).toBe('likely');
  });
});

describe('two people', () => {
  test('twins: one phone, one age, one ward, other given names', () => {
    const twin = { ageYears: 9, sex: 'female' } as const;
    expect(samePersonEvidence(named('Gita Sahu', twin), named('Rita Sahu', twin)).verdict).toBe('different');
    expect(samePersonEvidence(named('Ramesh Sahu', { sex: 'male' }), named('Rajesh Sahu', { sex: 'male' })).verdict).toBe(
      'different',
    );
  });

  test('father and son of one name are told apart by age', () => {
    expect(samePersonEvidence(named('Mohan Sahu', { ageYears: 61 }), named('Mohan Sahu', { ageYears: 34 })).verdict).toBe(
      'different',
    );
  });

  test('Kamal and Kamla under one phone are told apart by sex', () => {
    expect(samePersonEvidence(named('Kamal Sahu', { sex: 'male' }), named('Kamla Sahu')).verdict).toBe('different');
  });

  test('a newborn is not its mother', () => {
    expect(samePersonEvidence(sunita, named('B/O Sunita Sahu', { ageYears: 0.1 })).verdict).toBe('different');
  });

  test('different ABHA numbers outweigh a common name', () => {
    const a = { ...sunita, listNumbers: { abha: '11' } };
    expect(samePersonEvidence(a, { ...sunita, listNumbers: { abha: '22' } }).verdict).toBe('different');
  });
});

test('a name, an age and a ward alone are a question, not a proposal', () => {
  expect(samePersonEvidence(sunita, { ...sunita, phones: [] }).verdict).toBe('possible');
});

test('one SRF number on two different names is shown', () => {
  const srf = { listNumbers: { srf: '2240000000001' } };
  expect(samePersonEvidence({ ...sunita, ...srf }, named('Mohan Das', { ...srf, sex: 'male' })).verdict).toBe('possible');
});

test('the list’s own running number proves nothing', () => {
  const list = { listNumbers: { list: '7' }, phones: [] };
  expect(samePersonEvidence({ ...sunita, ...list }, { ...sunita, ...list }).evidence.map((item) => item.code)).not.toContain(
    'list-number-same',
  );
});

test('it does not matter which row comes first', () => {
  const others = [
    named('Sunita Devi'),
    named('Ramesh Sahu'),
    named('Sunita', { ageYears: null }),
    named('सुनीता साहू', { ward: null }),
  ];
  for (const other of others) expect(samePersonEvidence(sunita, other)).toEqual(samePersonEvidence(other, sunita));
});
