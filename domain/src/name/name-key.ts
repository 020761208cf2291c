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
  return deleteSchwas(word).replace(/ay(?=[^aeiou]|$)/g, 'e');
}

// In order: each line sees what the lines before it left. Capitals are marks for sounds until the end.
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
  [/C/g, 'c'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/ngh(?=$|[^aeiou])/g, 'nh'],
  [/n(?=[pbm])/g, 'm'],
  [/aa+/g, 'a'],
  [/ee+|ii+|ie(?=$|[^aeiou])/g, 'i'],
  [/oo+|uu+/g, 'u'],
  [/au|ou|ow(?=[^aeiou]|$)|av(?=[^aeiouy])/g, 'o'],
  [/ai|ei|ey|ae/g, 'e'],
  [/(?<=[^aeiouy])y(?=$|[^aeiou])/g, 'i'],
  [/i(?=[aou])/g, 'iy'],
  [/iy(?=[aou])/g, 'y'],
  [/er(?=[^aeiouhy])/g, 'ar'],
  [/ore$/, 'or'],
  [/([a-z])\1+/g, '$1'],
];

/** Spoken Hindi drops a short a between vowel-consonant and consonant-vowel: Kamala is Kamla, Rajaram is Rajram. */
function deleteSchwas(word: string): string {
  let out = word;
  for (let at = out.length - 3; at >= 2; at--) {
    if (out[at] !== 'a') continue;
    const between = isVowel(out[at - 2]) && !isVowel(out[at - 1]) && !isVowel(out[at + 1]) && isVowel(out[at + 2]);
    if (between) out = out.slice(0, at) + out.slice(at + 1);
  }
  return out;
}

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && 'aeiou'.includes(letter);
}

// Written as they come out of the fold. Dropped only before a name: "Kumari Sunita" loses it, "Sunita Kumari" does not.
const TITLES = new Set(
  'sri srimati srimani sriman smt smti susri kumari ku km kum mr mrs ms mis dr dok dokter doktar mastar mastr late lt sv svargiy'.split(' '),
);
const SUFFIXES = new Set(['ji']);
