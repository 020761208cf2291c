import { Badge, Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Account } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { reloadWhenAnother } from './kept-account.ts';
import { useOnline } from './network.ts';
import { startOutbox, useOutbox } from './outbox.ts';
import { countKept, useReserve } from './reserve.ts';
import { openVault } from './vault.ts';

const OutboxDialog = lazy(() => import('./outbox-dialog.tsx').then((part) => ({ default: part.OutboxDialog })));

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
    const stops = [startOutbox(), reloadWhenAnother(me.id)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [me.id]);
  return (
    <>
      {online && !lasting && me.permissions.includes('attempt.record') && (
        <Button size="compact-xs" variant="default" flex="none" onClick={() => setOpen(true)}>
          {t('offline.openPageOnly')}
        </Button>
      )}
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
      <Suspense>{open && <OutboxDialog lasting={lasting} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
