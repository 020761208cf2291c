import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { refresh } from '../../api/refresh.ts';
import { useWords } from '../../i18n/use-words.ts';
import { passkeysPossible } from '../browser-passkey.ts';
import { AddPasskey } from './add-passkey.tsx';
import { AddTotp } from './add-totp.tsx';

/** A role needs a second factor: which one is the holder's to choose. The desk opens once it is there and its codes are kept. */
export function AddSecondFactor() {
  const { t } = useWords();
  const [kind, setKind] = useState<'totp' | 'passkey' | null>(null);
  const done = () => refresh(['accounts']);
  if (kind === 'totp') return <AddTotp onDone={done} onBack={() => setKind(null)} />;
  if (kind === 'passkey') return <AddPasskey onDone={done} onBack={() => setKind(null)} />;
  return (
    <Stack>
      <Text size="sm">{t('factor.why')}</Text>
      <Button onClick={() => setKind('totp')}>{t('factor.addTotp')}</Button>
      <Button variant="default" onClick={() => setKind('passkey')} disabled={!passkeysPossible()}>
        {t('factor.addPasskey')}
      </Button>
      {!passkeysPossible() && <Alert color="gray" variant="light" title={t('factor.passkeyNeedsHttps')} />}
    </Stack>
  );
}
