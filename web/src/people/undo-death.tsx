import { askUndoDeath, confirmUndoDeath, readUndoDeath } from '@kshem/contract/episodes.ts';
import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Card } from './person-page.tsx';

/** A death that was told wrongly: one says so with a reason, another confirms it. */
export function UndoDeath({ card }: { card: Card }) {
  const { t, say, dateTime } = useWords();
  const tell = useTell();
  const [asking, setAsking] = useState(false);
  const params = { personId: card.personId };
  const { data } = useAsk(readUndoDeath, { params });
  const confirm = useSend(confirmUndoDeath);
  if (!data) return null;
  const { asked } = data;
  if (asked === null) {
    return (
      <>
        <Button size="compact-sm" variant="default" mt="xs" onClick={() => setAsking(true)}>
          {t('people.undoDeath')}
        </Button>
        {asking && <AskDialog card={card} onClose={() => setAsking(false)} />}
      </>
    );
  }
  return (
    <Group mt="xs" gap="xs">
      <Text size="sm">{t('people.undoAsked', { name: say(asked.by), time: dateTime(asked.at), reason: asked.reason })}</Text>
      {asked.mine ? (
        <Text size="sm">{t('people.undoNeedsSecond')}</Text>
      ) : (
        <Button
          size="compact-sm"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ params }, { onSuccess: () => tell.done(t('people.undone', { name: card.name })) })}
        >
          {t('people.undoConfirm', { name: card.name })}
        </Button>
      )}
    </Group>
  );
}

function AskDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(askUndoDeath, { quiet: true });
  const [reason, setReason] = useState('');
  const done = () => {
    tell.done(t('people.undoNeedsSecond'));
    onClose();
  };
  return (
    <DialogForm
      title={t('people.undoTitle', { name: card.name })}
      does={t('people.undoDeath')}
      onClose={onClose}
      onSend={() => send.mutate({ params: { personId: card.personId }, body: { reason } }, { onSuccess: done })}
      sending={send.isPending}
      error={send.error}
      ready={reason.trim() !== ''}
    >
      <Text size="sm">{t('people.undoHint')}</Text>
      <Textarea
        label={t('people.undoWhy')}
        required
        rows={3}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </DialogForm>
  );
}
