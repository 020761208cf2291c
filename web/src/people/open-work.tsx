import { Group, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import classes from './people.module.css';
import type { Card } from './person-page.tsx';
import { useNeedWords } from './use-need-words.ts';

/** What the person waits for: needs and escalations that are open, with their deadlines. */
export function OpenWork({ card }: { card: Card }) {
  const { t, dateTime } = useWords();
  const needWord = useNeedWords(card);
  const nothing = card.needs.length === 0 && card.escalations.length === 0;
  return (
    <section className={classes.card} aria-labelledby="people-open">
      <h2 id="people-open" className={classes.heading}>
        {t('people.openWork')}
      </h2>
      {nothing && <Text size="sm">{t('people.nothingOpen')}</Text>}
      <ul className={classes.list}>
        {card.escalations.map((one) => (
          <li key={one.escalationId} className={classes.line}>
            <Group gap="xs">
              <LevelBadge level={one.level} />
              <Text size="sm" fw={600}>
                {t('people.escalation')}
              </Text>
              <Text size="sm">{t(`people.escalationStatus.${one.status as 'raised'}`)}</Text>
            </Group>
            <Text size="sm">{t('people.raisedAndDue', { raised: dateTime(one.raisedAt), due: dateTime(one.dueAt) })}</Text>
          </li>
        ))}
        {card.needs.map((need) => (
          <li key={need.needId} className={classes.line}>
            <Text size="sm" fw={600}>
              {needWord(need.kind)}
            </Text>
            {need.detail && <Text size="sm">{need.detail}</Text>}
            <Text size="sm">
              {t(`needs.statuses.${need.status as 'open'}`)} ·{' '}
              {t('people.raisedAndDue', { raised: dateTime(need.raisedAt), due: dateTime(need.dueAt) })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
