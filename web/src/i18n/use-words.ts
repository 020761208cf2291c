import type { Text } from '@kshem/domain/text.ts';
import { useTranslation } from 'react-i18next';
import { type Formats, formatsOf } from './formats.ts';
import type { Language } from './start-languages.ts';

/** Everything a screen needs to speak: its words, numbers, dates and texts that come in both languages. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'hi';
  const formats: Formats = formatsOf(language);
  return { t, language, ...formats, say: (text: Text) => text[language] || text.en || text.hi };
}
