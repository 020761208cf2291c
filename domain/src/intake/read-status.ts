/** Where the list says the person is now. */
export type ListStatus = 'active' | 'home-isolation' | 'hospitalised' | 'recovered' | 'deceased' | 'migrated';

export type ListResult = 'positive' | 'negative' | 'awaited' | 'inconclusive';

export type WordReading<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused' };

/**
 * Reads a status in Hindi or English. The gravest word wins ("Recovered, later expired" is deceased): a dead person's
 * family must not be rung with cheerful questions.
 */
export function readStatus(text: string): WordReading<ListStatus> {
  return firstMatch(text, STATUSES);
}

/** Reads a test result in Hindi or English. */
export function readResult(text: string): WordReading<ListResult> {
  return firstMatch(text, RESULTS);
}

function firstMatch<T>(text: string, table: readonly (readonly [T, RegExp])[]): WordReading<T> {
  if (text === '') return { kind: 'absent' };
  const lower = text.toLowerCase();
  const found = table.find(([, pattern]) => pattern.test(lower));
  return found ? { kind: 'read', value: found[0] } : { kind: 'refused' };
}

// Longest lists of words seen on district and state line lists; order is from gravest to mildest.
const STATUSES: readonly (readonly [ListStatus, RegExp])[] = [
  ['deceased', /\b(?:deceased|died|death|dead|expired|demise)\b|मृत|निधन|मौत|देहांत|देहान्त/u],
  ['migrated', /\b(?:migrated|shifted out|moved|out of (?:state|district))\b|स्थानांतरित|प्रवास|बाहर गय/u],
  ['recovered', /\b(?:recovered|cured|discharged?|healthy|released|completed)\b|^(?:r|d\/c)$|स्वस्थ|ठीक|डिस्चार्ज|डिसचार्ज|मुक्त/u],
  ['home-isolation', /\b(?:home|hi|h\.i\.?|hqi)\b|होम|गृह|घर/u],
  ['hospitalised', /\b(?:hospitali[sz]ed|hospital|admitted|admit|icu|ccc|dchc|dch|referred|ventilator)\b|भर्ती|अस्पताल|आईसीयू|रेफर/u],
  ['active', /\b(?:active|under ?treatment|positive|isolated|new|ongoing)\b|^(?:a|p)$|सक्रिय|एक्टिव|उपचार|इलाज|पॉजिटिव|पाजिटिव/u],
];

const RESULTS: readonly (readonly [ListResult, RegExp])[] = [
  ['inconclusive', /\b(?:inconclusive|invalid|indeterminate|rejected|repeat)\b|अनिर्णीत|अमान्य/u],
  ['awaited', /\b(?:awaited|pending|waiting)\b|प्रतीक्ष|लंबित|लम्बित/u],
  ['negative', /\b(?:negative|neg|not ?detected|non[ -]?reactive)\b|^(?:n|-ve|\(-\))$|नेगेटिव|निगेटिव|नकारात्मक|ऋणात्मक/u],
  [
    'positive',
    /\b(?:positive|pos|detected|reactive|covid|\+ve)\b|^(?:p|\+ve|\+|\(\+\))$|पॉजिटिव|पाजिटिव|पॉज़िटिव|सकारात्मक|धनात्मक|संक्रमित/u,
  ],
];
