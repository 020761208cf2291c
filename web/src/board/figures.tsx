import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './board.module.css';
import type { Room, Sum } from './use-board.ts';

/** The day in eight figures, with the share of those due as a bar beneath. */
export function Figures({ sum, room }: { sum: Sum; room: Room }) {
  const { t, number, percent } = useWords();
  const may = useMay();
  const { due, reached, tried, notYetTried } = sum;
  const share = (part: number) => (due === 0 ? 0 : part / due);
  const atLevel = (wanted: string) => room.levels.find(({ level }) => level === wanted)?.people ?? 0;
  const waiting = (wanted: string) => room.escalations.find(({ level }) => level === wanted)?.waiting ?? 0;
  const overdue = room.needs.reduce((all, need) => all + need.overdue, 0);
  const open = room.needs.reduce((all, need) => all + need.open, 0);
  return (
    <section aria-label={t('board.figures')}>
      <dl className={classes.figures}>
        <Figure name={t('board.due')} value={number(due)} />
        <Figure name={t('board.reached')} value={number(reached)} beside={percent(share(reached))} mark="reached" />
        <Figure name={t('board.tried')} value={number(tried)} beside={percent(share(tried))} mark="tried" />
        <Figure name={t('board.notYetTried')} value={number(notYetTried)} beside={percent(share(notYetTried))} mark="untried" />
        <Figure name={t('board.silent')} value={number(room.silent)} />
        <Figure
          name={t('board.red')}
          value={number(atLevel('red'))}
          beside={t('board.waitForDoctor', { count: waiting('red') })}
          mark="red"
        />
        <Figure
          name={t('board.amber')}
          value={number(atLevel('amber'))}
          beside={t('board.waitForDoctor', { count: waiting('amber') })}
          mark="amber"
        />
        <Figure
          name={may('need.read') ? <Link to="/needs">{t('board.needs')}</Link> : t('board.needs')}
          value={number(open)}
          beside={t('board.overdue', { count: overdue })}
        />
      </dl>
      <div
        className={classes.bar}
        role="img"
        aria-label={t('board.bar', {
          reached: percent(share(reached)),
          tried: percent(share(tried)),
          untried: percent(share(notYetTried)),
        })}
      >
        <span data-mark="reached" style={{ flexGrow: reached }} />
        <span data-mark="tried" style={{ flexGrow: tried }} />
        <span data-mark="untried" style={{ flexGrow: notYetTried }} />
      </div>
    </section>
  );
}

type FigureProps = { name: ReactNode; value: string; beside?: string; mark?: string };

function Figure({ name, value, beside, mark }: FigureProps) {
  return (
    <div className={classes.figure} data-mark={mark}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      {beside && <dd className={classes.beside}>{beside}</dd>}
    </div>
  );
}
