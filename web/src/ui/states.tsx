import { Alert, Button, Center, Group, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refused } from '../api/client.ts';
import { useWords } from '../i18n/use-words.ts';
import { wordsOf } from './use-tell.ts';

/** Something is being fetched. */
export function Loading({ what }: { what?: string }) {
  const { t } = useWords();
  return (
    <Center p="xl" role="status">
      <Group gap="sm">
        <Loader size="sm" aria-hidden />
        <Text>{what ?? t('ui.loading')}</Text>
      </Group>
    </Center>
  );
}

/** There is nothing to show, why, and what one can do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Center p="xl">
      <Stack align="center" gap="xs" maw={520}>
        <Text fw={600} ta="center">
          {title}
        </Text>
        {children}
      </Stack>
    </Center>
  );
}

/** What went wrong, in the reader's language, with a way on. A page that may not be seen says so without a button. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { t, say } = useWords();
  const reference = error instanceof Refused && error.code === 'internal' ? error.answer?.reference : undefined;
  const hopeless = error instanceof Refused && error.code === 'not-allowed';
  return (
    <Alert color="red" variant="light" title={say(wordsOf(error))} role="alert" m="md">
      <Group justify="space-between">
        {reference && <Text size="sm">{t('ui.reference', { reference })}</Text>}
        {again && !hopeless && (
          <Button variant="default" size="compact-sm" onClick={again}>
            {t('ui.again')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

type Asked<T> = { data: T | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };

/** The three states of something asked of the server; what was known stays on the screen while it is asked again. */
export function Shown<T>({ asked, children }: { asked: Asked<T>; children: (data: T) => ReactNode }) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  if (asked.error) return <Failed error={asked.error} again={() => void asked.refetch()} />;
  return <Loading />;
}
