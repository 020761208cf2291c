import { Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './lists.module.css';
import type { Step } from './new-list.ts';

/** How much of the file is with the server; when all is, the server reads it. */
export function Sending({ state, size }: { state: Extract<Step, { sent: number }>; size: number }) {
  const { t, percent } = useWords();
  const share = state.total === 0 ? 0 : state.sent / state.total;
  const whole = share >= 1;
  const words = whole ? t('lists.reading') : t('lists.sendingFile', { share: percent(share) });
  // A small file is there at once: a bar that flashes by tells nothing.
  return (
    <div role="status">
      {size > 200_000 && <progress className={classes.progress} aria-label={words} {...(!whole && { value: share })} max={1} />}
      <Text size="sm">{words}</Text>
    </div>
  );
}
