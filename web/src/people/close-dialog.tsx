import { closeEpisode } from '@kshem/contract/episodes.ts';
import { outcomes, outcomeText } from '@kshem/domain/episode/outcome.ts';
import { NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Refused } from '../api/client.ts';
import { given } from '../api/given.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Episode } from './episode-cards.tsx';

/** A death is written down with care and a wish not to be called on its own: both end more than one follow-up. */
const choices = outcomes.filter((one) => one !== 'died' && one !== 'withdrew');
type Choice = (typeof choices)[number];

/** Closes a follow-up with its outcome. Before its time it asks why. */
export function CloseDialog({ episode, onClose }: { episode: Episode; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const send = useSend(closeEpisode, { quiet: true });
  const [outcome, setOutcome] = useState<Choice>('completed');
  const [reason, setReason] = useState('');
  const early = send.error instanceof Refused && send.error.code === 'ends-too-early';
  const close = () =>
    send.mutate(
      { params: { episodeId: episode.episodeId }, body: { outcome, ...given({ reason: reason.trim() }) } },
      {
        onSuccess: () => {
          tell.done(t('people.closed'));
          onClose();
        },
      },
    );
  return (
    <DialogForm
      title={t('people.closeTitle', { title: say(episode.title) })}
      does={t('people.closeEpisode')}
      onClose={onClose}
      onSend={close}
      sending={send.isPending}
      error={send.error}
      ready={!early || reason.trim() !== ''}
    >
      <Text size="sm">{t('people.closeHint')}</Text>
      <NativeSelect
        label={t('people.outcome')}
        value={outcome}
        data={choices.map((value) => ({ value, label: say(outcomeText[value]) }))}
        onChange={({ currentTarget }) => setOutcome(currentTarget.value as Choice)}
      />
      <Textarea
        label={early ? t('people.whyEarly') : t('people.reasonIfEarly')}
        required={early}
        maxLength={500}
        autosize={false}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </DialogForm>
  );
}
