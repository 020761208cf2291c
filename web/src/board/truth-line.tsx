import { Text } from '@mantine/core';
import { useLiveLine } from '../api/live-hints.ts';
import { useWords } from '../i18n/use-words.ts';
import { useOnline } from '../offline/network.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './board.module.css';

/** Older than this the figures are no longer called those of now: the board asks again every 20 seconds. */
const freshMs = 45_000;

/** When the figures were true; and plainly, when the board cannot know what happens now. */
export function TruthLine({ readAt, calling }: { readAt: Date; calling: boolean }) {
  const { t, time } = useWords();
  const now = useNow(5);
  const live = useLiveLine();
  const online = useOnline();
  const isOld = now.getTime() - readAt.getTime() > freshMs;
  if (!online || isOld) {
    return (
      <Text className={classes.lost} role="alert">
        {t('board.lost', { time: time(readAt) })}
      </Text>
    );
  }
  return (
    <Text size="sm" role="status">
      {live ? t('board.trueAt', { time: time(readAt) }) : t('board.trueAtSlow', { time: time(readAt) })}{' '}
      {!calling && t('board.closed')}
    </Text>
  );
}
