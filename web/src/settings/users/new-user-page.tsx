import { createUser } from '@kshem/contract/access.ts';
import { type Role, roles } from '@kshem/domain/access/roles.ts';
import { Alert, Box, Button, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Code.css';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../api/client.ts';
import { useSend } from '../../api/use-send.ts';
import { type Language, languages } from '../../i18n/start-languages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { AreaPicker } from '../../ui/area-picker.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { ChooseMany } from './choose-many.tsx';
import { firstPassword } from './first-password.ts';
import { languageChoices } from './language-choices.ts';

const blank = {
  login: '',
  nameHi: '',
  nameEn: '',
  roles: ['caller'] as readonly Role[],
  areaIds: [] as readonly number[],
  languages: ['hi'] as readonly string[],
  uiLanguage: 'hi' as Language,
};

/** A new account. Its first password is made here, shown once, and must be changed by its holder. */
export function NewUserPage() {
  const { t } = useWords();
  const [made, setMade] = useState<{ login: string; password: string } | null>(null);
  return (
    <Page title={t('user.new')}>
      {made ? <HandOver {...made} onAnother={() => setMade(null)} /> : <NewUserForm onMade={setMade} />}
    </Page>
  );
}

function NewUserForm({ onMade }: { onMade: (made: { login: string; password: string }) => void }) {
  const { t, language } = useWords();
  const [user, setUser] = useState(blank);
  const [tried, setTried] = useState(false);
  const create = useSend(createUser, { quiet: true });
  const set = (part: Partial<typeof blank>) => setUser({ ...user, ...part });
  const taken = create.error instanceof Refused && create.error.code === 'login-taken';
  const faults = {
    login: /^[a-z0-9][a-z0-9._-]{1,39}$/.test(user.login.trim().toLowerCase()) ? undefined : t('user.loginRule'),
    roles: user.roles.length > 0 ? undefined : t('user.chooseOne'),
    areas: user.areaIds.length > 0 ? undefined : t('user.chooseOne'),
    languages: user.languages.length > 0 ? undefined : t('user.chooseOne'),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some((fault) => fault !== undefined)) return;
    const password = firstPassword();
    const { login } = user;
    create.mutate({ body: { ...user, password } }, { onSuccess: () => onMade({ login: login.trim().toLowerCase(), password }) });
  };
  return (
    <Box component="form" onSubmit={submit} maw={640}>
      <Stack>
        <TextInput
          label={t('user.nameHi')}
          value={user.nameHi}
          onChange={({ currentTarget }) => set({ nameHi: currentTarget.value })}
          maxLength={120}
          required
          autoFocus
        />
        <TextInput
          label={t('user.nameEn')}
          value={user.nameEn}
          onChange={({ currentTarget }) => set({ nameEn: currentTarget.value })}
          maxLength={120}
          required
        />
        <TextInput
          label={t('signIn.login')}
          description={t('user.loginRule')}
          error={taken ? t('user.loginTaken') : tried ? faults.login : undefined}
          value={user.login}
          onChange={({ currentTarget }) => set({ login: currentTarget.value })}
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
          required
        />
        <ChooseMany
          label={t('user.role')}
          error={tried ? faults.roles : undefined}
          choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={user.roles}
          onChange={(held) => set({ roles: held })}
        />
        <AreaPicker
          many
          label={t('user.areas')}
          description={t('user.areasHint')}
          error={tried ? faults.areas : undefined}
          value={user.areaIds}
          onChange={(areaIds) => set({ areaIds })}
        />
        <ChooseMany
          label={t('user.languages')}
          description={t('user.languagesHint')}
          error={tried ? faults.languages : undefined}
          choices={languageChoices(user.languages, language)}
          value={user.languages}
          onChange={(spoken) => set({ languages: spoken })}
        />
        <NativeSelect
          label={t('account.ownLanguage')}
          value={user.uiLanguage}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget }) => set({ uiLanguage: currentTarget.value as Language })}
        />
        {create.error && !taken && <Failed error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/settings/users" />}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('user.create')}
          </Button>
        </Group>
      </Stack>
    </Box>
  );
}

function HandOver({ login, password, onAnother }: { login: string; password: string; onAnother: () => void }) {
  const { t } = useWords();
  return (
    <Stack maw={520}>
      <FirstPassword login={login} password={password} />
      <Group>
        <Button onClick={onAnother}>{t('user.another')}</Button>
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/settings/users" />}>
          {t('user.toList')}
        </Button>
      </Group>
    </Stack>
  );
}

/** A password to be handed over; nobody can look it up again. */
export function FirstPassword({ login, password }: { login: string; password: string }) {
  const { t } = useWords();
  return (
    <Alert color="green" variant="light" title={t('user.handOver', { login })} role="status">
      <Code fz="lg">{password}</Code>
      <Text size="sm" mt="xs">
        {t('user.shownOnce')}
      </Text>
    </Alert>
  );
}
