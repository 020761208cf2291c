import { useAreas } from '../api/use-areas.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './board.module.css';
import { type Line, sumOf } from './use-board.ts';

/** Ward by ward, the least reached first. */
export function WardTable({ lines }: { lines: readonly Line[] }) {
  const { t, number, percent } = useWords();
  const { nameOf } = useAreas();
  const wards = lines
    .flatMap((line) => (line.areaId === null ? [] : [{ areaId: line.areaId, line, ...sumOf([line]) }]))
    .filter(({ due }) => due > 0)
    .toSorted((a, b) => a.reached / a.due - b.reached / b.due || b.due - a.due);
  if (wards.length === 0) return null;
  return (
    <section className={classes.panel}>
      <h2>{t('board.wards')}</h2>
      <section className={classes.scroll} tabIndex={0} aria-label={t('board.wards')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('board.ward')}</th>
              <th data-numeric>{t('board.due')}</th>
              <th data-numeric>{t('board.reached')}</th>
              <th data-numeric>{t('board.share')}</th>
              <th data-numeric>{t('board.tried')}</th>
              <th data-numeric>{t('board.notYetTried')}</th>
              <th data-numeric>{t('board.redToday')}</th>
            </tr>
          </thead>
          <tbody>
            {wards.map(({ areaId, line, due, reached, tried, notYetTried }) => (
              <tr key={areaId}>
                <td>{nameOf(areaId)}</td>
                <td data-numeric>{number(due)}</td>
                <td data-numeric>{number(reached)}</td>
                <td data-numeric>{percent(reached / due)}</td>
                <td data-numeric>{number(tried)}</td>
                <td data-numeric>{number(notYetTried)}</td>
                <td data-numeric>{number(line.counts.red ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
