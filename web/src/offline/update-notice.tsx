import { Alert, Button, Group, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { useUpdate } from './updates.ts';

/** Says that a newer version is there; nobody is interrupted by it. */
export function UpdateNotice() {
  const { t } = useWords();
  const { update, take } = useUpdate();
  if (update === 'none') return null;
  return (
    <Alert color="indigo" variant="light" radius={0} p="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{update === 'ready' ? t('offline.updateReady') : t('offline.updateNeeded')}</Text>
        <Button size="compact-sm" onClick={take}>
          {t('offline.reload')}
        </Button>
      </Group>
    </Alert>
  );
}
