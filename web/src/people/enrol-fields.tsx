import { conditions } from '@kshem/domain/triage/conditions.ts';
import { Checkbox, Fieldset, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Fieldset.css';
import { languageName, spokenLanguages } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaPicker } from '../ui/area-picker.tsx';
import type { EnrolForm, Lacking } from './enrol-form.ts';
import classes from './people.module.css';
import { useAboutWords } from './use-about-words.ts';

type Props = {
  readonly form: EnrolForm;
  /** What must still be said; told beside its field. */
  readonly lacking: readonly Lacking[];
  readonly onChange: (part: Partial<EnrolForm>) => void;
};

export function EnrolFields({ form, lacking, onChange }: Props) {
  const { t } = useWords();
  const fault = (of: Lacking) => (lacking.includes(of) ? t(`people.lacks.${of}`) : undefined);
  return (
    <div className={classes.form}>
      <Who form={form} fault={fault} onChange={onChange} />
      <Reach form={form} onChange={onChange} />
      <div className={classes.wide}>
        <AreaPicker
          label={t('people.area')}
          description={t('people.areaHint')}
          required
          error={fault('area')}
          choosable={({ own, level }) => own && (level === 'ward' || level === 'village')}
          value={form.areaId}
          onChange={(areaId) => onChange({ areaId })}
        />
      </div>
      <Followed form={form} fault={fault} onChange={onChange} />
      <Risks form={form} onChange={onChange} />
    </div>
  );
}

type Part = Pick<Props, 'form' | 'onChange'> & { readonly fault?: (of: Lacking) => string | undefined };

function Who({ form, fault, onChange }: Part) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t('people.name')}
        required
        maxLength={120}
        autoComplete="off"
        error={fault?.('name')}
        value={form.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          label={t('people.ageLabel')}
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          error={fault?.('age')}
          value={form.age}
          onChange={({ currentTarget }) => onChange({ age: currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('people.ageUnit')}
          value={form.ageUnit}
          data={(['years', 'months'] as const).map((value) => ({ value, label: t(`people.unit.${value}`) }))}
          onChange={({ currentTarget }) => onChange({ ageUnit: currentTarget.value as 'years' })}
        />
        <Checkbox
          label={t('people.approximately')}
          pb={8}
          checked={form.ageApproximate}
          onChange={({ currentTarget }) => onChange({ ageApproximate: currentTarget.checked })}
        />
      </Group>
      <NativeSelect
        label={t('people.sexLabel')}
        value={form.sex}
        data={[
          { value: '', label: t('people.notKnown') },
          ...(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`people.sex.${value}`) })),
        ]}
        onChange={({ currentTarget }) => onChange({ sex: currentTarget.value as EnrolForm['sex'] })}
      />
    </>
  );
}

function Reach({ form, onChange }: Part) {
  const { t, language } = useWords();
  const [first, second] = form.phones;
  return (
    <>
      <TextInput
        type="tel"
        label={t('people.phone')}
        description={t('people.phoneHint')}
        maxLength={60}
        autoComplete="off"
        value={first}
        onChange={({ currentTarget }) => onChange({ phones: [currentTarget.value, second] })}
      />
      <TextInput
        type="tel"
        label={t('people.secondPhone')}
        description={t('people.leaveEmpty')}
        maxLength={60}
        autoComplete="off"
        value={second}
        onChange={({ currentTarget }) => onChange({ phones: [first, currentTarget.value] })}
      />
      <NativeSelect
        label={t('people.language')}
        description={t('people.languageHint')}
        value={form.language}
        data={spokenLanguages.map((value) => ({ value, label: languageName(value, language) }))}
        onChange={({ currentTarget }) => onChange({ language: currentTarget.value })}
      />
      <Textarea
        className={classes.wide ?? ''}
        label={t('people.address')}
        maxLength={300}
        value={form.address}
        onChange={({ currentTarget }) => onChange({ address: currentTarget.value })}
      />
    </>
  );
}

function Followed({ form, fault, onChange }: Part) {
  const { t, say } = useWords();
  const { programmes } = useAboutWords();
  return (
    <>
      <NativeSelect
        label={t('people.programme')}
        required
        error={fault?.('programme')}
        value={form.programmeId}
        data={[
          { value: '', label: t('ui.choose') },
          ...programmes.map((one) => ({ value: one.programmeId, label: say(one.title) })),
        ]}
        onChange={({ currentTarget }) => onChange({ programmeId: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('people.onsetOn')}
        value={form.onsetOn}
        onChange={({ currentTarget }) => onChange({ onsetOn: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('people.sampleOn')}
        value={form.sampleOn}
        onChange={({ currentTarget }) => onChange({ sampleOn: currentTarget.value })}
      />
      <TextInput
        label={t('people.srf')}
        maxLength={60}
        autoComplete="off"
        value={form.srf}
        onChange={({ currentTarget }) => onChange({ srf: currentTarget.value })}
      />
    </>
  );
}

function Risks({ form, onChange }: Part) {
  const { t, say } = useWords();
  return (
    <>
      {form.sex !== 'male' && (
        <NativeSelect
          label={t('people.pregnantLabel')}
          value={form.pregnant}
          data={[
            { value: '', label: t('people.notKnown') },
            { value: 'yes', label: t('ui.yes') },
            { value: 'no', label: t('ui.no') },
          ]}
          onChange={({ currentTarget }) => onChange({ pregnant: currentTarget.value as EnrolForm['pregnant'] })}
        />
      )}
      <Fieldset legend={t('people.conditions')} className={classes.wide ?? ''}>
        <div className={classes.form}>
          {Object.entries(conditions).map(([code, text]) => (
            <Checkbox
              key={code}
              label={say(text)}
              checked={form.conditions.includes(code)}
              onChange={({ currentTarget }) =>
                onChange({
                  conditions: currentTarget.checked ? [...form.conditions, code] : form.conditions.filter((one) => one !== code),
                })
              }
            />
          ))}
        </div>
      </Fieldset>
    </>
  );
}
