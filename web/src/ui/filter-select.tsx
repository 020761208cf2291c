import { NativeSelect } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';

export type Choice = { readonly value: string; readonly label: string };

type Props = {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  /** undefined: all. */
  readonly onChange: (value: string | undefined) => void;
  readonly all?: string;
};

/** One filter of a list: the browser's own select, with "all" at its head. */
export function FilterSelect({ label, value, choices, onChange, all }: Props) {
  const { t } = useWords();
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
      data={[{ value: '', label: all ?? t('ui.all') }, ...choices]}
    />
  );
}
