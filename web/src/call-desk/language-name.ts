import type { Language } from '../i18n/start-languages.ts';

/** What is spoken in the district beside Hindi, by the codes of people's records. Chhattisgarhi has a code of the desk's own. */
export const spokenLanguages = ['hi', 'cg', 'en', 'mr', 'or', 'te', 'gon', 'bn', 'ur', 'gu', 'pa', 'ta', 'ne'] as const;

const ownNames: Readonly<Record<string, { readonly hi: string; readonly en: string }>> = {
  cg: { hi: 'छत्तीसगढ़ी', en: 'Chhattisgarhi' },
  gon: { hi: 'गोंडी', en: 'Gondi' },
};

export function languageName(code: string, language: Language): string {
  return ownNames[code]?.[language] ?? new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
}
