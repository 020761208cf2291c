import type { Text } from '../text.ts';

/** Why something could not be brought. The need stays open; whoever goes next reads it. */
export const failedDeliveries = {
  'nobody-home': { hi: 'घर पर कोई नहीं था', en: 'Nobody at home' },
  'not-found': { hi: 'घर नहीं मिला', en: 'House not found' },
  'out-of-stock': { hi: 'सामान नहीं था', en: 'Out of stock' },
  refused: { hi: 'लेने से मना किया', en: 'They refused it' },
  'no-way-in': { hi: 'रास्ता बंद था', en: 'No way in' },
  moved: { hi: 'कहीं और चले गए', en: 'They have moved' },
  other: { hi: 'कुछ और', en: 'Something else' },
} as const satisfies Record<string, Text>;
export type FailedDelivery = keyof typeof failedDeliveries;
