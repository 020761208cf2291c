import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMembers } from '../api/use-members.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Entry } from './history.tsx';

/** Time and deed on one line, who and the remark below. */
export function Line({
  entry,
  what,
  by,
  note,
}: {
  entry: Pick<Entry, 'at'>;
  what: ReactNode;
  by?: string | null;
  note?: string | null;
}) {
  const { t, time, say } = useWords();
  const { nameOf } = useMembers();
  const who = nameOf(by ?? null);
  return (
    <>
      <Group gap="xs">
        <Text size="sm" className="figures">
          {time(entry.at)}
        </Text>
        {what}
      </Group>
      {by && <Text size="xs">{who ? say(who) : t('people.someoneElse')}</Text>}
      {note && (
        <Text size="sm" fs="italic">
          {note}
        </Text>
      )}
    </>
  );
}
