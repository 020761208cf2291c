import { listUsers } from '@kshem/contract/access.ts';
import { exportUsers } from '@kshem/contract/exports.ts';
import { roles } from '@kshem/domain/access/roles.ts';
import { Anchor, Badge, Button, Group, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAreas } from '../../api/use-areas.ts';
import { useAsk } from '../../api/use-ask.ts';
import { languageName } from '../../call-desk/language-name.ts';
import { useWords } from '../../i18n/use-words.ts';
import { badgeColours } from '../../ui/badge-colours.ts';
import { ExportButton } from '../../ui/export-button.tsx';
import { FilterSelect } from '../../ui/filter-select.tsx';
import { Page } from '../../ui/page.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';
import { useFilters } from '../../ui/use-filters.ts';
import { matchingUsers, type User } from './matching-users.ts';
import type { UsersSearch } from './users-search.ts';

/** The accounts inside one's own areas. */
export function UsersPage() {
  const { t } = useWords();
  const { search, change } = useFilters<UsersSearch>();
  const [words, setWords] = useState('');
  const users = useAsk(listUsers);
  const columns = useColumns();
  const list = {
    items: matchingUsers((users.data?.items ?? []) as readonly User[], words, search),
    isPending: users.isPending,
    error: users.error,
    hasMore: false,
    isFetchingMore: false,
    more: () => undefined,
    refetch: () => void users.refetch(),
  };
  return (
    <Page
      title={t('settings.users')}
      actions={
        <>
          <ExportButton endpoint={exportUsers} />
          <Button renderRoot={(props) => <Link {...props} to="/settings/users/new" />}>{t('user.new')}</Button>
        </>
      }
    >
      <Group align="flex-end" mb="sm">
        <TextInput
          size="xs"
          type="search"
          label={t('user.find')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <FilterSelect
          label={t('user.role')}
          value={search.role}
          choices={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          onChange={(role) => change({ role: role as UsersSearch['role'] })}
        />
        <FilterSelect
          label={t('user.state')}
          value={search.show}
          choices={[
            { value: 'open', label: t('user.open') },
            { value: 'closed', label: t('user.closed') },
          ]}
          onChange={(show) => change({ show: show as UsersSearch['show'] })}
        />
        <Text size="sm">{t('user.count', { count: list.items.length })}</Text>
      </Group>
      <PagedTable
        label={t('settings.users')}
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<Empty title={t('user.noneFound')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<User>[] {
  const { t, language, fromNow } = useWords();
  const { nameOf } = useAreas();
  return [
    {
      key: 'name',
      heading: t('user.name'),
      width: '2fr',
      show: ({ id, login, nameHi, nameEn }) => (
        <>
          <Anchor renderRoot={(props) => <Link {...props} to="/settings/users/$userId" params={{ userId: id }} />}>
            {language === 'hi' ? nameHi : nameEn}
          </Anchor>
          <Text size="xs">{login}</Text>
        </>
      ),
    },
    { key: 'roles', heading: t('user.role'), show: (user) => user.roles.map((role) => t(`role.${role}`)).join(', ') },
    { key: 'areas', heading: t('user.areas'), width: '1.5fr', show: ({ areaIds }) => areaIds.map(nameOf).join(', ') },
    {
      key: 'languages',
      heading: t('user.languages'),
      show: ({ languages }) => languages.map((code) => languageName(code, language)).join(', '),
    },
    {
      key: 'seen',
      heading: t('user.lastSeen'),
      show: ({ lastSeenAt }) => (lastSeenAt ? fromNow(lastSeenAt, new Date()) : t('user.notSignedIn')),
    },
    {
      key: 'locks',
      heading: t('user.locks'),
      show: ({ secondFactor, disabledAt, mustChangePassword }) => (
        <Group gap={4}>
          {disabledAt && <Badge color={badgeColours.bad}>{t('user.closed')}</Badge>}
          {mustChangePassword && <Badge color={badgeColours.doubtful}>{t('user.mustChange')}</Badge>}
          {secondFactor && <Badge color={badgeColours.good}>{t('user.secondFactor')}</Badge>}
        </Group>
      ),
    },
  ];
}
