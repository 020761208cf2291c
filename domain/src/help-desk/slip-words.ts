import type { Text } from '../text.ts';

/** What stands on a slip. It is taken home and shown at a centre: it speaks Hindi whatever language the desk's screen is in. */
export const slipWords = {
  head: { hi: 'पुलिस सहायता डेस्क', en: 'Police help desk' },
  token: { hi: 'टोकन', en: 'Token' },
  serviceNumber: { hi: 'सेवा क्रमांक', en: 'Service number' },
  by: { hi: 'तक', en: 'at the latest' },
  foot: {
    hi: 'यह पर्ची सँभालकर रखें। काम हो जाने पर हम फ़ोन करके पूछेंगे।',
    en: 'Keep this slip. When it is done we ring and ask.',
  },
} as const satisfies Record<string, Text>;
