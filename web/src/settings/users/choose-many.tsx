import { Checkbox, Group } from '@mantine/core';

type Props<T extends string> = {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
};

/** Several of a few: each has its box, none is hidden. */
export function ChooseMany<T extends string>({ label, description, error, choices, value, onChange }: Props<T>) {
  return (
    <Checkbox.Group
      label={label}
      description={description}
      error={error}
      value={[...value]}
      onChange={(chosen) => onChange(chosen as T[])}
    >
      <Group mt="xs" gap="md">
        {choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
