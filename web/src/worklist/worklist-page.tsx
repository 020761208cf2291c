import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function WorklistPage() {
  const { t } = useWords();
  return <Page title={t('place.worklist')}>{null}</Page>;
}
