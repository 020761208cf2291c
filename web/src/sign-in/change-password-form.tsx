import { changePassword, readMe } from '@kshem/contract/access.ts';
import { passwordFault, passwordStrength } from '@kshem/domain/access/password-rule.ts';
import { Box, Button, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refused } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { keyOf } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { useTell, wordsOf } from '../ui/use-tell.ts';
import { SignInRefusal } from './sign-in-refusal.tsx';

/** The old password, the new one twice, each fault at its own field. `given`: the old one came from an administrator. */
export function ChangePasswordForm({ login, given = false }: { login: string; given?: boolean }) {
  const { t, say } = useWords();
  const tell = useTell();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useSend(changePassword, { quiet: true });
  const refused = change.error instanceof Refused ? change.error.code : null;
  const fault = tried ? passwordFault(login, next) : null;
  const differ = tried && again !== next;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (passwordFault(login, next) !== null || again !== next) return;
    change.mutate(
      { body: { current, next } },
      {
        onSuccess: () => {
          tell.done(t('signIn.changed'));
          for (const set of [setCurrent, setNext, setAgain]) set('');
          setTried(false);
          void queryClient.invalidateQueries({ queryKey: keyOf(readMe) });
        },
      },
    );
  };
  return (
    <Box component="form" onSubmit={submit} noValidate>
      <Stack maw={420}>
        <PasswordField
          label={given ? t('signIn.givenPassword') : t('signIn.currentPassword')}
          value={current}
          onChange={setCurrent}
          error={refused === 'wrong-login' ? t('signIn.wrongCurrent') : undefined}
        />
        <PasswordField
          kind="new-password"
          label={t('signIn.newPassword')}
          description={t('signIn.newPasswordRule')}
          value={next}
          onChange={setNext}
          error={fault ? t(`signIn.fault.${fault}`) : refused === 'weak-password' ? say(wordsOf(change.error)) : undefined}
        />
        {next !== '' && <Text size="sm">{t(`signIn.strength.${passwordStrength(login, next)}`)}</Text>}
        <PasswordField
          kind="new-password"
          label={t('signIn.newAgain')}
          value={again}
          onChange={setAgain}
          error={differ ? t('signIn.fault.differ') : undefined}
        />
        {change.error && refused !== 'wrong-login' && refused !== 'weak-password' && <SignInRefusal error={change.error} />}
        <Button type="submit" loading={change.isPending}>
          {t('signIn.change')}
        </Button>
      </Stack>
    </Box>
  );
}
