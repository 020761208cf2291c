import { describe, expect, test } from 'vitest';
import { findHindiDamage } from './unreadable-hindi.ts';

const column = (cells: readonly string[]) => cells.map((cell, at) => [String(at + 1), cell, 'Positive', '6100001234']);

// Invented names as Kruti Dev types them; DevLys has the same layout.
const KRUTI_DEV = [
  "jes'k lkgw",
  'lquhrk nsokaxu',
  "nqxZs'k oekZ",
  'xhrk ;kno',
  'jktsUnz flag',
  "'kSys'k eaMkoh",
  'lkSjHk jkBkSj',
  'rqylhjke lkgw',
  'iwtk Bkdqj',
  'lkfo=h fu"kkn',
];

describe('a legacy font', () => {
  test('is seen in one column beside English ones', () => {
    expect(findHindiDamage(column(KRUTI_DEV))).toBe('legacy-font');
  });

  test('is seen in the headings alone', () => {
    expect(findHindiDamage([['dz-', 'uke', 'irk', 'eksckby']])).toBe('legacy-font');
  });

  test('of the Chanakya kind is seen by its accented letters', () => {
    expect(findHindiDamage(column(['ÚU×ðàæ âæãê', 'âéÙèÌæ Îðßæ´»Ù', 'Îé»ðüàæ ß×æü', '»èÌæ ØæÎß', 'âæñÚUÖ ÚUæÆUæñÚU']))).toBe(
      'legacy-font',
    );
  });
});

describe('sound text is let through', () => {
  test.each([
    [
      'names in capitals',
      ['RAMESH SAHU', 'SUNITA DEWANGAN', 'DURGESH VERMA', 'GITA YADAV', 'SHAILESH MANDAVI', 'KRISHNA', 'HANSRAJ SINGH'],
    ],
    [
      'names in small letters',
      ['ramesh sahu', 'sunita dewangan', 'durgesh verma', 'gita yadav', 'shakuntala thakur', 'krishna', 'mukesh singh'],
    ],
    [
      'English remarks',
      ['fever and cough', 'sore throat', 'no symptoms', 'breathless', 'headache', 'loss of smell', 'vomiting', 'mild'],
    ],
    [
      'names from elsewhere',
      ['Schwartz', 'Krzysztof Brzęczyszczykiewicz', 'Smt K', 'Dr. Krishnamurthy', 'John Smith', 'Lynn', 'Sky Hjk'],
    ],
    ['codes', ['rtpcr/22/x', 'rtpcr/23/x', 'rat-11', 'cg-drg-14', 'nkd/2', 'tnt-3']],
    ['Hindi', ['रमेश साहू', 'सुनीता देवांगन', 'दुर्गेश वर्मा', 'गीता यादव', 'पूजा', 'राधा']],
    ['accented names', ['José', 'François', 'Zoë', 'Renée', 'André Müller', 'Søren']],
  ])('%s', (_, cells) => {
    expect(findHindiDamage(column(cells))).toBeNull();
  });

  test('a list of two rows is given the benefit of the doubt', () => {
    expect(findHindiDamage(column(KRUTI_DEV.slice(0, 2)))).toBeNull();
    expect(findHindiDamage([])).toBeNull();
  });
});

test('letters turned into question marks are seen', () => {
  expect(findHindiDamage(column(['???? ????', '?????? ???????', '??? ?? ???', 'Ramesh']))).toBe('letters-lost');
});

test('a single question mark means "unknown", not damage', () => {
  expect(findHindiDamage(column(['?', '?', '?', 'Ramesh']))).toBeNull();
});

test('UTF-8 taken for windows-1252 is seen', () => {
  expect(findHindiDamage(column(['à¤°à¤®à¥‡à¤¶', 'à¤¸à¥à¤¨à¥€à¤¤à¤¾', 'à¤—à¥€à¤¤à¤¾']))).toBe('mojibake');
});
