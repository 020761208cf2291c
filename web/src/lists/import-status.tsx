import { Badge, Group, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { badgeColours } from '../ui/badge-colours.ts';
import { failureWords } from './failure-words.ts';
import type { Import } from './lists-page.tsx';

const colours = { queued: badgeColours.quiet, running: 'blue.9', finished: badgeColours.good, failed: badgeColours.bad } as const;

/** How far an import is, in a word; of a failed one also why. */
export function ImportStatus({ run }: { run: Import }) {
  const { t, say } = useWords();
  const same = run.counts.sameAs !== undefined;
  return (
    <Group gap="xs">
      <Badge color={colours[run.status]}>{same ? t('lists.sameFile') : t(`lists.statuses.${run.status}`)}</Badge>
      {run.failure && <Text size="xs">{say(failureWords(run.failure).message)}</Text>}
    </Group>
  );
}
