import type { Text } from '../text.ts';
import type { TransferStatus } from './transfer-state.ts';

/** What the household is told happens next, word for word; `{{bed}}`, `{{facility}}` and `{{time}}` are filled in by whoever shows it. */
export const toldNext: Readonly<Record<Exclude<TransferStatus, 'discharged' | 'cancelled'>, Text>> = {
  requested: {
    en: 'The doctor wants you in hospital. We are finding a bed ({{bed}}) and will call you again within half an hour. Keep the reports and the identity card ready.',
    hi: 'डॉक्टर चाहते हैं कि आप अस्पताल में भर्ती हों। हम बेड ({{bed}}) ढूँढ रहे हैं और आधे घंटे में फिर फ़ोन करेंगे। रिपोर्ट और पहचान पत्र तैयार रखें।',
  },
  'bed-held': {
    en: 'A bed ({{bed}}) is kept for you at {{facility}} until {{time}}. We are sending an ambulance. Do not set out by yourselves.',
    hi: '{{facility}} में आपके लिए बेड ({{bed}}) {{time}} तक रखा है। हम एम्बुलेंस भेज रहे हैं। अपने आप न निकलें।',
  },
  'ambulance-sent': {
    en: 'The ambulance is on its way to you and should be there by {{time}}. It brings you to {{facility}}. One person may come along.',
    hi: 'एम्बुलेंस आपके यहाँ के लिए निकल चुकी है, {{time}} तक पहुँचनी चाहिए। आपको {{facility}} ले जाएगी। साथ में एक व्यक्ति आ सकता है।',
  },
  'picked-up': {
    en: 'They are on the way to {{facility}}. The hospital knows. We call you when they are admitted.',
    hi: 'वे {{facility}} के रास्ते में हैं। अस्पताल को पता है। भर्ती होते ही हम आपको फ़ोन करेंगे।',
  },
  admitted: {
    en: 'They are admitted at {{facility}}. We ask the hospital every day and tell you. After the discharge we call at home again.',
    hi: 'वे {{facility}} में भर्ती हैं। हम रोज़ अस्पताल से हाल पूछकर आपको बताएँगे। छुट्टी के बाद हम घर पर फिर फ़ोन करेंगे।',
  },
};

/** The words with their places filled in. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
