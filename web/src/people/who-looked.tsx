import { whoSaw } from '@kshem/contract/audit.ts';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../api/use-me.ts';
import { useMembers } from '../api/use-members.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failed, Loading } from '../ui/states.tsx';
import { looksOf } from './looks-of.ts';
import classes from './people.module.css';

/** Who saw or changed the person, for those who watch over that; asked only when it is opened, for the look is itself written down. */
export function WhoLooked({ personId }: { personId: string }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('audit.read')) return null;
  return (
    <details className={classes.card} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('people.whoLooked')}</summary>
      {open && <Looks personId={personId} />}
    </details>
  );
}

const deeds = [
  'person.viewed',
  'person.history-viewed',
  'person.number-revealed',
  'person.number-changed',
  'person.enrolled',
  'person.stopped',
  'people.merged',
  'worklist.explained',
  'trail.viewed',
] as const;

function Looks({ personId }: { personId: string }) {
  const { t, say, dateTime, number } = useWords();
  const { nameOf } = useMembers();
  const list = usePages(whoSaw, { params: { subjectId: personId }, query: { limit: 100 } });
  if (list.isPending) return <Loading />;
  if (list.error) return <Failed error={list.error} again={list.refetch} />;
  return (
    <>
      <ul className={classes.list}>
        {looksOf(list.items).map(({ id, at, actorId, actorLogin, action, times }) => {
          const name = nameOf(actorId);
          const deed = deeds.find((one) => one === action);
          return (
            <li key={id} className={classes.line}>
              <Text size="sm">
                <strong>{name ? say(name) : (actorLogin ?? t('people.server'))}</strong> ·{' '}
                {deed ? t(`people.deed.${deed.replace('.', '-') as 'person-viewed'}`) : action}
              </Text>
              <Text size="xs">
                {dateTime(at)}
                {times > 1 && ` · ${t('people.times', { count: times, number: number(times) })}`}
              </Text>
            </li>
          );
        })}
      </ul>
      {list.hasMore && (
        <Button variant="default" size="compact-sm" onClick={list.more} loading={list.isFetchingMore}>
          {t('people.earlier')}
        </Button>
      )}
    </>
  );
}
