/** The cast of the demonstration: everyone who signs in. Invented names; no official of any place is meant. */
import type { Role } from '@kshem/domain/access/roles.ts';
import type { Text } from '@kshem/domain/text.ts';
import { demoDistrict } from './district.ts';

export type DemoStaff = {
  readonly login: string;
  readonly name: Text;
  readonly roles: readonly Role[];
  /** What they speak with people on the phone: Hindi, English, Chhattisgarhi. */
  readonly languages: readonly DemoLanguage[];
  readonly uiLanguage: 'hi' | 'en';
  /** Ids of the areas they may see and work in, each with everything below it. */
  readonly areaIds: readonly number[];
  /** Who they are in the story, for the page that lists whom to sign in as. */
  readonly about: Text;
};

export type DemoLanguage = 'hi' | 'en' | 'cg';

const everywhere = [demoDistrict.id];
const town = 900101;
const [amrakhedi, devjhar, kusumkhedi, neelgarhi, tulsidongar] = [900102, 900103, 900104, 900105, 900106];

export const demoStaff: readonly DemoStaff[] = [
  staff('jyoti', 'Jyoti Barhate', 'ज्योति बरहटे', ['administrator'], ['hi', 'en'], everywhere, 'en', {
    en: 'District technician: accounts, protocols, the machine',
    hi: 'ज़िला तकनीशियन: खाते, प्रोटोकॉल, मशीन',
  }),
  staff('sp', 'Vikrant Solanke', 'विक्रांत सोलंके', ['officer'], ['hi', 'en'], everywhere, 'hi', {
    en: 'Superintendent of Police: reads the board, phones a few people himself every day',
    hi: 'पुलिस अधीक्षक: बोर्ड देखते हैं, रोज़ कुछ लोगों को स्वयं फ़ोन करते हैं',
  }),
  staff('meera', 'Meera Tamrakar', 'मीरा ताम्रकार', ['supervisor'], ['hi', 'en', 'cg'], everywhere, 'hi', {
    en: 'Runs the room in the morning',
    hi: 'सुबह की पाली की प्रभारी',
  }),
  staff('farhan', 'Farhan Qazi', 'फ़रहान क़ाज़ी', ['supervisor'], ['hi', 'en'], everywhere, 'en', {
    en: 'Runs the room in the afternoon, imports the lists',
    hi: 'दोपहर की पाली के प्रभारी, सूचियाँ लेते हैं',
  }),
  staff('dr-nivedita', 'Dr Nivedita Phadtare', 'डॉ. निवेदिता फडतरे', ['doctor'], ['hi', 'en'], everywhere, 'en', {
    en: 'Takes red flags',
    hi: 'रेड फ़्लैग देखती हैं',
  }),
  staff('dr-imran', 'Dr Imran Lakhani', 'डॉ. इमरान लखानी', ['doctor'], ['hi', 'cg'], everywhere, 'hi', {
    en: 'Takes red flags in the country blocks',
    hi: 'ग्रामीण ब्लॉकों के रेड फ़्लैग देखते हैं',
  }),
  staff('field-town', 'Sunita Dahariya', 'सुनीता दहरिया', ['field'], ['hi', 'cg'], [town, amrakhedi, devjhar], 'hi', {
    en: 'Field team, town and north',
    hi: 'मैदानी दल, नगर और उत्तर',
  }),
  staff('field-south', 'Ramlal Netam', 'रामलाल नेताम', ['field'], ['hi', 'cg'], [kusumkhedi, neelgarhi, tulsidongar], 'hi', {
    en: 'Field team, south',
    hi: 'मैदानी दल, दक्षिण',
  }),
  staff('clerk-civil', 'Kamla Verma', 'कमला वर्मा', ['clerk'], ['hi'], everywhere, 'hi', {
    en: 'Hospital clerk: tells the Civil Hospital’s free beds',
    hi: 'अस्पताल लिपिक: सिविल अस्पताल के ख़ाली बेड बताती हैं',
  }),
  caller('anita', 'Anita Sahare', 'अनीता सहारे', ['hi', 'cg'], everywhere),
  caller('bharat', 'Bharat Chouksey', 'भरत चौकसे', ['hi', 'en'], [town]),
  caller('deepa', 'Deepa Kunjam', 'दीपा कुंजाम', ['hi', 'cg'], [amrakhedi, devjhar]),
  caller('gaurav', 'Gaurav Mirdha', 'गौरव मिर्धा', ['hi'], everywhere),
  caller('hina', 'Hina Siddiqui', 'हिना सिद्दीक़ी', ['hi', 'en'], [town]),
  caller('kavita', 'Kavita Markam', 'कविता मरकाम', ['hi', 'cg'], [kusumkhedi, neelgarhi, tulsidongar]),
  caller('lokesh', 'Lokesh Patharia', 'लोकेश पथरिया', ['hi', 'en', 'cg'], everywhere),
  caller('nazia', 'Nazia Anwar', 'नाज़िया अनवर', ['hi'], [town, amrakhedi]),
  caller('prakash', 'Prakash Dewangan', 'प्रकाश देवांगन', ['hi', 'cg'], everywhere),
  caller('rekha', 'Rekha Bisen', 'रेखा बिसेन', ['hi', 'en'], everywhere),
  caller('sanjay', 'Sanjay Uikey', 'संजय उइके', ['hi', 'cg'], [devjhar, tulsidongar]),
  caller('tara', 'Tara Nirmalkar', 'तारा निर्मलकर', ['hi', 'cg'], everywhere),
];

export const demoCallers: readonly DemoStaff[] = demoStaff.filter(({ roles }) => roles.includes('caller'));

/**
 * A room of any size for a simulated day: the named twelve first, then numbered ones who work everywhere and speak Hindi, every
 * second of them Chhattisgarhi and every fourth English too.
 */
export function makeCallers(count: number): readonly DemoStaff[] {
  const more = Array.from({ length: Math.max(0, count - demoCallers.length) }, (_, index) => {
    const number = index + demoCallers.length + 1;
    const languages: DemoLanguage[] = [
      'hi',
      ...(number % 2 === 0 ? (['cg'] as const) : []),
      ...(number % 4 === 1 ? (['en'] as const) : []),
    ];
    return caller(`caller-${number}`, `Caller ${number}`, `कॉलर ${number}`, languages, everywhere);
  });
  return [...demoCallers.slice(0, count), ...more];
}

function caller(
  login: string,
  en: string,
  hi: string,
  languages: readonly DemoLanguage[],
  areaIds: readonly number[],
): DemoStaff {
  return staff(login, en, hi, ['caller'], languages, areaIds, 'hi', { en: 'Caller', hi: 'कॉलर' });
}

function staff(
  login: string,
  en: string,
  hi: string,
  roles: readonly Role[],
  languages: readonly DemoLanguage[],
  areaIds: readonly number[],
  uiLanguage: 'hi' | 'en',
  about: Text,
): DemoStaff {
  return { login, name: { en, hi }, roles, languages, uiLanguage, areaIds, about };
}
