import { signOut } from '@kshem/contract/access.ts';
import { Button } from '@mantine/core';
import { queryClient } from '../api/query-client.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';

export function AccountPage() {
  const { t } = useWords();
  const leave = useSend(signOut);
  return (
    <Page
      title={t('place.account')}
      actions={
        <Button variant="default" onClick={() => leave.mutate({}, { onSettled: () => queryClient.resetQueries() })}>
          {t('shell.signOut')}
        </Button>
      }
    >
      {null}
    </Page>
  );
}
