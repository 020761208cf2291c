import { useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { CallDesk } from './call-desk.tsx';
import { realPort } from './real-port.ts';

export function CallDeskPage() {
  const { t } = useWords();
  useEffect(() => {
    document.title = t('ui.pageTitle', { title: t('place.desk') });
  }, [t]);
  return <CallDesk port={realPort} />;
}
