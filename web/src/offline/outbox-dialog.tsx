import { errors } from '@kshem/contract/errors.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useOutbox } from './outbox.ts';

/** What waits on the device, and what the server would not take. */
export function OutboxDialog({ lasting, onClose }: { lasting: boolean; onClose: () => void }) {
  const { t, time, say } = useWords();
  const { waiting, refused, retry, drop } = useOutbox();
  return (
    <Dialog title={waiting + refused.length > 0 ? t('offline.title') : t('offline.openPageOnly')} onClose={onClose}>
      <Stack gap="sm">
        {waiting > 0 && <Text>{t('offline.waiting', { count: waiting })}</Text>}
        <Text size="sm">{lasting ? t('offline.safe') : t('offline.notKept')}</Text>
        {refused.map(({ id, kind, code, at }) => (
          <Stack key={id} gap={4}>
            <Text fw={600}>{t(`offline.${kind}`, { time: time(at) })}</Text>
            <Text size="sm">{say(errors[code].message)}</Text>
            <Group gap="xs">
              <Button size="compact-sm" onClick={() => retry(id)}>
                {t('offline.retry')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => drop(id)}>
                {t('offline.drop')}
              </Button>
            </Group>
          </Stack>
        ))}
      </Stack>
    </Dialog>
  );
}
