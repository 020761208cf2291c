import type { Sent } from '@kshem/contract/endpoint.ts';
import { findOfficers, type registerBeneficiary } from '@kshem/contract/help-desk.ts';
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type Dispatch, type SetStateAction, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategories } from './use-categories.ts';

type Wanted = Sent<typeof registerBeneficiary, 'body'>;
const states = ['serving', 'retired', 'fallen'] as const;
const relations = ['self', 'spouse', 'child', 'parent', 'sibling', 'other'] as const;

export type StandingForm = {
  readonly category: string;
  readonly serviceNumber: string;
  readonly officerName: string;
  readonly state: (typeof states)[number];
  readonly unit: string;
  readonly relation: (typeof relations)[number];
};
export const emptyStanding: StandingForm = {
  ...{ category: '', serviceNumber: '', officerName: '', state: 'serving', unit: '', relation: 'self' },
};

/** As it is sent: the officer only where the category has one. null: something lacks. */
export function standingIn(form: StandingForm, ofOfficer: boolean): Pick<Wanted, 'category' | 'officer' | 'relation'> | null {
  const { category, serviceNumber, officerName, state, unit, relation } = form;
  if (category === '') return null;
  if (!ofOfficer) return { category };
  if (serviceNumber.trim() === '' || officerName.trim() === '') return null;
  const officer = { serviceNumber, name: officerName, state, unit: unit.trim() === '' ? null : unit };
  return { category, officer, relation };
}

/** Whose people somebody is; the officer is looked up by the service number, so that a family stands together. */
export function StandingFields({ form, onChange }: { form: StandingForm; onChange: Dispatch<SetStateAction<StandingForm>> }) {
  const { t, say } = useWords();
  const { given, ofOfficer } = useCategories();
  // By what stands there then: an officer who is found late must not take back what was chosen meanwhile.
  const change = (part: Partial<StandingForm>) => onChange((now) => ({ ...now, ...part }));
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t('helpDesk.category')}
        required
        value={form.category}
        data={[
          { value: '', label: t('ui.choose') },
          ...given(form.category).map(({ code, title, withdrawnAt }) => ({
            value: code,
            label: withdrawnAt ? t('helpDesk.withdrawnNamed', { title: say(title) }) : say(title),
          })),
        ]}
        onChange={({ currentTarget }) => change({ category: currentTarget.value })}
      />
      {ofOfficer(form.category) && (
        <>
          <Officer form={form} onChange={change} />
          <NativeSelect
            label={t('helpDesk.relation')}
            value={form.relation}
            data={relations.map((value) => ({ value, label: t(`helpDesk.relations.${value}`) }))}
            onChange={({ currentTarget }) => change({ relation: currentTarget.value as StandingForm['relation'] })}
          />
        </>
      )}
    </Stack>
  );
}

function Officer({ form, onChange }: { form: StandingForm; onChange: (part: Partial<StandingForm>) => void }) {
  const { t } = useWords();
  const find = useSend(findOfficers, { quiet: true });
  const [looked, setLooked] = useState('');
  const number = form.serviceNumber.trim();
  const look = () => {
    if (number === '' || number === looked) return;
    setLooked(number);
    find.mutate(
      { body: { text: number } },
      {
        onSuccess: ({ items }) => {
          const known = items.find(({ serviceNumber }) => serviceNumber === number.toUpperCase());
          if (known) onChange({ officerName: known.name, state: known.state, unit: known.unit ?? '' });
        },
      },
    );
  };
  const known = find.data?.items.find(({ serviceNumber }) => serviceNumber === number.toUpperCase());
  return (
    <>
      <Group gap="xs" align="flex-end" grow>
        <TextInput
          label={t('helpDesk.serviceNumber')}
          required
          maxLength={40}
          autoComplete="off"
          value={form.serviceNumber}
          onBlur={look}
          onChange={({ currentTarget }) => onChange({ serviceNumber: currentTarget.value })}
        />
        <TextInput
          label={t('helpDesk.officerName')}
          required
          maxLength={120}
          autoComplete="off"
          value={form.officerName}
          onChange={({ currentTarget }) => onChange({ officerName: currentTarget.value })}
        />
      </Group>
      {known && <Text size="sm">{t('helpDesk.knownOfficer', { count: known.family })}</Text>}
      <Group gap="xs" align="flex-end" grow>
        <NativeSelect
          label={t('helpDesk.officerState')}
          value={form.state}
          data={states.map((value) => ({ value, label: t(`helpDesk.states.${value}`) }))}
          onChange={({ currentTarget }) => onChange({ state: currentTarget.value as StandingForm['state'] })}
        />
        <TextInput
          label={t('helpDesk.unit')}
          maxLength={120}
          value={form.unit}
          onChange={({ currentTarget }) => onChange({ unit: currentTarget.value })}
        />
      </Group>
      <Button variant="default" size="compact-sm" onClick={look} loading={find.isPending} disabled={number === ''}>
        {t('helpDesk.lookUp')}
      </Button>
    </>
  );
}
