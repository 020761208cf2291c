import { pauseEpisode } from '@kshem/contract/episodes.ts';
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Episode } from './episode-cards.tsx';

export function PauseDialog({ episode, onClose }: { episode: Episode; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const send = useSend(pauseEpisode, { quiet: true });
  const [reason, setReason] = useState('');
  const done = () => {
    tell.done(t('people.paused'));
    onClose();
  };
  return (
    <DialogForm
      title={t('people.pauseTitle', { title: say(episode.title) })}
      does={t('people.pause')}
      onClose={onClose}
      onSend={() =>
        send.mutate({ params: { episodeId: episode.episodeId }, body: { reason: reason.trim() } }, { onSuccess: done })
      }
      sending={send.isPending}
      error={send.error}
      ready={reason.trim() !== ''}
    >
      <Text size="sm">{t('people.pauseHint')}</Text>
      <Textarea
        label={t('people.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </DialogForm>
  );
}
