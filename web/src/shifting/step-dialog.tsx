import { moveTransfer } from '@kshem/contract/transfers.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import type { TransferAction } from '@kshem/domain/transfer/transfer-state.ts';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import { ChooseAmbulance } from './choose-ambulance.tsx';
import { ChooseHouse } from './choose-house.tsx';
import type { Transfer } from './transfer-card.tsx';

/** What each step asks for; the server asks for the same. */
const asks: Readonly<Record<TransferAction, readonly ('house' | 'ambulance' | 'arrival' | 'name' | 'note')[]>> = {
  'hold-bed': ['house'],
  'confirm-bed': ['name'],
  'change-bed': ['house', 'note'],
  'release-bed': ['note'],
  'send-ambulance': ['ambulance', 'arrival', 'name'],
  recall: ['note'],
  'pick-up': ['name'],
  admit: ['name'],
  hear: ['note'],
  discharge: [],
  cancel: ['note'],
};

const arrivals = [10, 15, 20, 30, 45, 60, 90] as const;

/** One step, with the name of whoever takes over. */
export function StepDialog({ transfer, action, onClose }: { transfer: Transfer; action: TransferAction; onClose: () => void }) {
  const { t, number } = useWords();
  const tell = useTell();
  const send = useSend(moveTransfer, { quiet: true });
  const [form, setForm] = useState({
    facilityId: '',
    ambulanceId: '',
    arrival: 20,
    name: action === 'pick-up' ? (transfer.crew ?? '') : '',
    note: '',
  });
  const change = (part: Partial<typeof form>) => setForm((now) => ({ ...now, ...part }));
  const wants = asks[action];
  const filled = {
    house: form.facilityId,
    ambulance: form.ambulanceId,
    arrival: 'x',
    name: form.name.trim(),
    note: form.note.trim(),
  };
  const step = () => {
    const parts = given({
      facilityId: wants.includes('house') ? form.facilityId : undefined,
      ambulanceId: wants.includes('ambulance') ? form.ambulanceId : undefined,
      etaAt: wants.includes('arrival') ? addMinutes(new Date(), form.arrival).toISOString() : undefined,
      handedTo: wants.includes('name') ? form.name : undefined,
      note: wants.includes('note') ? form.note : undefined,
    });
    const done = () => {
      tell.done(t('shifting.moved'));
      onClose();
    };
    send.mutate(
      { params: { transferId: transfer.transferId }, body: { action, from: transfer.status, ...parts } },
      { onSuccess: done },
    );
  };
  return (
    <DialogForm
      title={t('shifting.moveFor', { move: t(`shifting.moves.${action}`), name: transfer.personName })}
      does={t(`shifting.moves.${action}`)}
      grave={action === 'cancel'}
      onClose={onClose}
      onSend={step}
      sending={send.isPending}
      error={send.error}
      ready={wants.every((want) => filled[want] !== '')}
    >
      {wants.includes('house') && (
        <ChooseHouse transfer={transfer} value={form.facilityId} onChange={(facilityId) => change({ facilityId })} />
      )}
      {wants.includes('ambulance') && (
        <ChooseAmbulance value={form.ambulanceId} onChange={(ambulanceId, crew) => change({ ambulanceId, name: crew ?? '' })} />
      )}
      {wants.includes('arrival') && (
        <NativeSelect
          label={t('shifting.arrivesIn')}
          value={String(form.arrival)}
          onChange={({ currentTarget }) => change({ arrival: Number(currentTarget.value) })}
          data={arrivals.map((minutes) => ({
            value: String(minutes),
            label: t('doctor.minutes', { count: minutes, number: number(minutes) }),
          }))}
        />
      )}
      {wants.includes('name') && (
        <TextInput
          label={t(nameLabels[action] ?? 'shifting.whoAtHospital')}
          required
          maxLength={120}
          value={form.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      )}
      {wants.includes('note') && (
        <Textarea
          label={t(action === 'hear' ? 'shifting.news' : 'shifting.why')}
          required
          rows={3}
          maxLength={500}
          value={form.note}
          onChange={({ currentTarget }) => change({ note: currentTarget.value })}
        />
      )}
    </DialogForm>
  );
}

const nameLabels: Partial<
  Record<TransferAction, 'shifting.whoAtHospital' | 'shifting.whoOfCrew' | 'shifting.whoTook' | 'shifting.whoReceives'>
> = {
  'send-ambulance': 'shifting.whoOfCrew',
  'pick-up': 'shifting.whoTook',
  admit: 'shifting.whoReceives',
};
