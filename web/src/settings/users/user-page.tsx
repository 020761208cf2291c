import { listUsers } from '@kshem/contract/access.ts';
import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAsk } from '../../api/use-ask.ts';
import { useMay, useMe } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { EditAreas, EditLanguages, EditRoles } from './edit-user.tsx';
import type { User } from './matching-users.ts';
import { UserLocks } from './user-locks.tsx';
import { UserTrail } from './user-trail.tsx';

/** One account: what it may do and where, its locks, and what it did. */
export function UserPage() {
  const { t } = useWords();
  const { userId } = useParams({ from: '/settings/users/$userId' });
  const users = useAsk(listUsers);
  return (
    <Shown asked={users}>
      {({ items }) => {
        const user = (items as readonly User[]).find(({ id }) => id === userId);
        return user ? (
          <OneUser user={user} />
        ) : (
          <Empty title={t('user.notHere')}>
            <Anchor renderRoot={(props) => <Link {...props} to="/settings/users" />}>{t('user.toList')}</Anchor>
          </Empty>
        );
      }}
    </Shown>
  );
}

function OneUser({ user }: { user: User }) {
  const { t, language, date } = useWords();
  const may = useMay();
  const me = useMe();
  const own = me.id === user.id;
  return (
    <Page title={language === 'hi' ? user.nameHi : user.nameEn}>
      <Stack maw={820}>
        <Group gap="xs">
          <Text>{t('account.loginIs', { login: user.login })}</Text>
          <Text size="sm">{t('user.since', { date: date(user.createdAt) })}</Text>
          {user.disabledAt && <Badge color="red.9">{t('user.closedOn', { date: date(user.disabledAt) })}</Badge>}
        </Group>
        {own && <Text size="sm">{t('user.ownAccount')}</Text>}
        <Section title={t('user.role')}>
          <EditRoles key={user.roles.join()} user={user} fixed={own} />
        </Section>
        <Section title={t('user.areas')}>
          <EditAreas key={user.areaIds.join()} user={user} />
        </Section>
        <Section title={t('user.languages')}>
          <EditLanguages key={user.languages.join()} user={user} />
        </Section>
        {!own && (
          <Section title={t('user.locks')}>
            <UserLocks user={user} />
          </Section>
        )}
        {may('audit.read') && (
          <Section title={t('user.trail')}>
            <UserTrail userId={user.id} />
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}
