import { setAreas, setLanguages, setRoles } from '@kshem/contract/access.ts';
import { roles } from '@kshem/domain/access/roles.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { AreaPicker } from '../../ui/area-picker.tsx';
import { useTell } from '../../ui/use-tell.ts';
import { ChooseMany } from './choose-many.tsx';
import { languageChoices } from './language-choices.ts';
import type { User } from './matching-users.ts';

/** Holds from the account's next request on. Nobody changes their own: they would lock themselves out by mistake. */
export function EditRoles({ user, fixed }: { user: User; fixed: boolean }) {
  const { t } = useWords();
  const tell = useTell();
  const [held, setHeld] = useState(user.roles);
  const set = useSend(setRoles);
  const params = { userId: user.id };
  if (fixed) return <Text>{user.roles.map((role) => t(`role.${role}`)).join(', ')}</Text>;
  const send = () =>
    set.mutate(
      { params, body: { roles: [...held] } },
      { onSuccess: () => tell.done(t('user.saved'), () => set.mutate({ params, body: { roles: [...user.roles] } })) },
    );
  return (
    <Stack>
      <ChooseMany
        label={t('user.rolesHint')}
        choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={held}
        onChange={setHeld}
        error={held.length === 0 ? t('user.chooseOne') : undefined}
      />
      <Save same={sameSet(held, user.roles)} empty={held.length === 0} pending={set.isPending} onSave={send} />
    </Stack>
  );
}

export function EditAreas({ user }: { user: User }) {
  const { t } = useWords();
  const tell = useTell();
  const [held, setHeld] = useState(user.areaIds);
  const set = useSend(setAreas);
  const params = { userId: user.id };
  const send = () =>
    set.mutate(
      { params, body: { areaIds: [...held] } },
      { onSuccess: () => tell.done(t('user.saved'), () => set.mutate({ params, body: { areaIds: [...user.areaIds] } })) },
    );
  return (
    <Stack>
      <AreaPicker
        many
        label={t('user.areasHint')}
        value={held}
        onChange={setHeld}
        error={held.length === 0 ? t('user.chooseOne') : undefined}
      />
      <Save same={sameSet(held, user.areaIds)} empty={held.length === 0} pending={set.isPending} onSave={send} />
    </Stack>
  );
}

export function EditLanguages({ user }: { user: User }) {
  const { t, language } = useWords();
  const tell = useTell();
  const [held, setHeld] = useState(user.languages);
  const set = useSend(setLanguages);
  const params = { userId: user.id };
  const send = () =>
    set.mutate(
      { params, body: { languages: [...held] } },
      { onSuccess: () => tell.done(t('user.saved'), () => set.mutate({ params, body: { languages: [...user.languages] } })) },
    );
  return (
    <Stack>
      <ChooseMany
        label={t('user.languagesHint')}
        choices={languageChoices(user.languages, language)}
        value={held}
        onChange={setHeld}
        error={held.length === 0 ? t('user.chooseOne') : undefined}
      />
      <Save same={sameSet(held, user.languages)} empty={held.length === 0} pending={set.isPending} onSave={send} />
    </Stack>
  );
}

function Save({ same, empty, pending, onSave }: { same: boolean; empty: boolean; pending: boolean; onSave: () => void }) {
  const { t } = useWords();
  return (
    <Group justify="flex-end">
      <Button size="xs" disabled={same || empty} loading={pending} onClick={onSave}>
        {t('ui.save')}
      </Button>
    </Group>
  );
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
