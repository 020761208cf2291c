import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import classes from './call-desk.module.css';

/** Passing a household over: it goes to somebody else, and costs a written reason and one of the day's skips. */
export function SkipDialog({ onSkip, onClose }: { onSkip: (reason: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t('desk.skipTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSkip(reason.trim());
        }}
      >
        <Stack gap="sm">
          <p className={classes.small}>{t('desk.skipCosts')}</p>
          <Textarea
            data-autofocus
            label={t('desk.skipWhy')}
            rows={3}
            maxLength={500}
            required
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" disabled={reason.trim() === ''}>
              {t('desk.do.skip')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
