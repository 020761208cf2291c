import { askPasskey, readMe, verifySecondFactor } from '@kshem/contract/access.ts';
import { Alert, Box, Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../api/query-client.ts';
import { keyOf } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { signWithPasskey } from './browser-passkey.ts';
import type { HalfSignedIn } from './sign-in-page.tsx';
import { SignInRefusal } from './sign-in-refusal.tsx';

type Kind = HalfSignedIn['kinds'][number];

/** The second step: a code from the app, a passkey, or a recovery code. */
export function SecondStep({ half: { ticket, kinds }, onAgain }: { half: HalfSignedIn; onAgain: () => void }) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'totp');
  return (
    <Stack>
      {kind === 'passkey' ? <PasskeyStep ticket={ticket} /> : <CodeStep key={kind} ticket={ticket} kind={kind} />}
      {kinds
        .filter((other) => other !== kind)
        .map((other) => (
          <Button key={other} variant="default" onClick={() => setKind(other)}>
            {t(`signIn.by.${other}`)}
          </Button>
        ))}
      <Button variant="subtle" onClick={onAgain}>
        {t('signIn.fromBeginning')}
      </Button>
    </Stack>
  );
}

function CodeStep({ ticket, kind }: { ticket: string; kind: 'totp' | 'recovery-code' }) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const verify = useSend(verifySecondFactor, { quiet: true });
  const send = (typed: string) =>
    verify.mutate(
      { body: { ticket, proof: { kind, code: typed } } },
      { onSuccess: ({ me }) => queryClient.setQueryData(keyOf(readMe), me), onError: () => setCode('') },
    );
  const type = (typed: string) => {
    setCode(typed);
    // The sixth digit sends it: one key less with every sign-in.
    if (kind === 'totp' && /^\d{6}$/.test(typed.replaceAll(' ', '')) && !verify.isPending) send(typed.replaceAll(' ', ''));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(code.trim());
  };
  return (
    <Box component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          label={t(`signIn.codeLabel.${kind}`)}
          description={t(`signIn.codeHint.${kind}`)}
          value={code}
          onChange={({ currentTarget }) => type(currentTarget.value)}
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
          autoCapitalize="none"
          spellCheck={false}
          className="figures"
          autoFocus
          required
        />
        {verify.error && <SignInRefusal error={verify.error} />}
        <Button type="submit" loading={verify.isPending}>
          {t('signIn.enter')}
        </Button>
      </Stack>
    </Box>
  );
}

function PasskeyStep({ ticket }: { ticket: string }) {
  const { t } = useWords();
  const ask = useSend(askPasskey, { quiet: true });
  const verify = useSend(verifySecondFactor, { quiet: true });
  const [turnedDown, setTurnedDown] = useState(false);
  const sign = async () => {
    setTurnedDown(false);
    verify.reset();
    const asked = await ask.mutateAsync({ body: { ticket } }).catch(() => null);
    if (!asked) return;
    const response = await signWithPasskey(asked.options);
    if (!response) return setTurnedDown(true);
    verify.mutate(
      { body: { ticket, proof: { kind: 'passkey', response } } },
      { onSuccess: ({ me }) => queryClient.setQueryData(keyOf(readMe), me) },
    );
  };
  const error = ask.error ?? verify.error;
  return (
    <>
      {error && <SignInRefusal error={error} />}
      {turnedDown && <Alert color="orange" variant="light" title={t('signIn.passkeyTurnedDown')} role="alert" />}
      <Button autoFocus loading={ask.isPending || verify.isPending} onClick={() => void sign()}>
        {t('signIn.usePasskey')}
      </Button>
    </>
  );
}
