import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from '../../languages/en.json';

export type Language = 'hi' | 'en';
/** Each in its own script, as its readers know it. */
export const languages: Readonly<Record<Language, string>> = { hi: 'हिन्दी', en: 'English' };

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

/** A language is one file, fetched in two parts when it is chosen: nobody loads what they do not read. */
const parts: Readonly<Record<Language, Readonly<Record<Part, () => Promise<{ default: object }>>>>> = {
  hi: { first: () => import('../../languages/hi.json?first'), rest: () => import('../../languages/hi.json?rest') },
  en: { first: () => import('../../languages/en.json?first'), rest: () => import('../../languages/en.json?rest') },
};
/** What the shell and the call desk say, and what every other page does (build/split-words.ts). */
type Part = 'first' | 'rest';
const fetched = new Set<string>();
let wantsRest = false;

const chosenKey = 'kshem-language';

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'hi',
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  const kept = localStorage.getItem(chosenKey);
  await changeLanguage(kept === 'en' ? 'en' : 'hi');
}

/** Changes the language of the screens and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await fetchWords(language, 'first');
  if (wantsRest) await fetchWords(language, 'rest');
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(chosenKey, language);
}

/** The words of the pages other than the call desk, before one of them is shown. */
export async function restOfWords(): Promise<void> {
  wantsRest = true;
  await fetchWords(i18next.language as Language, 'rest');
}

async function fetchWords(language: Language, part: Part): Promise<void> {
  const name = `${language} ${part}`;
  if (fetched.has(name)) return;
  const words = (await parts[language][part]()).default;
  i18next.addResourceBundle(language, 'translation', words, true, false);
  fetched.add(name);
}
