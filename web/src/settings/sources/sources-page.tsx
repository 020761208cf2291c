import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/page.tsx';

export function SourcesPage() {
  const { t } = useWords();
  return <Page title={t('settings.sources')}>{null}</Page>;
}
