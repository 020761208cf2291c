import { changePassword, readMe, signIn } from '@kshem/contract/access.ts';
import { Box, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import { keyOf } from '../api/use-ask.ts';
import type { Account } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { ColourSwitch, LanguageSwitch } from '../shell/language-switch.tsx';
import { Failed } from '../ui/states.tsx';

/** The language before anything else, then name and password; a given password is changed first. */
export function SignInPage({ change }: { change?: Account }) {
  const { t } = useWords();
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="lg" w="100%" maw={400} radius="md">
        <Group justify="space-between" mb="md">
          <LanguageSwitch />
          <ColourSwitch />
        </Group>
        <Title order={1} size="h2">
          {t('shell.product')}
        </Title>
        <Text c="dimmed" mb="md">
          {change ? t('signIn.changeFirst') : t('signIn.greeting')}
        </Text>
        {change ? <ChangeForm /> : <SignInForm />}
      </Paper>
    </Center>
  );
}

function SignInForm() {
  const { t } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useSend(signIn, { quiet: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ body: { login, password } }, { onSuccess: ({ me }) => queryClient.setQueryData(keyOf(readMe), me) });
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
          required
        />
        <PasswordInput
          label={t('signIn.password')}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          required
        />
        {enter.error && <Failed error={enter.error} />}
        <Button type="submit" loading={enter.isPending}>
          {t('signIn.enter')}
        </Button>
      </Stack>
    </Box>
  );
}

function ChangeForm() {
  const { t } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useSend(changePassword, { quiet: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { body: { current, next } },
      { onSuccess: () => void queryClient.invalidateQueries({ queryKey: keyOf(readMe) }) },
    );
  };
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={t('signIn.givenPassword')}
          value={current}
          onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          required
        />
        <PasswordInput
          label={t('signIn.newPassword')}
          description={t('signIn.newPasswordRule')}
          value={next}
          onChange={({ currentTarget }) => setNext(currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          minLength={10}
          required
        />
        {change.error && <Failed error={change.error} />}
        <Button type="submit" loading={change.isPending}>
          {t('signIn.change')}
        </Button>
      </Stack>
    </Box>
  );
}
