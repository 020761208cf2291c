import { readMe, signIn } from '@kshem/contract/access.ts';
import { Box, Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import { keyOf } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { PasswordField } from '../ui/password-field.tsx';
import type { HalfSignedIn } from './sign-in-page.tsx';
import { SignInRefusal } from './sign-in-refusal.tsx';

/** The first step: name and password. */
export function PasswordForm({ onHalf }: { onHalf: (half: HalfSignedIn) => void }) {
  const { t } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useSend(signIn, { quiet: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate(
      { body: { login, password } },
      {
        onSuccess: (answer) =>
          answer.next === 'in' ? queryClient.setQueryData(keyOf(readMe), answer.me) : onHalf(answer as HalfSignedIn),
      },
    );
  };
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('signIn.login')}
          value={login}
          onChange={({ currentTarget }) => setLogin(currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          required
        />
        <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} />
        {enter.error && <SignInRefusal error={enter.error} />}
        <Button type="submit" loading={enter.isPending}>
          {t('signIn.enter')}
        </Button>
      </Stack>
    </Box>
  );
}
