import { Stack, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './needs.module.css';
import type { Need } from './use-need-columns.tsx';

/** By when it must have come, and how long that still is; what the person was promised stands below. */
export function Deadline({ need: { dueAt, status, promisedAt, closedAt } }: { need: Need }) {
  const { t, dateTime, fromNow } = useWords();
  const now = useNow();
  const waits = status === 'open' || status === 'assigned';
  const late = waits && dueAt <= now;
  const first = closedAt ? t('needs.closedAt', { time: dateTime(closedAt) }) : dateTime(dueAt);
  const remains = late ? t('needs.late', { time: fromNow(dueAt, now) }) : fromNow(dueAt, now);
  return (
    <Stack gap={0}>
      <Text size="sm" className={late ? classes.late : undefined}>
        {waits ? remains : first}
      </Text>
      <Text size="xs">{waits ? first : ''}</Text>
      {promisedAt && waits && <Text size="xs">{t('needs.promisedFor', { time: dateTime(promisedAt) })}</Text>}
    </Stack>
  );
}
