export type Sex = 'male' | 'female' | 'other';

export type SexReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly sex: Sex }
  | { readonly kind: 'refused' };

/**
 * Reads a sex in Hindi or English, whole or in short. "म" is महिला, as on Hindi forms where men are "पु". Codes such as 1
 * and 2 are refused: lists disagree on them.
 */
export function readSex(text: string): SexReading {
  if (text === '') return { kind: 'absent' };
  const sex = WORDS.get(text.toLowerCase().replace(/[.\s()]/g, ''));
  return sex === undefined ? { kind: 'refused' } : { kind: 'read', sex };
}

const WORDS: ReadonlyMap<string, Sex> = new Map([
  ...spell('male', 'm male man boy mail malé पुरुष पुरूष पु नर लड़का लड़का बालक मर्द आदमी mr'),
  ...spell('female', 'f female fe fem femal femail woman lady girl w महिला म स्त्री स्री औरत लड़की लड़की बालिका मादा mrs smt'),
  ...spell('other', 'o other others t tg trans transgender thirdgender third अन्य किन्नर उभयलिंगी ट्रांसजेंडर तृतीयलिंग'),
]);

function spell(sex: Sex, words: string): [string, Sex][] {
  return words.split(' ').map((word) => [word.normalize('NFC'), sex]);
}
