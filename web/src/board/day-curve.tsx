import { useWords } from '../i18n/use-words.ts';
import classes from './board.module.css';
import type { Room } from './use-board.ts';

const [width, height, left, bottom, top] = [560, 220, 48, 24, 12];

/** Attempts and people reached through the day, each added up, by half hours. */
export function DayCurve({ curve, due }: { curve: Room['curve']; due: number }) {
  const { t, number, time } = useWords();
  if (curve.length === 0) return <figure className={classes.panel}>{t('board.noCalls')}</figure>;
  const points = addedUp(curve);
  const last = points.at(-1) as Point;
  const [from, until] = [points[0]?.at.getTime() ?? 0, last.at.getTime()];
  const most = Math.max(last.attempts, 1);
  const x = (at: Date) => left + ((at.getTime() - from) / Math.max(1, until - from)) * (width - left - 12);
  const y = (n: number) => height - bottom - (n / most) * (height - bottom - top);
  const path = (pick: (point: Point) => number) =>
    points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.at).toFixed(1)} ${y(pick(point)).toFixed(1)}`).join('');
  const summary = t('board.curveSummary', { attempts: number(last.attempts), reached: number(last.reached), due: number(due) });
  const ticks = [...new Set([0, 0.5, 1].map((share) => Math.round(most * share)))];
  const hours = points.filter((_, i) => i % Math.max(1, Math.ceil(points.length / 6)) === 0);
  return (
    <figure className={classes.panel}>
      <figcaption>{t('board.curve')}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary} className={classes.curve}>
        {ticks.map((n) => (
          <g key={n}>
            <line x1={left} x2={width - 12} y1={y(n)} y2={y(n)} className={classes.grid} />
            <text x={left - 6} y={y(n) + 4} textAnchor="end">
              {number(n)}
            </text>
          </g>
        ))}
        {hours.map(({ at }) => (
          <text key={at.getTime()} x={x(at)} y={height - 6} textAnchor="middle">
            {time(at)}
          </text>
        ))}
        <path d={path(({ attempts }) => attempts)} className={classes.attempts} />
        <path d={path(({ reached }) => reached)} className={classes.reached} />
      </svg>
      <p className={classes.small}>{summary}</p>
    </figure>
  );
}

type Point = { readonly at: Date; readonly attempts: number; readonly reached: number };

/** Sums at the end of each half hour, from nothing at the beginning of the first. */
function addedUp(curve: Room['curve']): readonly Point[] {
  const first = curve[0]?.at ?? new Date(0);
  const points: Point[] = [{ at: first, attempts: 0, reached: 0 }];
  for (const { at, attempts, reached } of curve) {
    const before = points.at(-1) as Point;
    points.push({
      at: new Date(at.getTime() + 30 * 60_000),
      attempts: before.attempts + attempts,
      reached: before.reached + reached,
    });
  }
  return points;
}
