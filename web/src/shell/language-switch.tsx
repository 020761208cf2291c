import { ActionIcon, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { changeLanguage, type Language, languages } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';

export function LanguageSwitch() {
  const { language, t } = useWords();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.language')}
      value={language}
      onChange={({ currentTarget }) => void changeLanguage(currentTarget.value as Language)}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
    />
  );
}

export function ColourSwitch() {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={t('shell.colours')}
      onClick={() => setColorScheme(now === 'dark' ? 'light' : 'dark')}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
    </ActionIcon>
  );
}
