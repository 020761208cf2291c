import type { Text } from '../text.ts';

/** Kinds of beds as control rooms ask for them: oxygen and ICU were most of April 2021's calls (Delhi, Mumbai). */
export const bedKinds = ['ward', 'oxygen', 'icu', 'ventilator', 'paediatric', 'dialysis'] as const;
export type BedKind = (typeof bedKinds)[number];

export const bedKindText: Readonly<Record<BedKind, Text>> = {
  ward: { en: 'Ward', hi: 'सामान्य' },
  oxygen: { en: 'Oxygen', hi: 'ऑक्सीजन' },
  icu: { en: 'ICU', hi: 'आईसीयू' },
  ventilator: { en: 'Ventilator', hi: 'वेंटिलेटर' },
  paediatric: { en: 'Children', hi: 'बच्चों के' },
  dialysis: { en: 'Dialysis', hi: 'डायलिसिस' },
};

export const facilityKinds = ['hospital', 'care-centre', 'test-centre', 'vaccination-centre'] as const;
export type FacilityKind = (typeof facilityKinds)[number];
export const centreKinds = ['test', 'vaccination'] as const;
export const ambulanceKinds = ['basic', 'advanced'] as const;
