import type { Text } from '../text.ts';
import { allItems } from './enabled-items.ts';
import type { Item, Questionnaire } from './questionnaire.ts';

export type Suspicion = {
  readonly code: 'pulse-and-oxygen-swapped' | 'celsius-given' | 'decimal-point-lost' | 'unusual';
  readonly linkIds: readonly string[];
  /** What the answers become if the person confirms; absent where there is nothing to propose. */
  readonly suggestion?: Readonly<Record<string, number>>;
  /** What the caller asks. */
  readonly question: Text;
};

/** LOINC codes by which a measurement is known whatever its linkId; two codes are in use for pulse oximetry. */
export const loinc = {
  oxygen: ['59408-5', '2708-6'],
  pulse: ['8867-4'],
  temperature: ['8310-5'],
  breathing: ['9279-1'],
} as const;

/**
 * Numbers that look mistaken, by the item's LOINC code and unit. They are only questions for the caller: an answer is never changed
 * before the person confirms, because an oxygen value of 85 can also be true.
 */
export function suspectValues(questionnaire: Questionnaire, said: Readonly<Record<string, number>>): readonly Suspicion[] {
  const items = allItems(questionnaire);
  const swapped = swappedReadings(items, said);
  const explained = new Set(swapped.flatMap((suspicion) => suspicion.linkIds));
  const others = items.filter((item) => !explained.has(item.linkId)).map((item) => suspectValue(item, said[item.linkId]));
  return [...swapped, ...others.filter((suspicion) => suspicion !== null)];
}

export function itemWithCode(items: readonly Item[], codes: readonly string[]): Item | undefined {
  return items.find((item) => item.code?.some(({ code }) => codes.includes(code)));
}

/**
 * An oximeter shows two numbers and they are often read in the wrong order: 98 and 72 become oxygen 72, pulse 98. Suspected when the
 * oxygen is far too low (or above 100) for someone who can talk, and the pulse would be a fair oxygen value.
 */
function swappedReadings(items: readonly Item[], said: Readonly<Record<string, number>>): readonly Suspicion[] {
  const oxygen = itemWithCode(items, loinc.oxygen);
  const pulse = itemWithCode(items, loinc.pulse);
  if (!oxygen || !pulse) return [];
  const oxygenSaid = said[oxygen.linkId];
  const pulseSaid = said[pulse.linkId];
  if (oxygenSaid === undefined || pulseSaid === undefined) return [];
  const oxygenOdd = oxygenSaid < 90 || oxygenSaid > 100;
  const reversedFits = pulseSaid >= 80 && pulseSaid <= 100 && oxygenSaid >= 40 && oxygenSaid <= 180;
  if (!oxygenOdd || !reversedFits || (oxygenSaid < 90 && pulseSaid <= oxygenSaid)) return [];
  return [
    {
      code: 'pulse-and-oxygen-swapped',
      linkIds: [oxygen.linkId, pulse.linkId],
      suggestion: { [oxygen.linkId]: pulseSaid, [pulse.linkId]: oxygenSaid },
      question: {
        hi: `मशीन पर दो नंबर आते हैं। एक बार फिर देखकर बताइए: "SpO2" या "%" के पास वाला नंबर ${pulseSaid} है और दिल के निशान या "PR" के पास वाला ${oxygenSaid}?`,
        en: `The device shows two numbers. Please look again: is the one beside "SpO2" or "%" ${pulseSaid}, and the one beside the heart or "PR" ${oxygenSaid}?`,
      },
    },
  ];
}

function suspectValue(item: Item, said: number | undefined): Suspicion | null {
  if (said === undefined) return null;
  if (item.unit === '°F' && said >= 34 && said <= 43) return celsiusGiven(item.linkId, said);
  if (item.type === 'decimal' && item.range && isUsual(item, said / 10)) return decimalPointLost(item.linkId, said);
  return isUsual(item, said) ? null : unusual(item.linkId, said);
}

/** A question without a range has no unusual values. */
function isUsual(item: Item, value: number): boolean {
  if (!item.range) return true;
  const { min, max, usualMin = min, usualMax = max } = item.range;
  return value >= usualMin && value <= usualMax;
}

function celsiusGiven(linkId: string, said: number): Suspicion {
  const fahrenheit = Math.round((said * 1.8 + 32) * 10) / 10;
  return {
    code: 'celsius-given',
    linkIds: [linkId],
    suggestion: { [linkId]: fahrenheit },
    question: {
      hi: `${said} सेल्सियस में होगा, यानी ${fahrenheit} फ़ारेनहाइट। क्या थर्मामीटर पर "C" लिखा है?`,
      en: `${said} is likely Celsius, that is ${fahrenheit} Fahrenheit. Does the thermometer show a "C"?`,
    },
  };
}

function decimalPointLost(linkId: string, said: number): Suspicion {
  const value = said / 10;
  return {
    code: 'decimal-point-lost',
    linkIds: [linkId],
    suggestion: { [linkId]: value },
    question: {
      hi: `क्या थर्मामीटर या मशीन पर ${value} लिखा है, यानी बीच में बिंदु है?`,
      en: `Does the device show ${value}, with a point in it?`,
    },
  };
}

function unusual(linkId: string, said: number): Suspicion {
  return {
    code: 'unusual',
    linkIds: [linkId],
    question: {
      hi: `आपने ${said} बताया। एक बार फिर देखकर बताइए, कितना आया?`,
      en: `You said ${said}. Please look again: what does it show?`,
    },
  };
}
