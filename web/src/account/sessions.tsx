import { endOtherSessions, listSessions, revokeSession } from '@kshem/contract/access.ts';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { badgeColours } from '../ui/badge-colours.ts';
import { Shown } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import { browserOf } from './browser-of.ts';

/** Where the account is open; each place can be closed from here. */
export function Sessions() {
  const { t, dateTime, fromNow } = useWords();
  const tell = useTell();
  const sessions = useAsk(listSessions);
  const end = useSend(revokeSession);
  const endOthers = useSend(endOtherSessions);
  return (
    <Shown asked={sessions}>
      {({ items }) => (
        <Stack gap="sm">
          {items.map(({ id, createdAt, lastSeenAt, userAgent, current }) => {
            const { browser, system } = browserOf(userAgent);
            return (
              <Group key={id} justify="space-between" wrap="nowrap">
                <div>
                  <Group gap="xs">
                    <Text fw={500}>
                      {browser && system ? t('account.browserOn', { browser, system }) : t('account.unknownBrowser')}
                    </Text>
                    {current && <Badge color={badgeColours.good}>{t('account.thisOne')}</Badge>}
                  </Group>
                  <Text size="sm">
                    {t('account.sessionSince', { since: dateTime(createdAt), last: fromNow(lastSeenAt, new Date()) })}
                  </Text>
                </div>
                {!current && (
                  <Button
                    size="xs"
                    variant="default"
                    flex="none"
                    onClick={() => end.mutate({ params: { sessionId: id } }, { onSuccess: () => tell.done(t('account.ended')) })}
                  >
                    {t('account.end')}
                  </Button>
                )}
              </Group>
            );
          })}
          {items.length > 1 && (
            <Button
              variant="default"
              loading={endOthers.isPending}
              onClick={() =>
                endOthers.mutate({}, { onSuccess: ({ ended }) => tell.done(t('account.othersEnded', { count: ended })) })
              }
            >
              {t('account.endOthers')}
            </Button>
          )}
        </Stack>
      )}
    </Shown>
  );
}
