import type { Sent } from '@kshem/contract/endpoint.ts';
import type { enrolPerson } from '@kshem/contract/episodes.ts';

/** What is typed about somebody to enrol; empty texts are what nobody has said. Kept on the device until it is sent. */
export type EnrolForm = {
  readonly name: string;
  readonly age: string;
  readonly ageUnit: 'years' | 'months';
  readonly ageApproximate: boolean;
  readonly sex: '' | 'female' | 'male' | 'other';
  readonly phones: readonly [string, string];
  readonly areaId: number | null;
  readonly address: string;
  readonly language: string;
  readonly srf: string;
  readonly conditions: readonly string[];
  readonly pregnant: '' | 'yes' | 'no';
  readonly programmeId: string;
  readonly onsetOn: string;
  readonly sampleOn: string;
};

export const emptyForm: EnrolForm = {
  name: '',
  age: '',
  ageUnit: 'years',
  ageApproximate: false,
  sex: '',
  phones: ['', ''],
  areaId: null,
  address: '',
  language: 'hi',
  srf: '',
  conditions: [],
  pregnant: '',
  programmeId: '',
  onsetOn: '',
  sampleOn: '',
};

export type Lacking = 'name' | 'age' | 'area' | 'programme';

/** What must still be said, in the order of the form. An age may be missing, but not be unreadable. */
export function lackingIn(form: EnrolForm): readonly Lacking[] {
  const age = ageYearsOf(form);
  return [
    ...(form.name.trim() === '' ? (['name'] as const) : []),
    ...(age === 'unreadable' ? (['age'] as const) : []),
    ...(form.areaId === null ? (['area'] as const) : []),
    ...(form.programmeId === '' ? (['programme'] as const) : []),
  ];
}

/** Years, with fractions for infants; Devanagari digits are read too. */
export function ageYearsOf({ age, ageUnit }: Pick<EnrolForm, 'age' | 'ageUnit'>): number | null | 'unreadable' {
  const text = age.trim().replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
  if (text === '') return null;
  if (!/^\d{1,3}$/.test(text)) return 'unreadable';
  const years = ageUnit === 'months' ? Math.round((Number(text) / 12) * 100) / 100 : Number(text);
  return years <= 125 ? years : 'unreadable';
}

type Enrolling = Sent<typeof enrolPerson, 'body'>;

/** The form as it is sent. Only of a form in which nothing is lacking. */
export function enrollingOf(form: EnrolForm): Enrolling {
  const ageYears = ageYearsOf(form);
  return {
    ...describedIn(form),
    ageYears: ageYears === 'unreadable' ? null : ageYears,
    ageApproximate: form.ageApproximate,
    language: form.language,
    address: form.address.trim() === '' ? null : form.address.trim(),
    conditions: form.conditions as NonNullable<Enrolling['conditions']>,
    pregnant: form.pregnant === '' ? null : form.pregnant === 'yes',
    programmeId: form.programmeId,
    onsetOn: form.onsetOn === '' ? null : form.onsetOn,
    sampleOn: form.sampleOn === '' ? null : form.sampleOn,
  };
}

/** Who it is, without how they are followed: for looking whether they are on record. */
export function describedIn(form: EnrolForm) {
  const ageYears = ageYearsOf(form);
  return {
    name: form.name.trim(),
    phones: form.phones.map((phone) => phone.trim()).filter((phone) => phone !== ''),
    ageYears: ageYears === 'unreadable' ? null : ageYears,
    sex: form.sex === '' ? null : form.sex,
    areaId: form.areaId ?? 0,
    identifiers: form.srf.trim() === '' ? {} : { srf: form.srf.trim() },
  };
}
