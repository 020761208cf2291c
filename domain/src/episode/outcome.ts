import type { Text } from '../text.ts';

/** How an episode of care ended. */
export const outcomes = [
  'completed',
  'recovered',
  'referred',
  'died',
  'moved',
  'lost-to-follow-up',
  'withdrew',
  'not-a-case',
  'duplicate',
] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeText: Readonly<Record<Outcome, Text>> = {
  completed: { en: 'Follow-up completed', hi: 'फ़ॉलो-अप पूरा हुआ' },
  recovered: { en: 'Recovered', hi: 'ठीक हो गए' },
  referred: { en: 'In hospital, followed there', hi: 'अस्पताल में भर्ती, देखरेख वहीं' },
  died: { en: 'Died', hi: 'मृत्यु हो गई' },
  moved: { en: 'Moved, handed to another district', hi: 'स्थान बदला, दूसरे ज़िले को सौंपा' },
  'lost-to-follow-up': { en: 'Lost to follow-up', hi: 'संपर्क टूट गया' },
  withdrew: { en: 'Asked not to be called', hi: 'फ़ोन न करने को कहा' },
  'not-a-case': { en: 'Was not a case', hi: 'मरीज़ नहीं थे' },
  duplicate: { en: 'Same person twice in the list', hi: 'सूची में दो बार दर्ज' },
};
