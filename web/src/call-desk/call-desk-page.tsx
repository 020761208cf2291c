import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function CallDeskPage() {
  const { t } = useWords();
  return <Page title={t('place.desk')}>{null}</Page>;
}
