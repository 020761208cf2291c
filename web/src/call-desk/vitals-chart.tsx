import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { height, type Point, pathOf, width } from './vitals-path.ts';

/** A measurement over the last days: a small line, its last value, and every value with its day for those who have it read to them. */
export function VitalsChart({ name, unit, points }: { name: string; unit: string; points: readonly Point[] }) {
  const { t, number, date, dateTime } = useWords();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const path = pathOf(points);
  const spoken = points.map(({ value, at }) => t('desk.vitalPoint', { value: number(value), date: dateTime(at) })).join('; ');
  return (
    <div className={classes.vital}>
      <span className={classes.vitalName}>{name}</span>
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.spark} role="img" aria-label={`${name}: ${spoken}`}>
        {points.length > 1 && <polyline points={path.map(({ x, y }) => `${x},${y}`).join(' ')} />}
        {path.map(({ x, y }, index) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={index === path.length - 1 ? 3 : 1.8} />
        ))}
      </svg>
      <span className={`${classes.vitalLast} figures`} title={date(last.at)}>
        {number(last.value)} {unit}
      </span>
    </div>
  );
}
