import type { NeedKind } from '../protocol/protocol.ts';

/**
 * Needs that the desk itself raises because of how an attempt went, whatever the programme. Needs that answers raise are the
 * protocol version's (`needKinds`); where a version defines one of these codes too, the version's title, hours and owner hold.
 */
export const deskNeedCodes = [
  'home-visit',
  'trace-number',
  'officer-call',
  'hospital-follow-up',
  'transfer',
  'bereavement',
  'verify-status',
  'merge-people',
  'review-opt-out',
] as const;
export type DeskNeedCode = (typeof deskNeedCodes)[number];

/**
 * What the room decides or finds out by itself. Nothing is brought to anybody, so whoever did it may also close it: a room with one
 * supervisor must be able to.
 */
export function isForTheRoom(kind: string): boolean {
  const own = Object.values(deskNeedKinds).find(({ code }) => code === kind);
  return own !== undefined && own.owner !== 'field';
}

export const deskNeedKinds: Readonly<Record<DeskNeedCode, NeedKind>> = {
  'home-visit': {
    code: 'home-visit',
    title: { en: 'Visit at home: not reached by phone', hi: 'घर जाकर देखें: फ़ोन पर संपर्क नहीं हुआ' },
    withinHours: 24,
    owner: 'field',
  },
  'trace-number': {
    code: 'trace-number',
    title: { en: 'Find a working number', hi: 'चालू फ़ोन नंबर पता करें' },
    withinHours: 24,
    owner: 'field',
  },
  'officer-call': {
    code: 'officer-call',
    title: { en: 'Officer or counsellor to call: refused', hi: 'अधिकारी या परामर्शदाता फ़ोन करें: बात करने से मना किया' },
    withinHours: 24,
    owner: 'officer',
  },
  'hospital-follow-up': {
    code: 'hospital-follow-up',
    title: { en: 'Follow up with the hospital', hi: 'अस्पताल से हाल जानें' },
    withinHours: 24,
    owner: 'doctor',
  },
  transfer: {
    code: 'transfer',
    title: { en: 'Hand over to the other district', hi: 'दूसरे ज़िले को सौंपें' },
    withinHours: 24,
    owner: 'supervisor',
  },
  bereavement: {
    code: 'bereavement',
    title: { en: 'Confirm the death and decide on the household', hi: 'मृत्यु की पुष्टि करें, परिवार के बारे में तय करें' },
    withinHours: 4,
    owner: 'supervisor',
  },
  'verify-status': {
    code: 'verify-status',
    title: { en: 'Check what the person says about the illness', hi: 'बीमारी के बारे में कही बात की जाँच करें' },
    withinHours: 24,
    owner: 'supervisor',
  },
  'merge-people': {
    code: 'merge-people',
    title: { en: 'Check whether this is one person twice', hi: 'जाँचें कि एक ही व्यक्ति दो बार तो दर्ज नहीं' },
    withinHours: 24,
    owner: 'supervisor',
  },
  'review-opt-out': {
    code: 'review-opt-out',
    title: { en: 'Asked not to be called: decide how to follow', hi: 'फ़ोन न करने को कहा: आगे की देखरेख तय करें' },
    withinHours: 24,
    owner: 'officer',
  },
};
