import { type FailedDelivery, failedDeliveries } from '@kshem/domain/need/failed-delivery.ts';
import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { refresh } from '../api/refresh.ts';
import { useWords } from '../i18n/use-words.ts';
import { sendSurely } from '../offline/outbox.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTell } from '../ui/use-tell.ts';
import classes from './deliveries.module.css';
import type { Act, Delivery } from './round.ts';

type Props = {
  readonly delivery: Delivery;
  readonly onDone: (act: Act) => void;
  readonly onClose: () => void;
};
const reasons = Object.keys(failedDeliveries) as FailedDelivery[];

/** Somebody went and came back with it: one press says why. It stays open, and stays one's own unless it is given back. */
export function FailDialog({ delivery, onDone, onClose }: Props) {
  const { t, say } = useWords();
  const tell = useTell();
  const { needId } = delivery;
  const [note, setNote] = useState('');
  const [giveBack, setGiveBack] = useState(false);
  const [busy, setBusy] = useState<FailedDelivery | null>(null);

  async function submit(reason: FailedDelivery) {
    setBusy(reason);
    const body = {
      ...{ eventId: newUuid(), at: new Date().toISOString(), reason, giveBack },
      ...(note.trim() !== '' && { note }),
    };
    try {
      const { kind } = await sendSurely('failDelivery', { params: { needId }, body });
      onDone({ kind: 'came-back', needId, givenBack: giveBack });
      tell.done(t(kind === 'waits' ? 'deliveries.keptForSending' : 'deliveries.writtenDown'));
      refresh(['needs']);
      onClose();
    } catch (error) {
      tell.refusal(error);
      setBusy(null);
    }
  }

  return (
    <Dialog title={t('deliveries.whyNot', { name: delivery.personName })} onClose={onClose}>
      <Stack gap="sm">
        <Text fw={600}>{say(delivery.title)}</Text>
        <TextInput
          size="md"
          label={t('deliveries.noteMay')}
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Checkbox
          size="md"
          label={t('deliveries.giveBack')}
          checked={giveBack}
          onChange={({ currentTarget }) => setGiveBack(currentTarget.checked)}
        />
        <div className={classes.reasons}>
          {reasons.map((reason) => (
            <Button
              key={reason}
              size="lg"
              variant="default"
              loading={busy === reason}
              disabled={busy !== null}
              onClick={() => void submit(reason)}
            >
              {say(failedDeliveries[reason])}
            </Button>
          ))}
        </div>
      </Stack>
    </Dialog>
  );
}
