import { Group, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import cards from '../people/people.module.css';
import classes from './doctor.module.css';
import type { Sheet } from './sheet-page.tsx';

const parts = ['spo2', 'respiratoryRate', 'pulse', 'temperatureF', 'alert', 'systolic', 'oxygenGiven'] as const;

/** The partial NEWS2 of the last answers: its parts, what it lacks, what it asks for, and its source. The word "partial" stands in the score itself. */
export function News2Card({ sheet: { news2 } }: { sheet: Sheet }) {
  const { t, number, dateTime } = useWords();
  if (news2 === null) return null;
  const missing = parts.filter((part) => news2.missing.includes(part));
  const had = parts.flatMap((part) => {
    const points = news2.parts[part];
    return points === undefined ? [] : [{ part, points }];
  });
  return (
    <section className={cards.card} aria-labelledby="doctor-news2">
      <h2 id="doctor-news2" className={classes.heading}>
        {t('doctor.news2')}
      </h2>
      <Group gap="sm">
        <span className={classes.partial}>{t('doctor.news2Score', { score: number(news2.score) })}</span>
        <Text size="sm" fw={600}>
          {t(`doctor.asks.${news2.asks}`)}
        </Text>
        {news2.anyThree && <Text size="sm">{t('doctor.anyThree')}</Text>}
      </Group>
      <dl className={classes.parts}>
        {had.map(({ part, points }) => (
          <div key={part}>
            <dt>{t(`doctor.part.${part}`)}</dt>
            <dd className="figures">{number(points)}</dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <Text size="sm">{t('doctor.missing', { parts: missing.map((part) => t(`doctor.part.${part}`)).join(', ') })}</Text>
      )}
      <Text size="sm">{t('doctor.news2Never')}</Text>
      <Text size="xs">
        {[t('doctor.saidAt', { time: dateTime(news2.at) }), t('doctor.source', { source: news2.source })].join(' · ')}
      </Text>
    </section>
  );
}
