import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function PeoplePage() {
  const { t } = useWords();
  return <Page title={t('place.people')}>{null}</Page>;
}
