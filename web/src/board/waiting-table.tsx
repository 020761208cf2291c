import { listProgrammes } from '@kshem/contract/programmes.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { useNow } from '../ui/use-now.ts';
import classes from './board.module.css';
import type { Room } from './use-board.ts';

/** What waits for somebody: escalations by level, needs by kind. */
export function WaitingTable({ room, wall }: { room: Room; wall: boolean }) {
  const { t, number, fromNow, say } = useWords();
  const now = useNow(30);
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 5 * 60_000 });
  const titleOf = (id: string) => {
    const found = programmes.data?.items.find(({ programmeId }) => programmeId === id);
    return found ? say(found.title) : id;
  };
  const several = new Set(room.needs.map(({ programmeId }) => programmeId)).size > 1;
  return (
    <section className={classes.panel}>
      <h2>{t('board.waiting')}</h2>
      <section className={classes.scroll} data-wall={wall || undefined} tabIndex={0} aria-label={t('board.waiting')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('board.what')}</th>
              <th data-numeric>{t('board.open')}</th>
              <th data-numeric>{t('board.late')}</th>
            </tr>
          </thead>
          <tbody>
            {room.escalations.map(({ level, waiting, taken, oldestAt }) => (
              <tr key={level}>
                <td>
                  <LevelBadge level={level} />{' '}
                  {oldestAt ? t('board.oldest', { ago: fromNow(oldestAt, now) }) : t('board.allTaken')}
                </td>
                <td data-numeric>{number(waiting + taken)}</td>
                <td data-numeric>{number(waiting)}</td>
              </tr>
            ))}
            {room.needs.map(({ kind, title, programmeId, open, overdue }) => (
              <tr key={`${programmeId} ${kind}`}>
                <td>
                  {say(title)}
                  {several && <span className={classes.small}> {titleOf(programmeId)}</span>}
                </td>
                <td data-numeric>{number(open)}</td>
                <td data-numeric data-state={overdue > 0 ? 'late' : undefined}>
                  {number(overdue)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
