import { languageName, spokenLanguages } from '../../call-desk/language-name.ts';
import type { Language } from '../../i18n/start-languages.ts';

/** What can be spoken, and whatever else an account has already. */
export function languageChoices(held: readonly string[], language: Language) {
  return [...new Set<string>([...spokenLanguages, ...held])].map((value) => ({ value, label: languageName(value, language) }));
}
