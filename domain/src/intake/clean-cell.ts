/** A cell longer than this is cut before any pattern looks at it: a pasted web page must not slow or stop an import. */
const LONGEST_CELL = 4_000;

const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe]/g;
// ZWJ and ZWNJ shape Indic letters after a virama; anywhere else they are debris of copy and paste.
const STRAY_JOINER = /(?<![\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d])[\u200c\u200d]/g;
const CONTROL = /\p{Cc}/gu;
const SPACES = /[\s\u00a0\u3164]+/g;
const BLANK =
  /^(?:[-–—._*?/\\]+|#(?:n\/a|ref!|value!|null!|name\?|num!|div\/0!)|n\.?\s?[/.]?\s?a\.?|nil|null|none|निल|नील|शून्य)$/i;

export type CleanCell = {
  /** The text a person meant: '' when the cell says nothing (blank, "-", "NA", "#N/A", "निल"). */
  readonly text: string;
  /** The cell held a formula as text, such as "=CMD()"; text is then what follows the sign. Never evaluated. */
  readonly formula: boolean;
  /** The cell was longer than 4,000 characters and was cut. */
  readonly cut: boolean;
};

const NOTHING: CleanCell = { text: '', formula: false, cut: false };

/**
 * Takes a cell as an office typed, pasted or exported it and returns the text meant: no NBSP, zero-width or control
 * characters, one space between words, digits of Indian scripts as 0–9, no `="…"` wrapper, no leading apostrophe.
 */
export function cleanCell(raw: string): CleanCell {
  if (raw === '') return NOTHING;
  const cut = raw.length > LONGEST_CELL;
  const text = tidy(cut ? raw.slice(0, LONGEST_CELL) : raw);
  const first = text.charCodeAt(0);
  if (first === 61 || first === 64 || first === 39) return unwrap(text, cut);
  if (isBlankText(text)) return cut ? { text: '', formula: false, cut } : NOTHING;
  return { text, formula: false, cut };
}

/** True when the text stands for "nothing written here". Expects tidied text. */
function isBlankText(text: string): boolean {
  return text === '' || (text.length <= 7 && BLANK.test(text));
}

function tidy(raw: string): string {
  if (PLAIN.test(raw)) return raw.includes('  ') ? raw.replace(SPACES, ' ') : raw;
  const visible = raw.normalize('NFC').replace(INVISIBLE, '').replace(STRAY_JOINER, '').replace(SPACES, ' ').replace(CONTROL, '');
  return foldDigits(visible).trim();
}

// `="98261"` is how exporters force text; `'98261` is how people do; "=CMD()" and "@SUM(1)" are formulas as text.
function unwrap(text: string, cut: boolean): CleanCell {
  const quoted = /^="(.*)"$/.exec(text);
  if (quoted) return { text: (quoted[1] ?? '').trim(), formula: false, cut };
  const rest = text.replace(/^['=@\s]+/, '');
  const numeric = /^[+-]?[\d\s().-]*$/.test(rest);
  return { text: isBlankText(rest) ? '' : rest, formula: text.charCodeAt(0) !== 39 && !numeric, cut };
}

const INDIC_DIGIT =
  /[\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\uff10-\uff19]/g;

/** Digits of Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam and full width as 0–9. */
export function foldDigits(text: string): string {
  return text.replace(INDIC_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    // Every Indic block is 128 wide and keeps its digits at the same offset.
    return String(code >= 0xff10 ? code - 0xff10 : (code & 0x7f) - 0x66);
  });
}
