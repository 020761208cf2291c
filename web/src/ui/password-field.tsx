import { PasswordInput } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'current-password' | 'new-password';
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
};

/** A password that can be shown: who types Hindi and English on one keyboard must be able to look. */
export function PasswordField({ label, value, onChange, kind = 'current-password', description, error, autoFocus }: Props) {
  const { t } = useWords();
  return (
    <PasswordInput
      label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      autoComplete={kind}
      description={description}
      error={error}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus ?? false}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
      required
    />
  );
}
