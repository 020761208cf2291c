/**
 * The fictional district of the demonstration. No such state or district exists, and the codes lie outside the range that the Local
 * Government Directory hands out, so nothing here can be mistaken for a real place.
 */
import type { Text } from '@kshem/domain/text.ts';

export type DemoArea = {
  readonly id: number;
  readonly parentId: number | null;
  readonly level: 'state' | 'district' | 'block' | 'ward' | 'village';
  /** In the form of an LGD code, from a fictional range. */
  readonly lgdCode: string;
  readonly name: Text;
};

export const demoDistrict = {
  id: 9001,
  name: { en: 'Shantipur', hi: 'शांतिपुर' },
  timeZone: 'Asia/Kolkata',
  defaultLanguage: 'hi',
} as const;

const stateId = 90;

const wardNames: readonly (readonly [string, string])[] = [
  ['Clock Tower', 'घंटाघर'],
  ['Station Road', 'स्टेशन रोड'],
  ['Gandhi Chowk', 'गांधी चौक'],
  ['Weavers Colony', 'बुनकर कॉलोनी'],
  ['Old Fort', 'पुराना किला'],
  ['Lotus Tank', 'कमल तालाब'],
  ['Mill Lines', 'मिल लाइन'],
  ['Neem Square', 'नीम चौक'],
  ['River Bank', 'नदी किनारा'],
  ['New Market', 'नया बाज़ार'],
  ['Teachers Colony', 'शिक्षक कॉलोनी'],
  ['Hill View', 'पहाड़ी मोहल्ला'],
];

const blocks: readonly { readonly name: Text; readonly villages: readonly (readonly [string, string])[] }[] = [
  {
    name: { en: 'Amrakhedi', hi: 'अमराखेड़ी' },
    villages: [
      ['Amrakhedi', 'अमराखेड़ी'],
      ['Sonpani', 'सोनपानी'],
      ['Chandanbhata', 'चंदनभाटा'],
      ['Ghughuwadih', 'घुघुवाडीह'],
      ['Pipartola', 'पीपरटोला'],
      ['Naharpar', 'नहरपार'],
    ],
  },
  {
    name: { en: 'Devjhar', hi: 'देवझर' },
    villages: [
      ['Devjhar', 'देवझर'],
      ['Mahuwatarai', 'महुवातराई'],
      ['Kosumpara', 'कोसुमपारा'],
      ['Bansbahar', 'बांसबहार'],
      ['Jhirnadih', 'झिरनाडीह'],
      ['Patharkhadan', 'पत्थरखदान'],
    ],
  },
  {
    name: { en: 'Kusumkhedi', hi: 'कुसुमखेड़ी' },
    villages: [
      ['Kusumkhedi', 'कुसुमखेड़ी'],
      ['Dhanbori', 'धानबोरी'],
      ['Tilwapani', 'तिलवापानी'],
      ['Beltukri', 'बेलटुकरी'],
      ['Ambagaon', 'आंबागांव'],
      ['Lalmati', 'लालमाटी'],
    ],
  },
  {
    name: { en: 'Neelgarhi', hi: 'नीलगढ़ी' },
    villages: [
      ['Neelgarhi', 'नीलगढ़ी'],
      ['Morpankhi', 'मोरपंखी'],
      ['Talkera', 'तालकेरा'],
      ['Khairbandh', 'खैरबांध'],
      ['Udenbhata', 'उदेनभाटा'],
      ['Semarjhori', 'सेमरझोरी'],
    ],
  },
  {
    name: { en: 'Tulsidongar', hi: 'तुलसीडोंगर' },
    villages: [
      ['Tulsidongar', 'तुलसीडोंगर'],
      ['Harrapara', 'हर्रापारा'],
      ['Bagdarha', 'बगदर्हा'],
      ['Karmaguda', 'करमागुड़ा'],
      ['Saraipani', 'सरईपानी'],
      ['Dumartal', 'डूमरताल'],
    ],
  },
];

/** The tree, parents before children: a state, a district, a town block of 12 wards and 5 country blocks of 6 villages each. */
export const demoAreas: readonly DemoArea[] = [
  area(stateId, null, 'state', { en: 'Madhyanchal', hi: 'मध्यांचल' }),
  area(demoDistrict.id, stateId, 'district', demoDistrict.name),
  ...blockWith(1, { en: 'Shantipur Town', hi: 'शांतिपुर नगर' }, 'ward', wardNames),
  ...blocks.flatMap(({ name, villages }, index) => blockWith(index + 2, name, 'village', villages)),
];

/** Where people live: wards and villages. */
export const demoPlaces: readonly DemoArea[] = demoAreas.filter(({ level }) => level === 'ward' || level === 'village');

function blockWith(
  number: number,
  name: Text,
  level: 'ward' | 'village',
  places: readonly (readonly [string, string])[],
): readonly DemoArea[] {
  const id = demoDistrict.id * 100 + number;
  return [
    area(id, demoDistrict.id, 'block', name),
    ...places.map(([en, hi], index) => area(id * 100 + index + 1, id, level, { en, hi })),
  ];
}

function area(id: number, parentId: number | null, level: DemoArea['level'], name: Text): DemoArea {
  return { id, parentId, level, lgdCode: String(id), name };
}
