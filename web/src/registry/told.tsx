import type { Text as Words } from '@kshem/domain/text.ts';
import { Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './registry.module.css';

/** When something was last true and who said so; stale stands in words, not in a colour alone. */
export function Told({ trueAt, toldBy, stale }: { trueAt: Date | null; toldBy: Words | null; stale: boolean }) {
  const { t, say, dateTime } = useWords();
  const words =
    trueAt === null
      ? t('registry.never')
      : t('registry.by', { time: dateTime(trueAt), name: toldBy ? say(toldBy) : t('registry.system') });
  return (
    <Text size="xs" className={stale ? classes.stale : undefined} title={stale ? t('registry.staleHint') : undefined}>
      {stale && trueAt !== null ? `${t('registry.stale')} · ${words}` : words}
    </Text>
  );
}
