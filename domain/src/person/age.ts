export type Age = {
  /** Completed years. */
  readonly years: number;
  /** Completed months in all, where the list gave months or days (children's thresholds change within the first year); else null. */
  readonly months: number | null;
  /** A range, "about", "60+" or a bare 0: good enough for a tier, not for an identity. */
  readonly approximate: boolean;
};

export type AgeRefusal = { readonly refusal: 'empty' | 'unknown' | 'not-an-age' | 'impossible' };

const oldest = 125;

/**
 * An age as offices write it: `35`, `35.0`, `35 Y`, `35 वर्ष`, `35/M`, `8 months`, `2y 3m`, `10 दिन`, `28-35` (its middle), `60+`,
 * `~60`, digits in Devanagari. "NA" and the like are `unknown`; anything that would have to be guessed is refused, such as `35 M`,
 * which is a man of 35 in one list and a child of three in another.
 */
export function parseAge(text: string): Age | AgeRefusal {
  const written = plain(text);
  if (written === '') return { refusal: 'empty' };
  if (/^(na|n\.?a\.?|n\/a|nil|null|unknown|not known|nk|-+|\?+|पता नहीं|ज्ञात नहीं|अज्ञात)$/.test(written))
    return { refusal: 'unknown' };
  const about = /^(~|about |approx\.? |लगभग |करीब )|\+$/.test(written);
  const rest = written.replace(/^(~|about |approx\.? |लगभग |करीब )\s*/, '').replace(/\s*\+$/, '');
  const age = inYears(rest) ?? between(rest) ?? inParts(rest);
  if (age === null || /^\d+\s*m$/.test(rest)) return { refusal: 'not-an-age' };
  if (age.years > oldest) return { refusal: 'impossible' };
  return about ? { ...age, approximate: true } : age;
}

const year = '(?:years?|yrs?|y|वर्ष|साल|बरस)\\.?';
const month = '(?:months?|mths?|mos?|m|माह|महीने|महीना|मास)\\.?';
const day = '(?:days?|d|दिन)\\.?';
const sex = '(?:\\s*[/,]\\s*(?:m|f|male|female|o|पु|म|पुरुष|महिला))?';

/** `35`, `35.0`, `35 y`, `35/m` */
function inYears(text: string): Age | null {
  const found = new RegExp(`^(\\d{1,3})(\\.\\d+)?\\s*(?:${year}(?:\\s*old)?)?${sex}$`).exec(text);
  if (found === null) return null;
  const years = Number(found[1]);
  // A bare 0 is an infant or an empty cell that a spreadsheet filled.
  return { years, months: null, approximate: years === 0 || Number(found[2] ?? 0) > 0 };
}

/** `28-35`, `28 to 35 yrs` */
function between(text: string): Age | null {
  const found = new RegExp(`^(\\d{1,3})\\s*(?:-|–|to|से)\\s*(\\d{1,3})\\s*(?:${year})?$`).exec(text);
  if (found === null) return null;
  const [from, to] = [Number(found[1]), Number(found[2])];
  return from < to ? { years: Math.floor((from + to) / 2), months: null, approximate: true } : null;
}

/** `2 years 3 months`, `8 m`, `10 days` */
function inParts(text: string): Age | null {
  const found = new RegExp(
    `^(?:(\\d{1,3})\\s*${year})?\\s*(?:(\\d{1,4})\\s*${month})?\\s*(?:(\\d{1,5})\\s*${day})?(?:\\s*old)?$`,
  ).exec(text);
  if (found === null || found.slice(1).every((part) => part === undefined)) return null;
  const [years, months, days] = [Number(found[1] ?? 0), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  const all = years * 12 + months + Math.floor(days / 30.4375);
  return { years: Math.floor(all / 12), months: all, approximate: false };
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
