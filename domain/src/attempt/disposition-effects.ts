import type { Outcome } from '../episode/outcome.ts';
import type { DeskNeedCode } from '../need/desk-need-kinds.ts';
import type { Text } from '../text.ts';
import type { Disposition } from './disposition.ts';

/** What a disposition does at once, beside the next try (which schedule/next-attempt decides from the protocol's ladder). */
export type DispositionEffects = {
  readonly text: Text;
  readonly spokeWith: 'person' | 'proxy' | 'someone' | 'nobody';
  /** Somebody told how the person is, to us or to another desk: ends silence, and the person is not rung again for this today. */
  readonly answered: boolean;
  /** Held against the day's limit. False: a failure of ours, or no call at all. */
  readonly counts: boolean;
  /**
   * What it stops. `today`: this check-in's calls. `number`: the contact point for everyone. `number-for-person`: the contact point
   * for this person only. `episode`: this programme's calls. `person`: every programme's. `household`: everybody under this roof is
   * left alone until a supervisor has decided (a caller once asked a family about a patient who had died).
   */
  readonly stops: 'nothing' | 'today' | 'number' | 'number-for-person' | 'episode' | 'person' | 'household';
  /** The episode ends with it. null: it goes on, or somebody has to decide first. */
  readonly outcome: Outcome | null;
  /** Raised at once; one that is already open is not raised twice. Field visits for silence come from next-attempt. */
  readonly raises: DeskNeedCode | null;
  readonly informs: 'supervisor' | 'officer' | null;
};

type Kind = Omit<DispositionEffects, 'text'>;

const unreached: Kind = {
  spokeWith: 'nobody',
  answered: false,
  counts: true,
  stops: 'nothing',
  outcome: null,
  raises: null,
  informs: null,
};
const told: Kind = { ...unreached, spokeWith: 'person', answered: true };
const notCounted: Kind = { ...unreached, counts: false };

export const dispositionEffects: Readonly<Record<Disposition, DispositionEffects>> = {
  'answered-complete': { ...told, stops: 'today', text: { en: 'Spoke, all asked', hi: 'बात हुई, सब पूछा' } },
  'answered-partial': { ...told, text: { en: 'Spoke, cut short', hi: 'बात अधूरी रही' } },
  proxy: {
    ...told,
    spokeWith: 'proxy',
    stops: 'today',
    text: { en: 'Someone answered for the person', hi: 'किसी और ने हाल बताया' },
  },
  callback: { ...unreached, spokeWith: 'someone', text: { en: 'Asked to be called later', hi: 'बाद में फ़ोन करने को कहा' } },
  'no-answer': { ...unreached, text: { en: 'Rang, not answered', hi: 'घंटी बजी, उठाया नहीं' } },
  busy: { ...unreached, text: { en: 'Busy', hi: 'व्यस्त' } },
  'switched-off': { ...unreached, text: { en: 'Switched off', hi: 'फ़ोन बंद' } },
  'out-of-coverage': { ...unreached, text: { en: 'Out of coverage', hi: 'कवरेज क्षेत्र से बाहर' } },
  'incoming-barred': { ...unreached, text: { en: 'Cannot receive calls', hi: 'इनकमिंग बंद है' } },
  'invalid-number': {
    ...unreached,
    stops: 'number',
    raises: 'trace-number',
    text: { en: 'Number does not exist', hi: 'नंबर मौजूद नहीं' },
  },
  'wrong-person': {
    ...unreached,
    spokeWith: 'someone',
    stops: 'number-for-person',
    raises: 'trace-number',
    text: { en: 'Wrong person', hi: 'ग़लत व्यक्ति' },
  },
  'language-barrier': { ...unreached, spokeWith: 'someone', text: { en: 'No common language', hi: 'भाषा समझ नहीं आई' } },
  refused: {
    ...unreached,
    spokeWith: 'someone',
    stops: 'today',
    raises: 'officer-call',
    informs: 'officer',
    text: { en: 'Refused to talk', hi: 'बात करने से मना किया' },
  },
  hospitalised: {
    ...told,
    spokeWith: 'someone',
    stops: 'episode',
    outcome: 'referred',
    raises: 'hospital-follow-up',
    text: { en: 'In hospital', hi: 'अस्पताल में भर्ती' },
  },
  'shifted-elsewhere': {
    ...unreached,
    spokeWith: 'someone',
    stops: 'episode',
    outcome: 'moved',
    raises: 'transfer',
    informs: 'supervisor',
    text: { en: 'Moved to another place', hi: 'दूसरी जगह चले गए' },
  },
  died: {
    ...told,
    spokeWith: 'someone',
    stops: 'household',
    outcome: 'died',
    raises: 'bereavement',
    informs: 'supervisor',
    text: { en: 'Told that the person died', hi: 'मृत्यु की सूचना मिली' },
  },
  'recovered-early': {
    ...told,
    stops: 'today',
    raises: 'verify-status',
    text: { en: 'Says recovered', hi: 'कहते हैं ठीक हो गए' },
  },
  'not-a-case': { ...told, stops: 'today', raises: 'verify-status', text: { en: 'Says never ill', hi: 'कहते हैं बीमार नहीं थे' } },
  'already-called': {
    ...told,
    counts: false,
    stops: 'today',
    text: { en: 'Another desk called today', hi: 'आज किसी और ने फ़ोन कर लिया' },
  },
  'opt-out': {
    ...unreached,
    spokeWith: 'someone',
    stops: 'person',
    outcome: 'withdrew',
    raises: 'review-opt-out',
    informs: 'officer',
    text: { en: 'Asked not to be called', hi: 'फ़ोन न करने को कहा' },
  },
  duplicate: {
    ...unreached,
    spokeWith: 'someone',
    stops: 'today',
    raises: 'merge-people',
    text: { en: 'Same person twice in the list', hi: 'एक ही व्यक्ति दो बार' },
  },
  'technical-failure': { ...notCounted, text: { en: 'Call failed on our side', hi: 'हमारी ओर से फ़ोन नहीं लगा' } },
  'not-attempted': { ...notCounted, text: { en: 'Not called', hi: 'फ़ोन नहीं किया गया' } },
};

/** Whether somebody told how the person is: ends silence. */
export function isAnswered(disposition: Disposition): boolean {
  return dispositionEffects[disposition].answered;
}

/** Whether it is held against the day's limit of attempts. */
export function countsAsAttempt(disposition: Disposition): boolean {
  return dispositionEffects[disposition].counts;
}
