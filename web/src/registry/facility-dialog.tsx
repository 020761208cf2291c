import { saveFacility } from '@kshem/contract/registry.ts';
import { bedKinds, bedKindText, type FacilityKind, facilityKinds } from '@kshem/domain/registry/bed-kinds.ts';
import { Checkbox, NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { useMembers } from '../api/use-members.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaPicker } from '../ui/area-picker.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useTell } from '../ui/use-tell.ts';
import type { Facility } from './houses.tsx';

type Form = {
  readonly kind: FacilityKind;
  readonly nameEn: string;
  readonly nameHi: string;
  readonly areaId: number | null;
  readonly phone: string;
  readonly totals: Readonly<Record<string, string>>;
  readonly clerkIds: readonly string[];
  readonly closed: boolean;
};

/** A house new in the registry, or what is known of one. */
export function FacilityDialog({ facility, onClose }: { facility: Facility | null; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const send = useSend(saveFacility, { quiet: true });
  const [facilityId] = useState(() => facility?.facilityId ?? newUuid());
  const [form, setForm] = useState(() => formOf(facility));
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const save = () => {
    const { totals, areaId, phone, ...rest } = form;
    if (areaId === null) return;
    const beds = bedKinds.flatMap((kind) => (Number(totals[kind]) > 0 ? [{ kind, total: Number(totals[kind]) }] : []));
    const body = { ...rest, areaId, beds, phone: phone.trim() === '' ? null : phone.trim() };
    const done = () => {
      tell.done(t('registry.saved'));
      onClose();
    };
    send.mutate({ params: { facilityId }, body }, { onSuccess: done });
  };
  return (
    <DialogForm
      title={facility ? say(facility.name) : t('registry.add')}
      does={t('ui.save')}
      onClose={onClose}
      onSend={save}
      sending={send.isPending}
      error={send.error}
      ready={form.nameEn.trim() !== '' && form.nameHi.trim() !== '' && form.areaId !== null}
    >
      <NativeSelect
        label={t('registry.kind')}
        value={form.kind}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value as FacilityKind })}
        data={facilityKinds.map((value) => ({ value, label: t(`registry.kinds.${value}`) }))}
      />
      <TextInput
        label={t('registry.nameHi')}
        required
        maxLength={120}
        value={form.nameHi}
        onChange={({ currentTarget }) => change({ nameHi: currentTarget.value })}
      />
      <TextInput
        label={t('registry.nameEn')}
        required
        maxLength={120}
        value={form.nameEn}
        onChange={({ currentTarget }) => change({ nameEn: currentTarget.value })}
      />
      <TextInput
        label={t('registry.phone')}
        inputMode="tel"
        maxLength={40}
        value={form.phone}
        onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
      />
      <Text size="sm" fw={500}>
        {t('registry.totals')}
      </Text>
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs">
        {bedKinds.map((kind) => (
          <TextInput
            key={kind}
            size="xs"
            inputMode="numeric"
            label={say(bedKindText[kind])}
            value={form.totals[kind] ?? '0'}
            onChange={({ currentTarget }) =>
              change({ totals: { ...form.totals, [kind]: currentTarget.value.replace(/\D/g, '') } })
            }
          />
        ))}
      </SimpleGrid>
      <Clerks chosen={form.clerkIds} onChange={(clerkIds) => change({ clerkIds })} />
      <AreaPicker
        label={t('registry.area')}
        required
        choosable={({ own, level }) => own && (level === 'ward' || level === 'village')}
        value={form.areaId}
        onChange={(areaId) => change({ areaId })}
      />
      {facility && (
        <Checkbox
          label={t('registry.closed')}
          checked={form.closed}
          onChange={({ currentTarget }) => change({ closed: currentTarget.checked })}
        />
      )}
    </DialogForm>
  );
}

function formOf(facility: Facility | null): Form {
  return {
    kind: facility?.kind ?? 'hospital',
    nameEn: facility?.name.en ?? '',
    nameHi: facility?.name.hi ?? '',
    areaId: facility?.areaId ?? null,
    phone: facility?.phone ?? '',
    totals: Object.fromEntries((facility?.beds ?? []).map(({ kind, total }) => [kind, String(total)])),
    clerkIds: facility?.clerkIds ?? [],
    closed: false,
  };
}

function Clerks({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const { t, say } = useWords();
  const { members } = useMembers();
  const clerks = members.filter(({ userId, roles, active }) => (active && roles.includes('clerk')) || chosen.includes(userId));
  if (clerks.length === 0) return <Text size="sm">{t('registry.noClerks')}</Text>;
  return (
    <Checkbox.Group label={t('registry.clerks')} value={[...chosen]} onChange={onChange}>
      {clerks.map(({ userId, name }) => (
        <Checkbox key={userId} value={userId} label={say(name)} mt={6} />
      ))}
    </Checkbox.Group>
  );
}
