import { clearSecondFactors, disableUser, enableUser, readOpenWork, resetPassword } from '@kshem/contract/access.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../api/use-ask.ts';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/states.tsx';
import { useTell } from '../../ui/use-tell.ts';
import { firstPassword } from './first-password.ts';
import type { User } from './matching-users.ts';
import { FirstPassword } from './new-user-page.tsx';

type Act = 'reset' | 'clear' | 'close';

/** A new first password, a lost phone, a closed account. Each says before what it ends. */
export function UserLocks({ user }: { user: User }) {
  const { t } = useWords();
  const tell = useTell();
  const [act, setAct] = useState<Act | null>(null);
  const [given, setGiven] = useState<string | null>(null);
  const open = useSend(enableUser);
  const params = { userId: user.id };
  return (
    <Stack>
      <Text size="sm">{user.secondFactor ? t('user.hasSecondFactor') : t('user.noSecondFactor')}</Text>
      {given && <FirstPassword login={user.login} password={given} />}
      <Group>
        <Button variant="default" onClick={() => setAct('reset')}>
          {t('user.reset')}
        </Button>
        <Button variant="default" disabled={!user.secondFactor} onClick={() => setAct('clear')}>
          {t('user.clearFactor')}
        </Button>
        {user.disabledAt ? (
          <Button
            variant="default"
            loading={open.isPending}
            onClick={() => open.mutate({ params }, { onSuccess: () => tell.done(t('user.opened')) })}
          >
            {t('user.openAgain')}
          </Button>
        ) : (
          <Button color="red.9" onClick={() => setAct('close')}>
            {t('user.close')}
          </Button>
        )}
      </Group>
      {act && <Confirm act={act} user={user} onClose={() => setAct(null)} onGiven={setGiven} />}
    </Stack>
  );
}

type ConfirmProps = { act: Act; user: User; onClose: () => void; onGiven: (password: string) => void };

function Confirm({ act, user, onClose, onGiven }: ConfirmProps) {
  const { t, language } = useWords();
  const tell = useTell();
  const params = { userId: user.id };
  const work = useAsk(readOpenWork, { params }, { staleTime: 0 });
  const reset = useSend(resetPassword);
  const clear = useSend(clearSecondFactors);
  const disable = useSend(disableUser);
  const enable = useSend(enableUser);
  const name = language === 'hi' ? user.nameHi : user.nameEn;
  const does: Record<Act, () => void> = {
    reset: () => {
      const password = firstPassword();
      const onSuccess = () => {
        onGiven(password);
        onClose();
      };
      reset.mutate({ params, body: { password } }, { onSuccess });
    },
    clear: () => {
      const onSuccess = () => {
        tell.done(t('user.cleared'));
        onClose();
      };
      clear.mutate({ params }, { onSuccess });
    },
    close: () => {
      const onSuccess = () => {
        tell.done(t('user.closedNow'), () => enable.mutate({ params }));
        onClose();
      };
      disable.mutate({ params }, { onSuccess });
    },
  };
  return (
    <Dialog title={t(`user.ask.${act}`, { name })} onClose={onClose}>
      <Stack>
        <Text size="sm">{t(`user.means.${act}`)}</Text>
        {work.isPending ? (
          <Loading />
        ) : (
          <Text size="sm" fw={600}>
            {t('user.ends', { count: work.data?.sessions ?? 0, claims: work.data?.heldClaims ?? 0 })}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button color="red.9" loading={reset.isPending || clear.isPending || disable.isPending} onClick={does[act]}>
            {t(`user.do.${act}`)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
