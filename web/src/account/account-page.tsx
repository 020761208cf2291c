import { setOwnLanguage, signOut } from '@kshem/contract/access.ts';
import { Button, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { changeLanguage, type Language, languages } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';
import { forgetAccount } from '../offline/kept-account.ts';
import { useOutbox } from '../offline/outbox.ts';
import { giveBackReserve } from '../offline/reserve.ts';
import { wipeDevice } from '../offline/vault.ts';
import { ChangePasswordForm } from '../sign-in/change-password-form.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { useTell } from '../ui/use-tell.ts';
import { OwnPhoneSection } from './own-phone-section.tsx';
import { SecondFactors } from './second-factors.tsx';
import { Sessions } from './sessions.tsx';

/** One's own account: who one is here, the locks, and where one is signed in. */
export function AccountPage() {
  const { t } = useWords();
  const leave = useSend(signOut);
  const { login } = useMe();
  const may = useMay();
  const { waiting } = useOutbox();
  const [wiping, setWiping] = useState(false);
  const tell = useTell();
  const signOutHere = async (wipe?: () => Promise<void>) => {
    await giveBackReserve();
    await wipe?.().catch(tell.refusal);
    forgetAccount();
    leave.mutate({}, { onSettled: () => void queryClient.resetQueries() });
  };
  return (
    <Page
      title={t('place.account')}
      actions={
        <Button variant="default" onClick={() => void signOutHere()}>
          {t('shell.signOut')}
        </Button>
      }
    >
      <Stack maw={760}>
        <WhoIAm />
        {may('attempt.record') && <OwnPhoneSection />}
        <Section title={t('account.factors')}>
          <SecondFactors />
        </Section>
        <Section title={t('account.sessions')}>
          <Sessions />
        </Section>
        <Section title={t('account.password')}>
          <ChangePasswordForm login={login} />
        </Section>
        <Section title={t('account.device')}>
          <Text mb="xs">{t('account.deviceHint')}</Text>
          <Button variant="default" onClick={() => setWiping(true)}>
            {t('account.wipe')}
          </Button>
        </Section>
      </Stack>
      {wiping && (
        <Dialog title={t('account.wipe')} onClose={() => setWiping(false)}>
          <Text mb="md">{t('account.wipeNames', { count: waiting })}</Text>
          <Button color="red.9" onClick={() => void signOutHere(wipeDevice)}>
            {t('account.wipeNow')}
          </Button>
        </Dialog>
      )}
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function WhoIAm() {
  const { t, language } = useWords();
  const { login, nameHi, nameEn, roles, uiLanguage } = useMe();
  const set = useSend(setOwnLanguage);
  const choose = (chosen: Language) => {
    void changeLanguage(chosen);
    set.mutate({ body: { uiLanguage: chosen } });
  };
  return (
    <Section title={language === 'hi' ? nameHi : nameEn}>
      <Stack gap="xs">
        <Text>{t('account.loginIs', { login })}</Text>
        <Text>{t('account.rolesAre', { roles: roles.map((role) => t(`role.${role}`)).join(', ') })}</Text>
        <NativeSelect
          label={t('account.ownLanguage')}
          description={t('account.ownLanguageHint')}
          value={uiLanguage}
          onChange={({ currentTarget }) => choose(currentTarget.value as Language)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          maw={320}
        />
      </Stack>
    </Section>
  );
}
