import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { SignInRefusal } from '../sign-in/sign-in-refusal.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PasswordField } from '../ui/password-field.tsx';

type Props = {
  readonly title: string;
  /** What it ends. */
  readonly warning: string;
  readonly action: string;
  readonly sending: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSend: (password: string) => void;
  readonly onClose: () => void;
};

/** A lock is changed only by who knows the password: an unattended screen is not enough. */
export function ConfirmWithPassword({ title, warning, action, sending, onSend, onClose }: Props) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(password);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Box component="form" onSubmit={submit}>
        <Stack>
          <Text size="sm">{warning}</Text>
          <PasswordField label={t('factor.ownPassword')} value={password} onChange={setPassword} autoFocus />
          {sending.error && <SignInRefusal error={sending.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={sending.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Box>
    </Dialog>
  );
}
