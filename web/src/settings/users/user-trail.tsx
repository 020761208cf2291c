import { whatDid } from '@kshem/contract/audit.ts';
import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ItemOf, usePages } from '../../api/use-pages.ts';
import { useDeeds } from '../../i18n/use-deeds.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Empty } from '../../ui/states.tsx';

type Event = ItemOf<typeof whatDid>;

/** What the account did and saw on a day. Looking is itself written down. */
export function UserTrail({ userId }: { userId: string }) {
  const { t, time } = useWords();
  const deed = useDeeds();
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10));
  const list = usePages(whatDid, { params: { userId }, query: { day } });
  return (
    <Stack>
      <TextInput
        type="date"
        label={t('user.trailDay')}
        description={t('user.trailWritten')}
        value={day}
        onChange={({ currentTarget }) => currentTarget.value !== '' && setDay(currentTarget.value)}
        maw={320}
      />
      <PagedTable<Event>
        label={t('user.trail')}
        list={list}
        height="20rem"
        keyOf={({ id }) => id}
        columns={[
          { key: 'at', heading: t('user.at'), width: '6rem', show: ({ at }) => time(at) },
          { key: 'deed', heading: t('user.deed'), width: '2fr', show: ({ action }) => deed(action) },
          { key: 'what', heading: t('user.subject'), width: '1fr', show: ({ subjectId }) => subjectId.slice(0, 8) },
        ]}
        empty={<Empty title={t('user.didNothing')} />}
      />
    </Stack>
  );
}
