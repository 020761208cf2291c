import { Badge, Group, Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { PersonLink } from '../ui/person-link.tsx';
import classes from './people.module.css';
import type { Card } from './person-page.tsx';
import { useAboutWords } from './use-about-words.ts';

/** Who else is reached by the same telephone. */
export function Household({ card }: { card: Card }) {
  const { t, time } = useWords();
  const { ageAndSex } = useAboutWords();
  const others = card.household.filter(({ personId }) => personId !== card.personId);
  return (
    <section className={classes.card} aria-labelledby="people-household">
      <h2 id="people-household" className={classes.heading}>
        {t('people.household')}
      </h2>
      {others.length === 0 && <Text size="sm">{t('people.livesAlone')}</Text>}
      <ul className={classes.list}>
        {others.map((member) => {
          const [due] = member.open;
          return (
            <li key={member.personId} className={classes.line}>
              <Group gap="xs">
                <PersonLink personId={member.personId} name={member.name} />
                <Text size="sm">{ageAndSex(member)}</Text>
                {member.deceased && <Badge color="gray.8">{t('people.deceased')}</Badge>}
                {member.doNotCall && <Badge color="gray.8">{t('people.doNotCall')}</Badge>}
              </Group>
              {due && <Text size="sm">{t('people.dueToday', { time: time(due.dueAt) })}</Text>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
