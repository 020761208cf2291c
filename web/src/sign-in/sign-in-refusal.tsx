import { Alert, Text } from '@mantine/core';
import { Refused } from '../api/client.ts';
import { useWords } from '../i18n/use-words.ts';
import { wordsOf } from '../ui/use-tell.ts';

/** Why one is not let in, and for how long where that is known. */
export function SignInRefusal({ error }: { error: unknown }) {
  const { t, say } = useWords();
  const seconds = error instanceof Refused ? error.answer?.detail?.retryAfterSeconds : undefined;
  return (
    <Alert color="red" variant="light" title={say(wordsOf(error))} role="alert">
      {typeof seconds === 'number' && <Text size="sm">{t('signIn.waitMinutes', { count: Math.ceil(seconds / 60) })}</Text>}
    </Alert>
  );
}
