import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { Text } from '@mantine/core';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './people.module.css';
import type { Card } from './person-page.tsx';
import { useProtocolOf } from './use-need-words.ts';
import { type Frame, type Plotted, plotted } from './vitals-scale.ts';

type Vital = Card['vitals'][number];

const frame: Frame = { width: 300, height: 110, left: 40, right: 16, edge: 22 };

/** Measurements of the last two weeks by day of illness, a chart for each; every value also as text for those who do not see it. */
export function Vitals({ card }: { card: Card }) {
  const { t } = useWords();
  const zone = useZone();
  const protocol = useProtocolOf(card);
  const [episode] = card.episodes;
  if (card.vitals.length === 0 || !episode) return null;
  const dayNull = addDays(localDate(card.at, zone), -episode.dayOfIllness);
  const items = protocol ? allItems(protocol.questionnaire) : [];
  return (
    <section className={classes.card} aria-labelledby="people-vitals">
      <h2 id="people-vitals" className={classes.heading}>
        {t('people.vitals')}
      </h2>
      <div className={classes.vitals}>
        {card.vitals.map((vital) => (
          <Chart
            key={`${vital.linkId} ${vital.unit}`}
            vital={vital}
            question={items.find(({ linkId }) => linkId === vital.linkId)?.text ?? null}
            points={plotted(vital.points, { dayNull, zone }, frame)}
          />
        ))}
      </div>
    </section>
  );
}

function Chart({
  vital,
  question,
  points,
}: {
  vital: Vital;
  question: { hi: string; en: string } | null;
  points: readonly Plotted[];
}) {
  const { t, say, number, dateTime } = useWords();
  const name = nameOf(vital.linkId, t) ?? (question ? say(question) : vital.linkId);
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spoken = points.map(({ value, at }) => `${dateTime(at)}: ${number(value)}`).join('; ');
  const days = new Map(points.map(({ day, x }) => [day, x]));
  return (
    <figure style={{ margin: 0 }}>
      <Text component="figcaption" size="sm" fw={600}>
        {name} ({vital.unit})
      </Text>
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} className={classes.chart} role="img" aria-label={`${name}: ${spoken}`}>
        {(low === high ? [low] : [high, low]).map((value) => {
          const y = points.find((point) => point.value === value)?.y ?? 0;
          return (
            <g key={value}>
              <line x1={frame.left - 6} x2={frame.width - frame.right} y1={y} y2={y} />
              <text x={frame.left - 10} y={y + 4} textAnchor="end">
                {number(value)}
              </text>
            </g>
          );
        })}
        {[...days]
          .filter((_, index) => index % Math.ceil(days.size / 8) === 0)
          .map(([day, x]) => (
            <text key={day} x={x} y={frame.height - 4} textAnchor="middle">
              {number(day)}
            </text>
          ))}
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {points.map(({ x, y, at }) => (
          <circle key={at.getTime()} cx={x} cy={y} r={3.5} />
        ))}
      </svg>
      <Text size="xs" ta="center">
        {t('people.axis')}
      </Text>
    </figure>
  );
}

const named = { spo2: 'oxygen', pulse: 'pulse', 'temperature-f': 'temperature', 'respiratory-rate': 'breathing' } as const;

function nameOf(linkId: string, t: ReturnType<typeof useWords>['t']): string | null {
  return linkId in named ? t(`people.vital.${named[linkId as keyof typeof named]}`) : null;
}
