import { transliterate } from './transliterate.ts';

export type NameKey = {
  /** Folded words in the order written, titles left out: "lakshmi bai" and "लक्ष्मी बाई" both give "laksmi bai". */
  readonly key: string;
  /** The same words in alphabetical order: equal for "Sahu Ramesh" and "Ramesh Sahu". */
  readonly tokenKey: string;
};

const EMPTY: NameKey = { key: '', tokenKey: '' };

/**
 * Latin key of a name in any script: two spellings of one name share it, whoever wrote them. दुर्गेश/Durgesh,
 * Lakshmi/Laxmi, ज्ञानेश्वरी/Gyaneshwari/Dnyaneshwari are equal; Gita/Rita and Kiran/Karan are not. For matching and
 * indexes, never for showing. A name without a letter gives empty keys.
 */
export function nameKey(name: string): NameKey {
  const words = nameWords(name);
  if (words.length === 0) return EMPTY;
  const key = words.join(' ');
  return { key, tokenKey: words.length === 1 ? key : [...words].sort().join(' ') };
}

const LETTERS = /[\p{L}\p{M}\u200c\u200d]+/gu;

function nameWords(name: string): string[] {
  const words: string[] = [];
  for (const raw of markNewborn(name).match(LETTERS) ?? []) {
    const word = foldWord(raw);
    if (word === '' || (words.length === 0 && TITLES.has(word)) || SUFFIXES.has(word)) continue;
    words.push(word);
  }
  return words;
}

// "B/O Sunita" is Sunita's newborn, not Sunita: the mark must survive into the key.
function markNewborn(name: string): string {
  return name.replace(/\bb\s?[/.]\s?o\b\.?|\bbaby of\b|(?:शिशु|नवजात)(?=\s)/giu, ' babyof ');
}

/** One word, folded. Kept in a bounded memory: a list of 100,000 people has a few thousand different words. */
function foldWord(raw: string): string {
  const known = memory.get(raw);
  if (known !== undefined) return known;
  const folded = fold(raw);
  if (memory.size >= 20_000) memory.clear();
  memory.set(raw, folded);
  return folded;
}

const memory = new Map<string, string>();

function fold(raw: string): string {
  const latin = transliterate(raw)
    .normalize('NFD')
    .replace(/\p{M}|[\u200c\u200d]/gu, '')
    .toLowerCase();
  let word = latin.slice(0, 60);
  for (const [pattern, replacement] of FOLDS) word = word.replace(pattern, replacement);
  word = deleteSchwas(word);
  for (const [pattern, replacement] of LAST_FOLDS) word = word.replace(pattern, replacement);
  return word;
}

// In order: each line sees what the lines before it left. A capital is one aspirated sound, so that the schwa rule counts it once.
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:md|mohd|mohmd|mo)$/, 'mohamad'],
  [/^m[aou]+ha?m+[aeiu]+[dt]$/, 'mohamad'],
  [/dny|jny|jn|^gn(?=[aeiou])/g, 'gy'],
  [/ksh|kch|(?<=.)x/g, 'ks'],
  [/^x/, 'z'],
  [/sch|sh/g, 's'],
  [/chh|ch/g, 'C'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/ngh(?=$|[^aeiou])/g, 'nh'],
  [/kh/g, 'K'],
  [/gh/g, 'G'],
  [/jh/g, 'J'],
  [/bh/g, 'B'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  // Virendra and Birendra, Vimla and Bimla are one name along the Ganga.
  [/[vw]/g, 'b'],
  [/z/g, 'j'],
  [/aa+/g, 'a'],
  [/ee+|ii+|ie(?=$|[^aeiou])/g, 'i'],
  [/oo+|uu+/g, 'u'],
  [/au|ou/g, 'o'],
  [/ai|ei|ey|ae/g, 'e'],
  [/(?<=[^aeiouy])y(?=$|[^aeiou])/g, 'i'],
  [/iy?(?=[aou])/g, 'y'],
  [/er(?=[^aeiouhy])/g, 'ar'],
  [/ore$/, 'or'],
  [/([a-zA-Z])\1+/g, '$1'],
];

const LAST_FOLDS: readonly (readonly [RegExp, string])[] = [
  [/ay(?=[^aeiou]|$)/g, 'e'],
  // नरेंद्र is written Narendr and Narendra.
  [/(?<=[^aeiou][^aeiouy])a$/, ''],
  [/n(?=[pbmBf])/g, 'm'],
  [/^esb/, 'isb'],
  [/K/g, 'kh'],
  [/G/g, 'gh'],
  [/J/g, 'jh'],
  [/B/g, 'bh'],
  [/C/g, 'c'],
];

/**
 * Spoken Hindi drops a short "a" after vowel + consonant (or vowel + nasal or y + consonant) when a consonant and a vowel
 * follow: Kamala is Kamla, Rajaram is Rajram, हंसराज is Hansraj, ओमप्रकाश is Omprakash. Left to right, so that a
 * compound loses the vowel at its seam.
 */
function deleteSchwas(word: string): string {
  let out = word;
  for (let at = 2; at < out.length - 2; at++) {
    if (out[at] === 'a' && closesSyllable(out, at - 1) && startsSyllable(out, at + 1)) out = out.slice(0, at) + out.slice(at + 1);
  }
  return out;
}

function closesSyllable(word: string, at: number): boolean {
  const before = word[at - 1];
  if (isVowel(word[at])) return false;
  return isVowel(before) || (before !== undefined && 'nmy'.includes(before) && isVowel(word[at - 2]));
}

function startsSyllable(word: string, at: number): boolean {
  const next = word[at + 1];
  if (isVowel(word[at])) return false;
  return isVowel(next) || (next !== undefined && 'rylb'.includes(next) && isVowel(word[at + 2]));
}

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && 'aeiou'.includes(letter);
}

// Dropped only before a name: "Kumari Sunita" loses it, "Sunita Kumari" does not.
const TITLES = new Set(
  'shri sri shree shrimati shrimaan shriman smt sushri kumari ku km kum mr mrs ms miss dr doctor master late lt श्री श्रीमती श्रीमति श्रीमान सुश्री कुमारी कु डॉ डाॅ डा मास्टर स्व स्वर्गीय'
    .split(' ')
    .map(fold),
);
const SUFFIXES = new Set(['ji']);
