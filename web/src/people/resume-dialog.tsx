import { resumeEpisode } from '@kshem/contract/episodes.ts';
import { Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Episode } from './episode-cards.tsx';

export function ResumeDialog({ episode, onClose }: { episode: Episode; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const send = useSend(resumeEpisode, { quiet: true });
  const resume = () =>
    send.mutate(
      { params: { episodeId: episode.episodeId } },
      {
        onSuccess: ({ dueToday }) => {
          tell.done(dueToday ? t('people.resumedToday') : t('people.resumed'));
          onClose();
        },
      },
    );
  return (
    <DialogForm
      title={t('people.resumeTitle', { title: say(episode.title) })}
      does={t('people.resume')}
      onClose={onClose}
      onSend={resume}
      sending={send.isPending}
      error={send.error}
    >
      <Text size="sm">{t('people.resumeHint')}</Text>
    </DialogForm>
  );
}
