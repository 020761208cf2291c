import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function NeedsPage() {
  const { t } = useWords();
  return <Page title={t('place.needs')}>{null}</Page>;
}
