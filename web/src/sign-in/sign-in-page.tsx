import { type signIn, signOut } from '@kshem/contract/access.ts';
import type { Answered } from '@kshem/contract/endpoint.ts';
import { Button, Center, Group, Paper, Text, Title } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import type { Account } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { ColourSwitch, LanguageSwitch } from '../shell/language-switch.tsx';
import { Loading } from '../ui/states.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondStep } from './second-step.tsx';

/** Seldom seen, and with its QR code too heavy for everybody's first load. */
const AddSecondFactor = lazy(() =>
  import('./factors/add-second-factor.tsx').then(({ AddSecondFactor: component }) => ({ default: component })),
);

export type HalfSignedIn = Extract<Answered<typeof signIn>, { next: 'second-factor' }>;

/**
 * The language before anything else, then name and password, then a second factor where the account has one. With `account`: what somebody
 * who is signed in must do before the desk opens, a given password first.
 */
export function SignInPage({ account }: { account?: Account }) {
  const { t } = useWords();
  const [half, setHalf] = useState<HalfSignedIn | null>(null);
  const step = account ? (account.mustChangePassword ? 'change' : 'add') : half ? 'second' : 'password';
  useEffect(() => {
    document.title = t('ui.pageTitle', { title: t('signIn.title') });
  }, [t]);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="lg" w="100%" maw={step === 'add' ? 520 : 420} radius="md">
        <Group justify="space-between" mb="md">
          <LanguageSwitch />
          <ColourSwitch />
        </Group>
        <Title order={1} size="h2">
          {t('shell.product')}
        </Title>
        <Text mb="md">{t(`signIn.do.${step}`)}</Text>
        {step === 'password' && <PasswordForm onHalf={setHalf} />}
        {half && step === 'second' && <SecondStep half={half} onAgain={() => setHalf(null)} />}
        {account && step === 'change' && <ChangePasswordForm login={account.login} given />}
        {account && step === 'add' && (
          <Suspense fallback={<Loading />}>
            <AddSecondFactor />
          </Suspense>
        )}
        {account && <LeaveButton />}
      </Paper>
    </Center>
  );
}

function LeaveButton() {
  const { t } = useWords();
  const leave = useSend(signOut);
  return (
    <Button
      variant="subtle"
      mt="sm"
      fullWidth
      onClick={() => leave.mutate({}, { onSettled: () => void queryClient.resetQueries() })}
    >
      {t('shell.signOut')}
    </Button>
  );
}
