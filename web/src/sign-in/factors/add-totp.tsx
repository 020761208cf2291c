import { beginTotp, confirmTotp } from '@kshem/contract/access.ts';
import { Box, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { type FormEvent, useState } from 'react';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { SignInRefusal } from '../sign-in-refusal.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Step = { at: 'password' } | { at: 'scan'; secret: string; uri: string } | { at: 'codes'; codes: readonly string[] };

/** One's password, then the code to scan or type into the app, then a code from it, then the recovery codes. */
export function AddTotp({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [step, setStep] = useState<Step>({ at: 'password' });
  if (step.at === 'password') return <PasswordStep onBack={onBack} onBegun={(begun) => setStep({ at: 'scan', ...begun })} />;
  if (step.at === 'codes') return <RecoveryCodes codes={step.codes} onKept={onDone} />;
  return <ScanStep {...step} onConfirmed={(codes) => (codes ? setStep({ at: 'codes', codes }) : onDone())} />;
}

function PasswordStep({ onBack, onBegun }: { onBack: () => void; onBegun: (begun: { secret: string; uri: string }) => void }) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const begin = useSend(beginTotp, { quiet: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate({ body: { password } }, { onSuccess: onBegun });
  };
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('factor.totpExplained')}</Text>
        <PasswordField label={t('factor.ownPassword')} value={password} onChange={setPassword} autoFocus />
        {begin.error && <SignInRefusal error={begin.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {t('ui.back')}
          </Button>
          <Button type="submit" loading={begin.isPending}>
            {t('factor.next')}
          </Button>
        </Group>
      </Stack>
    </Box>
  );
}

function ScanStep({
  secret,
  uri,
  onConfirmed,
}: {
  secret: string;
  uri: string;
  onConfirmed: (codes: readonly string[] | null) => void;
}) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const confirm = useSend(confirmTotp, { quiet: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate(
      { body: { code } },
      { onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes), onError: () => setCode('') },
    );
  };
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('factor.scan')}</Text>
        <Box ta="center">
          <QrCode text={uri} label={t('factor.qrLabel')} />
        </Box>
        <Text size="sm">{t('factor.orType')}</Text>
        <Code block style={{ wordBreak: 'break-all' }}>
          {secret.match(/.{1,4}/g)?.join(' ')}
        </Code>
        <TextInput
          label={t('signIn.codeLabel.totp')}
          description={t('factor.codeShown')}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          className="figures"
          autoFocus
          required
        />
        {confirm.error && <SignInRefusal error={confirm.error} />}
        <Button type="submit" loading={confirm.isPending}>
          {t('factor.confirm')}
        </Button>
      </Stack>
    </Box>
  );
}
