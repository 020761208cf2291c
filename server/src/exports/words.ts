import type { Role } from '@kshem/domain/access/roles.ts';
import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { EscalationStatus } from '@kshem/domain/escalation/escalation-state.ts';
import type { NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { LedgerNextStep, LedgerStatus, LedgerWhy } from '@kshem/domain/report/ledger.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Waiting } from '@kshem/domain/worklist/why-it-waits.ts';

/** What stands as a code in a list, in the words of its reader. */
export type Words = Readonly<Record<string, Text>>;

export const yesNo = { yes: { en: 'yes', hi: 'हाँ' }, no: { en: 'no', hi: 'नहीं' } } satisfies Words;

export const levelWords = {
  red: { en: 'red', hi: 'लाल' },
  amber: { en: 'amber', hi: 'नारंगी' },
  yellow: { en: 'yellow', hi: 'पीला' },
  green: { en: 'green', hi: 'हरा' },
} satisfies Record<Level, Text>;

export const sexWords = {
  female: { en: 'female', hi: 'महिला' },
  male: { en: 'male', hi: 'पुरुष' },
  other: { en: 'other', hi: 'अन्य' },
} satisfies Words;

export const unitWords = {
  field: { en: 'field team', hi: 'मैदानी टीम' },
  doctor: { en: 'doctor', hi: 'डॉक्टर' },
  supervisor: { en: 'supervisor', hi: 'सुपरवाइज़र' },
  officer: { en: 'officer', hi: 'अधिकारी' },
} satisfies Words;

export const roleWords = {
  caller: { en: 'caller', hi: 'कॉलर' },
  administrator: { en: 'administrator', hi: 'प्रशासक' },
  clerk: { en: 'hospital clerk', hi: 'अस्पताल लिपिक' },
  ...unitWords,
} satisfies Record<Role, Text>;

export const needWords = {
  open: { en: 'open', hi: 'खुली' },
  assigned: { en: 'assigned', hi: 'सौंपी गई' },
  fulfilled: { en: 'said to have come', hi: 'पूरी बताई गई' },
  confirmed: { en: 'confirmed by the person', hi: 'व्यक्ति ने पुष्टि की' },
  declined: { en: 'declined', hi: 'मना की गई' },
} satisfies Record<NeedStatus, Text>;

export const escalationWords = {
  raised: { en: 'nobody has it', hi: 'किसी ने नहीं लिया' },
  acknowledged: { en: 'taken on', hi: 'लिया गया' },
  resolved: { en: 'resolved', hi: 'निपटाया' },
} satisfies Record<EscalationStatus, Text>;

export const waitingWords = {
  held: { en: 'with a caller', hi: 'कॉलर के पास' },
  reserved: { en: 'kept on a caller’s device', hi: 'कॉलर के फ़ोन में रखा' },
  'in-line': { en: 'in line for the next caller', hi: 'बारी में, अगले कॉलर को मिलेगा' },
  promised: { en: 'waits for the promised time', hi: 'वादे के समय का इंतज़ार' },
  retry: { en: 'waits for the next try', hi: 'दोबारा फ़ोन का समय आना है' },
  later: { en: 'its time has not come', hi: 'समय अभी नहीं आया' },
  'outside-window': { en: 'outside calling hours', hi: 'अभी फ़ोन का समय नहीं है' },
  'window-over': { en: 'calling hours are over', hi: 'आज फ़ोन का समय निकल गया' },
  'nobody-due': { en: 'nobody is left today', hi: 'आज कोई बाकी नहीं' },
} satisfies Record<Waiting, Text>;

export const dispositionWords = {
  'answered-complete': { en: 'answered', hi: 'पूरी बात हुई' },
  'answered-partial': { en: 'cut short', hi: 'बात अधूरी रही' },
  proxy: { en: 'somebody else answered', hi: 'किसी और ने बताया' },
  callback: { en: 'call back', hi: 'बाद में फ़ोन करने को कहा' },
  'no-answer': { en: 'no answer', hi: 'फ़ोन नहीं उठाया' },
  busy: { en: 'busy', hi: 'व्यस्त' },
  'switched-off': { en: 'switched off', hi: 'फ़ोन बंद' },
  'out-of-coverage': { en: 'out of coverage', hi: 'नेटवर्क के बाहर' },
  'incoming-barred': { en: 'incoming barred', hi: 'इनकमिंग बंद' },
  'invalid-number': { en: 'invalid number', hi: 'ग़लत नंबर' },
  'wrong-person': { en: 'wrong person', hi: 'कोई और निकला' },
  'language-barrier': { en: 'language barrier', hi: 'भाषा नहीं मिली' },
  refused: { en: 'refused', hi: 'बात से मना किया' },
  hospitalised: { en: 'in hospital', hi: 'अस्पताल में भर्ती' },
  'shifted-elsewhere': { en: 'moved away', hi: 'दूसरी जगह चले गए' },
  died: { en: 'died', hi: 'मृत्यु' },
  'recovered-early': { en: 'recovered early', hi: 'पहले ठीक हो गए' },
  'not-a-case': { en: 'not a case', hi: 'मरीज़ नहीं हैं' },
  'already-called': { en: 'called already', hi: 'पहले ही बात हो चुकी' },
  'opt-out': { en: 'asked not to be called', hi: 'फ़ोन न करने को कहा' },
  duplicate: { en: 'double record', hi: 'दोहरा रिकॉर्ड' },
  'technical-failure': { en: 'technical failure', hi: 'तकनीकी गड़बड़ी' },
  'not-attempted': { en: 'not attempted', hi: 'कोशिश नहीं हुई' },
} satisfies Record<Disposition, Text>;

export const ledgerWords = {
  reached: { en: 'reached', hi: 'संपर्क हुआ' },
  tried: { en: 'tried, not reached', hi: 'कोशिश की, संपर्क नहीं हुआ' },
  'not-attempted': { en: 'not attempted by the desk', hi: 'डेस्क ने फ़ोन नहीं किया' },
  stopped: { en: 'stopped', hi: 'फ़ॉलो-अप बंद' },
} satisfies Record<LedgerStatus, Text>;

export const whyWords = {
  ...dispositionWords,
  answered: { en: 'answered', hi: 'हाल पूछ लिया' },
  'outcome-not-recorded': { en: 'outcome not recorded', hi: 'परिणाम नहीं लिखा गया' },
  'held-not-called': { en: 'held by a caller, not called', hi: 'कॉलर के पास रहा, फ़ोन नहीं हुआ' },
  'no-number': { en: 'no working number', hi: 'चालू नंबर नहीं' },
  'not-called': { en: 'not called', hi: 'फ़ोन नहीं हुआ' },
  paused: { en: 'paused', hi: 'रोका हुआ' },
  ended: { en: 'ended', hi: 'बंद हुआ' },
} satisfies Record<LedgerWhy, Text>;

export const stepWords = {
  'check-in': { en: 'called again', hi: 'फिर फ़ोन' },
  callback: { en: 'called back as promised', hi: 'वादे के समय फ़ोन' },
  'field-visit': { en: 'home visit', hi: 'घर जाकर देखना' },
  'officer-call': { en: 'an officer calls', hi: 'अधिकारी फ़ोन करेंगे' },
  verify: { en: 'checked', hi: 'जाँच' },
  'supervisor-decides': { en: 'a supervisor decides', hi: 'सुपरवाइज़र तय करेंगे' },
  ended: { en: 'ended', hi: 'फ़ॉलो-अप समाप्त' },
} satisfies Record<LedgerNextStep['kind'], Text>;

export const importWords = {
  queued: { en: 'waiting', hi: 'इंतज़ार में' },
  running: { en: 'being imported', hi: 'ली जा रही है' },
  finished: { en: 'finished', hi: 'पूरी हुई' },
  failed: { en: 'failed', hi: 'नहीं ली जा सकी' },
} satisfies Words;
