import { saveAmbulance } from '@kshem/contract/registry.ts';
import { ambulanceKinds } from '@kshem/domain/registry/bed-kinds.ts';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Ambulance } from './ambulances.tsx';

/** An ambulance new in the registry, or how one is now. */
export function AmbulanceDialog({ ambulance, onClose }: { ambulance: Ambulance | null; onClose: () => void }) {
  const { t } = useWords();
  const tell = useTell();
  const send = useSend(saveAmbulance, { quiet: true });
  const [ambulanceId] = useState(() => ambulance?.ambulanceId ?? newUuid());
  const [form, setForm] = useState({
    callSign: ambulance?.callSign ?? '',
    kind: ambulance?.kind ?? ('basic' as const),
    phone: ambulance?.phone ?? '',
    crew: ambulance?.crew ?? '',
    state: ambulance?.state === 'off' ? ('off' as const) : ('ready' as const),
  });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const text = (typed: string) => (typed.trim() === '' ? null : typed.trim());
  const done = () => {
    tell.done(t('registry.saved'));
    onClose();
  };
  return (
    <DialogForm
      title={ambulance?.callSign ?? t('registry.addAmbulance')}
      does={t('ui.save')}
      onClose={onClose}
      sending={send.isPending}
      error={send.error}
      ready={form.callSign.trim() !== ''}
      onSend={() =>
        send.mutate(
          { params: { ambulanceId }, body: { ...form, phone: text(form.phone), crew: text(form.crew) } },
          { onSuccess: done },
        )
      }
    >
      <TextInput
        label={t('registry.callSign')}
        required
        maxLength={120}
        value={form.callSign}
        onChange={({ currentTarget }) => change({ callSign: currentTarget.value })}
      />
      <NativeSelect
        label={t('registry.kind')}
        value={form.kind}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value as typeof form.kind })}
        data={ambulanceKinds.map((value) => ({ value, label: t(`registry.vehicle.${value}`) }))}
      />
      <TextInput
        label={t('registry.crew')}
        maxLength={120}
        value={form.crew}
        onChange={({ currentTarget }) => change({ crew: currentTarget.value })}
      />
      <TextInput
        label={t('registry.phone')}
        inputMode="tel"
        maxLength={40}
        value={form.phone}
        onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
      />
      <NativeSelect
        label={t('registry.state')}
        value={form.state}
        onChange={({ currentTarget }) => change({ state: currentTarget.value as typeof form.state })}
        data={(['ready', 'off'] as const).map((value) => ({ value, label: t(`registry.states.${value}`) }))}
      />
    </DialogForm>
  );
}
