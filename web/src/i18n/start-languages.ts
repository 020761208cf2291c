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

/** A language is one file, fetched when it is chosen: nobody loads what they do not read. */
const files: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  hi: () => import('../../languages/hi.json'),
  en: () => import('../../languages/en.json'),
};

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
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', (await files[language]()).default);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(chosenKey, language);
}
