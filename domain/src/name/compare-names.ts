import { nameKey } from './name-key.ts';

/**
 * How two folded names (name-key.ts) stand to each other.
 * same: every word agrees, in any order, also when one writes two words as one (Shiv Kumar, Shivkumar).
 * shorter: one name has the other's words and more (Ramesh Sahu, Ramesh Kumar Sahu).
 * near: as above but one word is off by a letter a typist loses or turns (Durgesh, Drugesh).
 * other-surname: the given name agrees and the last word differs (Sunita Sahu, Sunita Devi).
 * different: anything else. Gita and Rita, Kiran and Karan, Ramesh and Rajesh are different people.
 */
export type NameRelation = 'same' | 'shorter' | 'near' | 'other-surname' | 'different';

export function compareNames(keyA: string, keyB: string): NameRelation {
  if (keyA === '' || keyB === '') return 'different';
  if (keyA === keyB || keyA.replaceAll(' ', '') === keyB.replaceAll(' ', '')) return 'same';
  const a = keyA.split(' ');
  const b = keyB.split(' ');
  if (a.includes(NEWBORN) !== b.includes(NEWBORN)) return 'different';
  return relate(a.length <= b.length ? a : b, a.length <= b.length ? b : a);
}

// nameKey writes "baby of" so: a newborn is never its mother.
const NEWBORN = 'babyof';

function relate(fewer: readonly string[], more: readonly string[]): NameRelation {
  const { unmatchedFewer, unmatchedMore, near } = matchWords(fewer, more);
  if (unmatchedFewer.length === 0) {
    if (near) return 'near';
    if (unmatchedMore.length === 0) return 'same';
    return unmatchedMore.some((word) => !isFamilyWord(word)) && fewer.every(isFamilyWord) ? 'different' : 'shorter';
  }
  const givenAgrees = fewer[0] === more[0] && !isFamilyWord(fewer[0] ?? '');
  const rest = [...unmatchedFewer, ...unmatchedMore];
  return givenAgrees && rest.every((word) => word !== fewer[0]) ? 'other-surname' : 'different';
}

function matchWords(fewer: readonly string[], more: readonly string[]) {
  const unmatchedMore = [...more];
  const take = (at: number) => at >= 0 && unmatchedMore.splice(at, 1).length > 0;
  const inexact = fewer.filter((word) => !take(unmatchedMore.indexOf(word)));
  const unmatchedFewer = inexact.filter((word) => !take(unmatchedMore.findIndex((candidate) => isNear(word, candidate))));
  return { unmatchedFewer, unmatchedMore, near: inexact.length > unmatchedFewer.length };
}

// Words shared by whole villages: alone they say nothing about who the person is.
const FAMILY_WORDS = new Set(
  nameKey(
    'sahu verma devi bai kumar kumari singh lal ram das khan bano begum yadav patel sinha thakur dewangan nishad kaur sharma gupta prasad ' +
      'mandavi netam markam dubey tiwari mishra pandey mohammad ahmad ali sheikh bibi khatoon chandrakar jaiswal rathore soni joshi jain agrawal',
  ).key.split(' '),
);

function isFamilyWord(word: string): boolean {
  return FAMILY_WORDS.has(word);
}

/** One slip apart: cheap vowel swaps (i/e, u/o, a lost a), or one consonant lost, added or turned, never the first letter. */
function isNear(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  if (a.length === 1 || b.length === 1) return a.length === b.length;
  return slips(a, b) <= 1;
}

function slips(a: string, b: string): number {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const fromA = a.slice(start, a.length - end);
  const fromB = b.slice(start, b.length - end);
  return slipCost(fromA, fromB, Math.min(a.length, b.length));
}

const CLOSE_VOWELS = new Set(['ie', 'ei', 'uo', 'ou', 'ae', 'ea']);

function slipCost(a: string, b: string, shortest: number): number {
  if (a.length + b.length === 1) return a === 'a' || b === 'a' || shortest >= 5 ? 1 : 2;
  if (CLOSE_VOWELS.has(a + b)) return 1;
  const turned = a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
  return turned && shortest >= 5 ? 1 : 2;
}
