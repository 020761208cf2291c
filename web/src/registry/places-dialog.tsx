import { reportPlaces } from '@kshem/contract/registry.ts';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTell } from '../ui/use-tell.ts';
import type { Facility } from './houses.tsx';

/** How many test or vaccination places a centre has on a day, and how many are free; it begins with what was told last. */
export function PlacesDialog({ facility, onClose }: { facility: Facility; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const send = useSend(reportPlaces, { quiet: true });
  const today = useNow().toLocaleDateString('en-CA', { timeZone: useZone() });
  const [last] = facility.places;
  const [form, setForm] = useState({
    day: last?.day ?? today,
    slots: String(last?.slots ?? ''),
    free: String(last?.free ?? ''),
  });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const digits = (typed: string) => typed.replace(/\D/g, '');
  const kind = facility.kind === 'test-centre' ? ('test' as const) : ('vaccination' as const);
  const done = () => {
    tell.done(t('beds.sent'));
    onClose();
  };
  return (
    <DialogForm
      title={say(facility.name)}
      does={t('beds.send')}
      onClose={onClose}
      sending={send.isPending}
      error={send.error}
      ready={form.day !== '' && form.slots !== '' && form.free !== ''}
      onSend={() =>
        send.mutate(
          {
            params: { facilityId: facility.facilityId },
            body: { day: form.day, kind, slots: Number(form.slots), free: Number(form.free) },
          },
          { onSuccess: done },
        )
      }
    >
      <TextInput
        type="date"
        label={t('registry.day')}
        required
        min={today}
        value={form.day}
        onChange={({ currentTarget }) => change({ day: currentTarget.value })}
      />
      <TextInput
        inputMode="numeric"
        label={t('registry.slots')}
        required
        value={form.slots}
        onChange={({ currentTarget }) => change({ slots: digits(currentTarget.value) })}
      />
      <TextInput
        inputMode="numeric"
        label={t('registry.free')}
        required
        value={form.free}
        onChange={({ currentTarget }) => change({ free: digits(currentTarget.value) })}
      />
    </DialogForm>
  );
}
