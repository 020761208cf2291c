/**
 * Indic script → plain Latin, letter by letter, each consonant with its inherent "a" (the fold in name-key.ts deletes
 * the ones nobody speaks). The other Indic blocks keep the same letter at the same offset as Devanagari, so one table
 * serves all nine; what a block has for itself alone is skipped. Other scripts pass through unchanged.
 */
export function transliterate(word: string): string {
  let out = '';
  let open = false; // a consonant was written and its inherent vowel not yet decided
  for (const char of word.normalize('NFC')) {
    const code = toDevanagari(char.codePointAt(0) ?? 0);
    const consonant = CONSONANTS[code];
    if (consonant !== undefined) {
      out += (open ? 'a' : '') + consonant;
      open = true;
      continue;
    }
    if (code === NUKTA) {
      out = withNukta(out);
      continue;
    }
    const sign = VOWEL_SIGNS[code];
    if (sign !== undefined) out += sign;
    else out += (open ? 'a' : '') + other(char, code);
    open = false;
  }
  // A word-final inherent vowel is silent (रमेश is Ramesh), unless it is the word's only vowel (न).
  return open && !/[aeiou]/.test(out) ? `${out}a` : out;
}

const NUKTA = 0x93c;

function toDevanagari(code: number): number {
  return code >= 0x980 && code <= 0xd7f ? 0x900 + (code & 0x7f) : code;
}

function withNukta(out: string): string {
  for (const [plain, dotted] of NUKTA_FORMS) if (out.endsWith(plain)) return out.slice(0, -plain.length) + dotted;
  return out;
}

const NUKTA_FORMS = [
  ['dh', 'r'],
  ['d', 'r'],
  ['ph', 'f'],
  ['j', 'z'],
  ['kh', 'kh'],
  ['g', 'g'],
] as const;

function other(char: string, code: number): string {
  const vowel = VOWELS[code];
  if (vowel !== undefined) return vowel;
  return code >= 0x900 && code <= 0x97f ? '' : char;
}

// From क to ह; the six Dravidian extras included.
const CONSONANTS: Readonly<Record<number, string>> = table(
  0x915,
  'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'.split(' '),
);

// From अ to औ; the letters for foreign short e and o included.
const VOWELS: Readonly<Record<number, string>> = {
  ...table(0x904, ['a', 'a', 'aa', 'i', 'ii', 'u', 'uu', 'ri', 'li', 'e', 'e', 'e', 'ai', 'o', 'o', 'o', 'au']),
  2305: 'n', // ँ
  2306: 'n', // ं; n or m is settled by the letter after it, in the fold
  2307: 'h', // ः
  2384: 'om',
};

// From ा to ौ, then the virama, which only silences the inherent vowel.
const VOWEL_SIGNS: Readonly<Record<number, string>> = {
  ...table(0x93e, ['aa', 'i', 'ii', 'u', 'uu', 'ri', 'ri', 'e', 'e', 'e', 'ai', 'o', 'o', 'o', 'au']),
  2381: '',
};

function table(from: number, letters: readonly string[]): Record<number, string> {
  return Object.fromEntries(letters.map((letter, index) => [from + index, letter]));
}
