/** Where the fictional district's ill are taken: hospitals, centres and ambulances. Invented; no house of any place is meant. */
import type { BedKind, FacilityKind } from '@kshem/domain/registry/bed-kinds.ts';
import type { Text } from '@kshem/domain/text.ts';

export type DemoFacility = {
  readonly kind: FacilityKind;
  readonly name: Text;
  readonly areaId: number;
  readonly phone: string | null;
  /** `toldHoursAgo`: when somebody last told of it; null: never. */
  readonly beds: readonly {
    readonly kind: BedKind;
    readonly total: number;
    readonly free: number;
    readonly toldHoursAgo: number | null;
  }[];
  /** Logins of those who tell of its beds. */
  readonly clerks: readonly string[];
  readonly places?: readonly { readonly kind: 'test' | 'vaccination'; readonly slots: number; readonly free: number }[];
};

const beds = (toldHoursAgo: number | null, ...kinds: readonly (readonly [BedKind, number, number])[]) =>
  kinds.map(([kind, total, free]) => ({ kind, total, free, toldHoursAgo }));

export const demoFacilities: readonly DemoFacility[] = [
  {
    kind: 'hospital',
    name: { en: 'Civil Hospital, Shantipur', hi: 'सिविल अस्पताल, शांतिपुर' },
    areaId: 90010103,
    phone: '+91 6100 009901',
    beds: beds(2, ['ward', 120, 31], ['oxygen', 60, 7], ['icu', 16, 2], ['ventilator', 8, 0], ['dialysis', 4, 1]),
    clerks: ['clerk-civil'],
  },
  {
    kind: 'hospital',
    name: { en: 'Mission Hospital, River Bank', hi: 'मिशन अस्पताल, नदी किनारा' },
    areaId: 90010109,
    phone: '+91 6100 009902',
    beds: beds(5, ['ward', 40, 12], ['oxygen', 20, 3], ['icu', 6, 1]),
    clerks: [],
  },
  {
    kind: 'hospital',
    name: { en: 'Mother and Child Hospital', hi: 'मातृ एवं शिशु अस्पताल' },
    areaId: 90010106,
    phone: '+91 6100 009903',
    beds: beds(3, ['ward', 50, 22], ['paediatric', 24, 9], ['oxygen', 10, 4]),
    clerks: [],
  },
  {
    kind: 'hospital',
    name: { en: 'Community Health Centre, Kusumkhedi', hi: 'सामुदायिक स्वास्थ्य केंद्र, कुसुमखेड़ी' },
    areaId: 90010401,
    phone: '+91 6100 009904',
    beds: beds(26, ['ward', 30, 18], ['oxygen', 6, 2]),
    clerks: [],
  },
  {
    kind: 'care-centre',
    name: { en: 'Care Centre, Girls’ Hostel', hi: 'कोविड केयर सेंटर, कन्या छात्रावास' },
    areaId: 90010111,
    phone: null,
    beds: beds(null, ['ward', 80, 0]),
    clerks: [],
  },
  {
    kind: 'test-centre',
    name: { en: 'Test Centre, Town Hall', hi: 'जाँच केंद्र, टाउन हॉल' },
    areaId: 90010101,
    phone: null,
    beds: [],
    clerks: [],
    places: [{ kind: 'test', slots: 200, free: 64 }],
  },
  {
    kind: 'vaccination-centre',
    name: { en: 'Vaccination Centre, School No. 4', hi: 'टीकाकरण केंद्र, स्कूल नं. 4' },
    areaId: 90010108,
    phone: null,
    beds: [],
    clerks: [],
    places: [{ kind: 'vaccination', slots: 150, free: 20 }],
  },
];

export type DemoAmbulance = {
  readonly callSign: string;
  readonly kind: 'basic' | 'advanced';
  readonly phone: string;
  readonly crew: string;
  readonly state: 'ready' | 'off';
  readonly toldHoursAgo: number;
};

export const demoAmbulances: readonly DemoAmbulance[] = [
  {
    callSign: 'SH 00 A 0108',
    kind: 'advanced',
    phone: '+91 6100 009911',
    crew: 'Santosh Nishad',
    state: 'ready',
    toldHoursAgo: 1,
  },
  { callSign: 'SH 00 A 0109', kind: 'basic', phone: '+91 6100 009912', crew: 'Firoz Alam', state: 'ready', toldHoursAgo: 1 },
  { callSign: 'SH 00 A 0112', kind: 'basic', phone: '+91 6100 009913', crew: 'Dhaniram Sori', state: 'ready', toldHoursAgo: 11 },
  { callSign: 'SH 00 A 0115', kind: 'basic', phone: '+91 6100 009914', crew: 'Manoj Kurre', state: 'off', toldHoursAgo: 3 },
];
