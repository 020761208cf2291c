import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function ListsPage() {
  const { t } = useWords();
  return <Page title={t('place.lists')}>{null}</Page>;
}
