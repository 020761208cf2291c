import { optOut } from '@kshem/contract/episodes.ts';
import { Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Card } from './person-page.tsx';

/** The person does not want to be called. It names what ends, because it cannot be taken back from here. */
export function OptOutDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const send = useSend(optOut, { quiet: true });
  const [meant, setMeant] = useState(false);
  const open = card.episodes.filter(({ status }) => status !== 'ended');
  const done = () => {
    tell.done(t('people.optedOut', { name: card.name }));
    onClose();
  };
  return (
    <DialogForm
      title={t('people.optOutTitle', { name: card.name })}
      does={t('people.optOut')}
      grave
      onClose={onClose}
      onSend={() => send.mutate({ params: { personId: card.personId } }, { onSuccess: done })}
      sending={send.isPending}
      error={send.error}
      ready={meant}
    >
      <Text size="sm">{t('people.optOutHint')}</Text>
      {open.length > 0 && (
        <ul>
          {open.map(({ episodeId, title }) => (
            <li key={episodeId}>{say(title)}</li>
          ))}
        </ul>
      )}
      <Text size="sm">{t('people.noUndo')}</Text>
      <Checkbox
        label={t('people.optOutMeant', { name: card.name })}
        checked={meant}
        onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
      />
    </DialogForm>
  );
}
