import { readSettings, setSecondFactorRoles } from '@kshem/contract/settings.ts';
import { permissions, permissionsOf, type Role, roles } from '@kshem/domain/access/roles.ts';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useMe } from '../api/use-me.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import classes from './settings.module.css';
import { ChooseMany } from './users/choose-many.tsx';

/** What each role may do, and which roles need a second factor. The map itself is part of the program and reviewed with it. */
export function RolesPage() {
  const { t } = useWords();
  const settings = useAsk(readSettings);
  return (
    <Page title={t('settings.roles')}>
      <Stack>
        <Shown asked={settings}>
          {({ secondFactorRoles }) => <SecondFactorRule key={secondFactorRoles.join()} now={secondFactorRoles} />}
        </Shown>
        <RoleMap />
      </Stack>
    </Page>
  );
}

function SecondFactorRule({ now }: { now: readonly Role[] }) {
  const { t } = useWords();
  const tell = useTell();
  const me = useMe();
  const [wanted, setWanted] = useState(now);
  const set = useSend(setSecondFactorRoles);
  const send = (chosen: readonly Role[], undo?: () => void) =>
    set.mutate({ body: { roles: [...chosen] } }, { onSuccess: () => tell.done(t('roles.ruleSaved'), undo) });
  const concernsMe = wanted.some((role) => me.roles.includes(role) && !now.includes(role));
  const same = wanted.length === now.length && wanted.every((role) => now.includes(role));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('roles.rule')}>
      <Title order={2} size="h4" mb="xs">
        {t('roles.rule')}
      </Title>
      <Stack gap="sm">
        <ChooseMany
          label={t('roles.ruleFor')}
          description={t('roles.ruleHint')}
          choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={wanted}
          onChange={setWanted}
        />
        {concernsMe && (
          <Text size="sm" fw={600}>
            {t('roles.ruleConcernsYou')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button disabled={same} loading={set.isPending} onClick={() => send(wanted, () => send(now))}>
            {t('ui.save')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function RoleMap() {
  const { t } = useWords();
  const held = Object.fromEntries(roles.map((role) => [role, permissionsOf([role])])) as Record<Role, readonly string[]>;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('roles.map')}
      </Title>
      <section className={classes.scroll} tabIndex={0} aria-label={t('roles.map')}>
        <table className={classes.plainTable}>
          <thead>
            <tr>
              <th scope="col">{t('roles.may')}</th>
              {roles.map((role) => (
                <th key={role} scope="col">
                  {t(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  {t(`permission.${permission}`)}
                </th>
                {roles.map((role) => (
                  <td key={role} style={{ textAlign: 'center' }}>
                    {held[role].includes(permission) ? (
                      <span role="img" aria-label={t('ui.yes')}>
                        ✓
                      </span>
                    ) : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
