import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from './dialog.tsx';
import { Failed } from './states.tsx';

type Props = {
  readonly title: string;
  /** The word on the button that does it. */
  readonly does: string;
  readonly onClose: () => void;
  readonly onSend: () => void;
  readonly sending: boolean;
  readonly ready?: boolean;
  readonly grave?: boolean;
  readonly error?: unknown;
  readonly children: ReactNode;
};

/** A few questions in a dialog, then one thing is done; a refusal stands above the buttons and what was typed stays. */
export function DialogForm({ title, does, onClose, onSend, sending, ready = true, grave = false, error, children }: Props) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  // The browser would begin at the button that closes it.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea, [type=submit]')?.focus(), []);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onSend();
        }}
      >
        <Stack gap="sm">
          {children}
          {error != null && <Failed error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={sending} disabled={!ready} {...(grave && { color: 'red.9' })}>
              {does}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
