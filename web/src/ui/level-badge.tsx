import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { Badge } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';

/** Colour is never the only sign: the word stands in it. Shades are those that white or black text passes on. */
const colours: Readonly<Record<Level, string>> = { red: 'red.9', amber: '#b93d0b', yellow: 'yellow.4', green: '#247a36' };

export function LevelBadge({ level, size = 'sm' }: { level: Level; size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl' }) {
  const { t } = useWords();
  return (
    <Badge color={colours[level]} size={size} autoContrast>
      {t(`level.${level}`)}
    </Badge>
  );
}
