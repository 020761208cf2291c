import { type RevealReason, revealReasons } from '@kshem/domain/access/number-sight.ts';
import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTell } from '../ui/use-tell.ts';
import classes from './call-desk.module.css';

/** The whole of a number, for a reason that is written down. */
export function RevealDialog({ onReveal, onClose }: { onReveal: (reason: RevealReason) => Promise<void>; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const [reason, setReason] = useState<RevealReason>('dial-by-hand');
  const reasons = Object.entries(revealReasons) as [RevealReason, (typeof revealReasons)[RevealReason]][];
  return (
    <Dialog title={t('desk.revealTitle')} onClose={onClose}>
      <Stack gap="sm">
        <p className={classes.small}>{t('desk.revealIsWritten')}</p>
        <NativeSelect
          label={t('desk.revealWhy')}
          value={reason}
          data={reasons.map(([value, text]) => ({ value, label: say(text) }))}
          onChange={({ currentTarget }) => setReason(currentTarget.value as RevealReason)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button onClick={() => void onReveal(reason).then(onClose, tell.refusal)}>{t('desk.do.reveal')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
