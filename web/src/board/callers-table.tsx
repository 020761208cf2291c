import { useWords } from '../i18n/use-words.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './board.module.css';
import type { Room } from './use-board.ts';

type Caller = Room['callers'][number];
const order: readonly Caller['state'][] = ['in-call', 'at-work', 'resting', 'away'];

/** Who is at work, with pace and pauses. A slow hour has many reasons: it is shown, not judged. */
export function CallersTable({ callers, wall }: { callers: Room['callers']; wall: boolean }) {
  const { t, number, language, fromNow } = useWords();
  const now = useNow(30);
  const working = callers.filter(({ state }) => state === 'in-call' || state === 'at-work').length;
  const sorted = callers.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.attempts - a.attempts);
  return (
    <section className={classes.panel}>
      <h2>{t('board.callers', { count: working })}</h2>
      {sorted.length === 0 && <p>{t('board.nobodyCalled')}</p>}
      <section
        className={classes.scroll}
        data-wall={wall || undefined}
        tabIndex={0}
        aria-label={t('board.callers', { count: working })}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('board.name')}</th>
              <th>{t('board.state')}</th>
              <th data-numeric>{t('board.attempts')}</th>
              <th data-numeric>{t('board.reachedShort')}</th>
              <th data-numeric>{t('board.minutesACall')}</th>
              <th data-numeric>{t('board.pauses')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ userId, nameEn, nameHi, state, since, pauseCode, attempts, reached, minutesACall, pausedMinutes }) => (
              <tr key={userId}>
                <td>{language === 'hi' ? nameHi : nameEn}</td>
                <td data-state={state}>
                  {state === 'resting' && pauseCode ? t(`pause.${pauseCode}`) : t(`board.states.${state}`)}
                  {since && state !== 'at-work' && <span className={classes.small}> {fromNow(since, now)}</span>}
                </td>
                <td data-numeric>{number(attempts)}</td>
                <td data-numeric>{number(reached)}</td>
                <td data-numeric>{minutesACall === null ? t('board.unknown') : number(minutesACall)}</td>
                <td data-numeric>{number(pausedMinutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
