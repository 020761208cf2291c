import { tellDeath } from '@kshem/contract/episodes.ts';
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Card } from './person-page.tsx';
import { sameTyped } from './same-typed.ts';

/** Writes down a death. It names everybody whose calls stop and wants the name typed, because it cannot be undone. */
export function DeathDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(tellDeath, { quiet: true });
  const [typed, setTyped] = useState('');
  const others = card.household.filter(({ personId, deceased }) => personId !== card.personId && !deceased);
  const done = () => {
    tell.done(t('people.deathWritten', { name: card.name }));
    onClose();
  };
  return (
    <DialogForm
      title={t('people.deathTitle', { name: card.name })}
      does={t('people.deathDo')}
      grave
      onClose={onClose}
      onSend={() => send.mutate({ params: { personId: card.personId } }, { onSuccess: done })}
      sending={send.isPending}
      error={send.error}
      ready={sameTyped(typed, card.name)}
    >
      <Text size="sm">{t('people.deathStops', { name: card.name })}</Text>
      {others.length > 0 && (
        <div>
          <Text size="sm">{t('people.deathHousehold')}</Text>
          <ul>
            {others.map(({ personId, name }) => (
              <li key={personId}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      <Text size="sm" fw={600}>
        {t('people.deathNoUndo')}
      </Text>
      <TextInput
        label={t('people.typeName', { name: card.name })}
        autoComplete="off"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </DialogForm>
  );
}
