import type { Answered } from '@kshem/contract/endpoint.ts';
import { findSameBeneficiaries, registerBeneficiary } from '@kshem/contract/help-desk.ts';
import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Refused } from '../api/client.ts';
import { useAreas } from '../api/use-areas.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAgeWords } from '../people/use-age-words.ts';
import { AreaPicker } from '../ui/area-picker.tsx';
import { Failed } from '../ui/states.tsx';
import classes from './help-desk.module.css';
import { emptyStanding, StandingFields, standingIn } from './standing-fields.tsx';
import { useCategories } from './use-categories.ts';

type Same = Answered<typeof findSameBeneficiaries>['items'];
const empty = { name: '', phone: '', age: '', sex: '', areaId: null as number | null, address: '' };

/** Puts somebody on record. Whoever may be there already is shown before anything is written. */
export function RegisterForm({ onRegistered, onCancel }: { onRegistered: (personId: string) => void; onCancel: () => void }) {
  const { t } = useWords();
  const { ofOfficer } = useCategories();
  const [form, setForm] = useState(empty);
  const [standing, setStanding] = useState(emptyStanding);
  const [same, setSame] = useState<Same | null>(null);
  const look = useSend(findSameBeneficiaries, { quiet: true });
  const register = useSend(registerBeneficiary, { quiet: true });
  const change = (part: Partial<typeof empty>) => {
    setForm({ ...form, ...part });
    setSame(null);
  };
  const sent = standingIn(standing, ofOfficer(standing.category));
  const age = Number(form.age);
  const ready = form.name.trim() !== '' && form.areaId !== null && sent !== null && !Number.isNaN(age) && age <= 125;
  const described = {
    name: form.name,
    phones: form.phone.trim() === '' ? [] : [form.phone],
    ageYears: form.age.trim() === '' ? null : age,
    sex: form.sex === '' ? null : (form.sex as 'female'),
    areaId: form.areaId ?? 0,
  };
  const send = (force: boolean) =>
    sent &&
    register.mutate(
      { body: { ...described, address: form.address.trim() === '' ? null : form.address, ...sent, force } },
      {
        onSuccess: ({ personId }) => onRegistered(personId),
        onError: (error) => error instanceof Refused && error.code === 'may-be-known' && lookFirst(),
      },
    );
  const lookFirst = () =>
    look.mutate({ body: described }, { onSuccess: ({ items }) => (items.length === 0 ? send(false) : setSame(items)) });
  const failed =
    look.error ?? (register.error instanceof Refused && register.error.code === 'may-be-known' ? null : register.error);
  return (
    <form
      className={classes.card}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) lookFirst();
      }}
    >
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('helpDesk.register')}
        </Title>
        <TextInput
          label={t('people.name')}
          required
          maxLength={120}
          autoComplete="off"
          value={form.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <Group gap="xs" grow>
          <TextInput
            type="tel"
            label={t('people.phone')}
            maxLength={60}
            autoComplete="off"
            value={form.phone}
            onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
          />
          <TextInput
            label={t('people.ageLabel')}
            inputMode="numeric"
            maxLength={3}
            value={form.age}
            onChange={({ currentTarget }) => change({ age: currentTarget.value })}
          />
          <NativeSelect
            label={t('people.sexLabel')}
            value={form.sex}
            data={[
              { value: '', label: t('people.notKnown') },
              ...(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`people.sex.${value}`) })),
            ]}
            onChange={({ currentTarget }) => change({ sex: currentTarget.value })}
          />
        </Group>
        <AreaPicker
          label={t('people.area')}
          required
          choosable={({ own, level }) => own && (level === 'ward' || level === 'village')}
          value={form.areaId}
          onChange={(areaId) => change({ areaId })}
        />
        <TextInput
          label={t('people.address')}
          maxLength={300}
          value={form.address}
          onChange={({ currentTarget }) => change({ address: currentTarget.value })}
        />
        <StandingFields form={standing} onChange={setStanding} />
        {failed && <Failed error={failed} />}
        {same ? (
          <SameOnes same={same} onTake={onRegistered} onForce={() => send(true)} />
        ) : (
          <Group gap="xs">
            <Button type="submit" disabled={!ready} loading={look.isPending || register.isPending}>
              {t('helpDesk.register')}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t('ui.cancel')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function SameOnes({ same, onTake, onForce }: { same: Same; onTake: (personId: string) => void; onForce: () => void }) {
  const { t, say } = useWords();
  const { ageAndSex } = useAgeWords();
  const { nameOf } = useAreas();
  return (
    <Alert color="orange" variant="light" role="alert" title={t('helpDesk.maybeKnown')}>
      <Stack gap="xs">
        {same.map((one) => (
          <Group key={one.personId} justify="space-between">
            <div>
              <b>{one.name}</b>
              <Text size="sm">{[ageAndSex(one), nameOf(one.areaId)].join(' · ')}</Text>
              <Text size="xs">{one.evidence.map(({ text }) => say(text)).join(' · ')}</Text>
            </div>
            <Button onClick={() => onTake(one.personId)}>{t('people.itIsThem')}</Button>
          </Group>
        ))}
        <Button variant="default" onClick={onForce}>
          {t('helpDesk.registerAnyway')}
        </Button>
      </Stack>
    </Alert>
  );
}
