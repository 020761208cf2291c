import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function SettingsPage() {
  const { t } = useWords();
  return <Page title={t('place.settings')}>{null}</Page>;
}
