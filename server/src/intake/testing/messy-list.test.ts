import { rowCleaner } from '@kshem/domain/intake/clean-row.ts';
import { guessMapping } from '@kshem/domain/intake/guess-mapping.ts';
import { rowKind } from '@kshem/domain/intake/row-kind.ts';
import { wardKey } from '@kshem/domain/intake/ward-key.ts';
import { samePersonEvidence } from '@kshem/domain/name/same-person-evidence.ts';
import { expect, test } from 'vitest';
import { checkPhone } from '../reading/check-phone.ts';
import { type Dirt, HEADINGS, type MessyRow, messyList } from './messy-list.ts';

const today = '2026-11-20';
const rows = [...messyList({ seed: 3, people: 3000, today, dirt: 0.5 })];
const mapping = guessMapping(HEADINGS, { today, sample: [] });
const clean = rowCleaner(mapping, { today, checkPhone });

// What each kind of dirt must come to; null: read as if it were clean.
const EXPECTED: Record<Dirt, readonly (string | null)[]> = {
  'phone-scientific': ['phone.precision-lost'],
  'phone-float': [null],
  'phone-two': [null],
  'phone-landline': [null],
  'phone-dummy': ['phone.dummy'],
  'phone-devanagari': [null],
  'phone-nbsp': [null],
  'phone-words': ['phone.not-a-number'],
  'phone-blank': ['phone.missing'],
  'age-text': [null],
  'age-months': [null],
  'age-range': ['age.range'],
  'age-blank': ['age.missing'],
  'age-nonsense': ['age.unreadable', 'age.impossible'],
  'date-serial': [null],
  'date-month-first': ['date.month-first'],
  'date-future': ['date.future'],
  'date-words': [null],
  'name-blank': ['name.missing'],
  'name-formula': ['name.not-a-name'],
  'sex-nonsense': ['sex.unreadable'],
};

test('every kind of dirt comes to the problem it should, and no other', () => {
  const seen = new Set<Dirt>();
  for (const row of rows) {
    if (row.dirt === null) continue;
    seen.add(row.dirt);
    const codes = clean(row.cells)
      .problems.map((found) => found.code)
      .filter((code) => code !== 'cell.formula');
    expect(EXPECTED[row.dirt], `${row.dirt} gave ${codes.join()}`).toContain(codes[0] ?? null);
    expect(codes.length).toBeLessThan(2);
  }
  expect([...seen].sort()).toEqual(Object.keys(EXPECTED).sort());
});

test('rows without dirt are accepted as they stand, and furniture is no person', () => {
  // The first four lines are title and headings.
  for (const row of rows.slice(4)) {
    if (row.person === null) expect(rowKind(row.cells, mapping)).not.toBe('person');
    else if (row.dirt === null) expect(clean(row.cells)).toMatchObject({ verdict: 'accepted', problems: [] });
  }
});

test('second rows of a person are likely duplicates; others of the household never are', () => {
  const people = rows.filter((row) => row.person !== null).map((row) => ({ row, traits: traitsOf(row) }));
  const byHousehold = Map.groupBy(people, ({ row }) => row.household);
  let duplicates = 0;
  for (const members of byHousehold.values()) {
    for (const [at, a] of members.entries()) {
      for (const b of members.slice(at + 1)) {
        if (!a.traits || !b.traits) continue;
        const { verdict } = samePersonEvidence(a.traits, b.traits);
        if (a.row.person === b.row.person) duplicates++;
        expect(verdict, JSON.stringify([a.traits, b.traits])).toBe(a.row.person === b.row.person ? 'likely' : 'different');
      }
    }
  }
  expect(duplicates).toBeGreaterThan(20);
});

function traitsOf(row: MessyRow) {
  const { person } = clean(row.cells);
  return (
    person && {
      ...person,
      ageYears: person.age?.years ?? null,
      ward: wardKey(person.ward ?? ''),
      phones: person.phones.map((phone) => phone.e164),
      listNumbers: {},
    }
  );
}

test('the same seed gives the same list; tomorrow’s repeats today’s rows but for those that changed', () => {
  const today1 = [...messyList({ seed: 5, people: 1000 })];
  expect([...messyList({ seed: 5, people: 1000 })]).toEqual(today1);
  const key = (row: MessyRow) => row.cells.slice(1).join('|');
  const before = new Map(today1.filter((row) => row.person !== null && !row.duplicate).map((row) => [row.person, key(row)]));
  const after = new Map(
    [...messyList({ seed: 5, people: 1000, day: 2 })]
      .filter((row) => row.person !== null && !row.duplicate)
      .map((row) => [row.person, key(row)]),
  );
  const kept = [...before].filter(([person, text]) => after.get(person) === text).length;
  expect(kept).toBeGreaterThan(850);
  expect([...before.keys()].filter((person) => !after.has(person)).length).toBeGreaterThan(10);
  expect([...after].filter(([person, text]) => before.has(person) && before.get(person) !== text).length).toBeGreaterThan(30);
  expect([...after.keys()].filter((person) => !before.has(person)).length).toBeGreaterThan(50);
});
