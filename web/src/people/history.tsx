import { readHistory } from '@kshem/contract/history.ts';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type ItemOf, usePages } from '../api/use-pages.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { daysOf } from './days-of.ts';
import { EntryWords } from './history-entry.tsx';
import classes from './people.module.css';
import type { Card } from './person-page.tsx';

export type Entry = ItemOf<typeof readHistory>;

const kinds = ['answers', 'attempt', 'missed', 'escalation', 'need', 'change', 'merged'] as const;

/** What happened with the person, latest first, day by day. */
export function History({ card }: { card: Card }) {
  const { t, date } = useWords();
  const zone = useZone();
  const [kind, setKind] = useState<string | undefined>();
  const list = usePages(readHistory, { params: { personId: card.personId }, query: { limit: 50 } });
  const shown = list.items.filter((entry) => kind === undefined || entry.kind === kind);
  return (
    <section className={classes.card} aria-labelledby="people-history">
      <Group justify="space-between" align="flex-end" mb="xs">
        <h2 id="people-history" className={classes.heading}>
          {t('people.history')}
        </h2>
        <FilterSelect
          label={t('people.historyKind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`people.entry.${value}`) }))}
          onChange={setKind}
        />
      </Group>
      {list.isPending && <Loading />}
      {list.error && <Failed error={list.error} again={list.refetch} />}
      {!list.isPending && !list.error && shown.length === 0 && <Empty title={t('people.noHistory')} />}
      {daysOf(shown, zone).map(({ day, entries }) => (
        <div key={day}>
          <h3 className={classes.day}>{date(day)}</h3>
          <ol className={classes.timeline}>
            {entries.map((entry) => (
              <li key={`${entry.kind} ${entry.id}`} className={classes.entry} data-kind={entry.kind}>
                <EntryWords entry={entry} card={card} />
              </li>
            ))}
          </ol>
        </div>
      ))}
      {list.hasMore && (
        <Button variant="default" size="compact-md" onClick={list.more} loading={list.isFetchingMore}>
          {t('people.earlier')}
        </Button>
      )}
    </section>
  );
}
