import { listSecondFactors, removePasskey, removeTotp, renewRecoveryCodes } from '@kshem/contract/access.ts';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { refresh } from '../api/refresh.ts';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { passkeysPossible } from '../sign-in/browser-passkey.ts';
import { AddPasskey } from '../sign-in/factors/add-passkey.tsx';
import { AddTotp } from '../sign-in/factors/add-totp.tsx';
import { RecoveryCodes } from '../sign-in/factors/recovery-codes.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Shown } from '../ui/states.tsx';
import { ConfirmWithPassword } from './confirm-with-password.tsx';

type Open =
  | { what: 'add-totp' | 'add-passkey' | 'remove-totp' | 'renew-codes' }
  | { what: 'remove-passkey'; id: string; name: string }
  | { what: 'codes'; codes: readonly string[] };

/** The authenticator app, the passkeys and the recovery codes of one's own account. */
export function SecondFactors() {
  const { t, date, fromNow } = useWords();
  const factors = useAsk(listSecondFactors);
  const [open, setOpen] = useState<Open | null>(null);
  const used = (at: Date | null) => (at ? t('account.lastUsed', { when: fromNow(at, new Date()) }) : t('account.neverUsed'));
  return (
    <Shown asked={factors}>
      {({ totp, passkeys, recoveryCodesLeft, needed }) => (
        <Stack gap="sm">
          {!totp && passkeys.length === 0 && <Text size="sm">{t('account.noFactor')}</Text>}
          {needed && <Text size="sm">{t('account.factorNeeded')}</Text>}
          {totp && (
            <Line
              title={t('account.totp')}
              about={t('account.since', { date: date(totp.confirmedAt) })}
              used={used(totp.lastUsedAt)}
            >
              <Button size="xs" variant="default" flex="none" onClick={() => setOpen({ what: 'remove-totp' })}>
                {t('account.remove')}
              </Button>
            </Line>
          )}
          {passkeys.map(({ id, name, host, madeAt, lastUsedAt }) => (
            <Line
              key={id}
              title={t('account.passkeyNamed', { name })}
              about={t('account.passkeySince', { date: date(madeAt), host })}
              used={used(lastUsedAt)}
            >
              <Button size="xs" variant="default" flex="none" onClick={() => setOpen({ what: 'remove-passkey', id, name })}>
                {t('account.remove')}
              </Button>
            </Line>
          ))}
          {(totp || passkeys.length > 0) && (
            <Line
              title={t('account.codes')}
              about={t('account.codesLeft', { count: recoveryCodesLeft })}
              used={recoveryCodesLeft < 3 ? t('account.codesFew') : null}
            >
              <Button size="xs" variant="default" flex="none" onClick={() => setOpen({ what: 'renew-codes' })}>
                {t('account.renewCodes')}
              </Button>
            </Line>
          )}
          <Group>
            {!totp && <Button onClick={() => setOpen({ what: 'add-totp' })}>{t('factor.addTotp')}</Button>}
            <Button variant="default" disabled={!passkeysPossible()} onClick={() => setOpen({ what: 'add-passkey' })}>
              {t('factor.addPasskey')}
            </Button>
          </Group>
          {!passkeysPossible() && <Alert color="gray" variant="light" title={t('factor.passkeyNeedsHttps')} />}
          {open && <FactorDialog open={open} onOpen={setOpen} />}
        </Stack>
      )}
    </Shown>
  );
}

function Line({ title, about, used, children }: { title: string; about: string; used: string | null; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text fw={500}>{title}</Text>
        <Text size="sm">{about}</Text>
        {used && <Text size="sm">{used}</Text>}
      </div>
      {children}
    </Group>
  );
}

function FactorDialog({ open, onOpen }: { open: Open; onOpen: (open: Open | null) => void }) {
  const { t } = useWords();
  const dropTotp = useSend(removeTotp, { quiet: true });
  const dropPasskey = useSend(removePasskey, { quiet: true });
  const renew = useSend(renewRecoveryCodes, { quiet: true });
  const close = () => {
    onOpen(null);
    refresh(['accounts']);
  };
  switch (open.what) {
    case 'add-totp':
      return (
        <Dialog title={t('factor.addTotp')} onClose={close}>
          <AddTotp onDone={close} onBack={close} />
        </Dialog>
      );
    case 'add-passkey':
      return (
        <Dialog title={t('factor.addPasskey')} onClose={close}>
          <AddPasskey onDone={close} onBack={close} />
        </Dialog>
      );
    case 'codes':
      return (
        <Dialog title={t('account.codes')} onClose={close}>
          <RecoveryCodes codes={open.codes} onKept={close} />
        </Dialog>
      );
    case 'remove-totp':
      return (
        <ConfirmWithPassword
          title={t('account.removeTotp')}
          warning={t('account.removeTotpWarning')}
          action={t('account.remove')}
          sending={dropTotp}
          onSend={(password) => dropTotp.mutate({ body: { password } }, { onSuccess: close })}
          onClose={close}
        />
      );
    case 'remove-passkey':
      return (
        <ConfirmWithPassword
          title={t('account.removePasskey', { name: open.name })}
          warning={t('account.removePasskeyWarning')}
          action={t('account.remove')}
          sending={dropPasskey}
          onSend={(password) => dropPasskey.mutate({ params: { passkeyId: open.id }, body: { password } }, { onSuccess: close })}
          onClose={close}
        />
      );
    case 'renew-codes':
      return (
        <ConfirmWithPassword
          title={t('account.renewCodes')}
          warning={t('account.renewCodesWarning')}
          action={t('account.renewCodes')}
          sending={renew}
          onSend={(password) =>
            renew.mutate(
              { body: { password } },
              { onSuccess: ({ recoveryCodes }) => onOpen({ what: 'codes', codes: recoveryCodes }) },
            )
          }
          onClose={close}
        />
      );
  }
}
