import type { listNeeds } from '@kshem/contract/needs.ts';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMembers } from '../api/use-members.ts';
import type { ItemOf } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Column } from '../ui/paged-table.tsx';
import { PersonLink } from '../ui/person-link.tsx';
import { CallPerson } from './call-person.tsx';
import { Deadline } from './deadline.tsx';

export type Need = ItemOf<typeof listNeeds>;

/** What is needed, by whom, where, by when, and who has it. */
export function useNeedColumns({ onOpen, phone }: { onOpen: (need: Need) => void; phone: boolean }): Column<Need>[] {
  const { t, say } = useWords();
  const { nameOf } = useMembers();
  return [
    {
      key: 'what',
      heading: t('needs.what'),
      width: '1.6fr',
      show: (need) => (
        <Stack gap={0}>
          <Text size={phone ? 'md' : 'sm'} fw={600}>
            {say(need.title)}
          </Text>
          {need.detail && <Text size="sm">{need.detail}</Text>}
          {need.priority === 1 && (
            <Badge size="xs" color="red.9">
              {t('needs.priorities.urgent')}
            </Badge>
          )}
          <Text size="xs">{t(`needs.unit.${need.ownerUnit}`)}</Text>
        </Stack>
      ),
    },
    {
      key: 'who',
      heading: t('needs.person'),
      width: '1.4fr',
      show: (need) => (
        <Stack gap={0}>
          <PersonLink personId={need.personId} name={need.personName} />
          <Text size="xs">{[say(need.area), need.address].filter(Boolean).join(' · ')}</Text>
        </Stack>
      ),
    },
    { key: 'due', heading: t('needs.due'), width: '1.1fr', show: (need) => <Deadline need={need} /> },
    {
      key: 'status',
      heading: t('needs.status'),
      show: (need) => (
        <Stack gap={2} align="flex-start">
          <Badge size="sm" variant="default">
            {t(`needs.statuses.${need.status}`)}
          </Badge>
          <Text size="xs">{need.assignedTo ? say(nameOf(need.assignedTo) ?? { hi: '—', en: '—' }) : t('needs.nobodys')}</Text>
          {need.escalatedTo && <Text size="xs">{t('needs.passedOn', { to: t(`needs.unit.${need.escalatedTo}`) })}</Text>}
          {need.status === 'fulfilled' && need.proof && <Text size="xs">{t(`needs.proofs.${need.proof}`)}</Text>}
          {need.failed > 0 && <Text size="xs">{t('deliveries.failedBefore', { count: need.failed })}</Text>}
          {need.reopened > 0 && <Text size="xs">{t('needs.reopened', { count: need.reopened })}</Text>}
        </Stack>
      ),
    },
    {
      key: 'do',
      heading: t('needs.do'),
      width: phone ? '1fr' : '11rem',
      show: (need) => (
        <Group gap="xs" wrap="nowrap">
          <Button
            size={phone ? 'md' : 'compact-sm'}
            variant="default"
            onClick={() => onOpen(need)}
            aria-label={t('needs.openFor', { what: say(need.title), name: need.personName })}
          >
            {t('needs.open')}
          </Button>
          <CallPerson need={need} size={phone ? 'md' : 'compact-sm'} />
        </Group>
      ),
    },
  ];
}
