import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Account } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordsOfCode } from '../ui/use-tell.ts';
import { useOnline } from './network.ts';
import { startOutbox, useOutbox } from './outbox.ts';
import { countKept, useReserve } from './reserve.ts';
import { openVault } from './vault.ts';

/** What the device holds back, beside the account's name: nothing to see as long as all is well. */
export function NetworkBadge({ me }: { me: Account }) {
  const { t } = useWords();
  const online = useOnline();
  const { kept } = useReserve();
  const { waiting, refused } = useOutbox();
  const [lasting, setLasting] = useState(true);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    void openVault(me.id).then((vault) => {
      setLasting(vault.lasting);
      void countKept();
    });
    return startOutbox();
  }, [me.id]);
  if (online && waiting === 0 && refused.length === 0) return null;
  return (
    <>
      {!online && (
        <Badge color="orange.9" autoContrast title={lasting ? t('offline.safe') : t('offline.notKept')}>
          {kept > 0 ? t('offline.noNetworkKept', { count: kept }) : t('offline.noNetwork')}
        </Badge>
      )}
      {(waiting > 0 || refused.length > 0) && (
        <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
          {refused.length > 0 ? t('offline.refused', { count: refused.length }) : t('offline.waiting', { count: waiting })}
        </Button>
      )}
      {open && <OutboxDialog lasting={lasting} onClose={() => setOpen(false)} />}
    </>
  );
}

function OutboxDialog({ lasting, onClose }: { lasting: boolean; onClose: () => void }) {
  const { t, time, say } = useWords();
  const { waiting, refused, retry, drop } = useOutbox();
  return (
    <Dialog title={t('offline.title')} onClose={onClose}>
      <Stack gap="sm">
        <Text>{t('offline.waiting', { count: waiting })}</Text>
        <Text size="sm">{lasting ? t('offline.safe') : t('offline.notKept')}</Text>
        {refused.map(({ id, kind, code, at }) => (
          <Stack key={id} gap={4}>
            <Text fw={600}>{t(`offline.${kind}`, { time: time(at) })}</Text>
            <Text size="sm">{say(wordsOfCode(code))}</Text>
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
