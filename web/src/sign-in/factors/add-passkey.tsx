import { addPasskey, beginPasskey } from '@kshem/contract/access.ts';
import { Alert, Box, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { makePasskey } from '../browser-passkey.ts';
import { SignInRefusal } from '../sign-in-refusal.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** One's password and a name for the device, then the browser's own dialog, then the recovery codes. */
export function AddPasskey({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [name, setName] = useState('');
  const [turnedDown, setTurnedDown] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useSend(beginPasskey, { quiet: true });
  const add = useSend(addPasskey, { quiet: true });
  const error = begin.error ?? add.error;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTurnedDown(false);
    add.reset();
    const begun = await begin.mutateAsync({ body: { password } }).catch(() => null);
    if (!begun) return;
    const response = await makePasskey(begun.options);
    if (!response) return setTurnedDown(true);
    add.mutate(
      { body: { ticket: begun.ticket, name, response } },
      { onSuccess: ({ recoveryCodes }) => (recoveryCodes ? setCodes(recoveryCodes) : onDone()) },
    );
  };
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  return (
    <Box component="form" onSubmit={(event) => void submit(event)}>
      <Stack>
        <Text size="sm">{t('factor.passkeyExplained')}</Text>
        <TextInput
          label={t('factor.passkeyName')}
          description={t('factor.passkeyNameHint')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={60}
          autoFocus
          required
        />
        <PasswordField label={t('factor.ownPassword')} value={password} onChange={setPassword} />
        {error && <SignInRefusal error={error} />}
        {turnedDown && <Alert color="orange" variant="light" title={t('factor.passkeyNotMade')} role="alert" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {t('ui.back')}
          </Button>
          <Button type="submit" loading={begin.isPending || add.isPending}>
            {t('factor.addPasskey')}
          </Button>
        </Group>
      </Stack>
    </Box>
  );
}
