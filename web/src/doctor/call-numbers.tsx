import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Numbers } from '../people/numbers.tsx';
import cards from '../people/people.module.css';
import { PersonDialogs, type PersonDo } from '../people/person-dialogs.tsx';
import type { Card } from '../people/person-page.tsx';
import classes from './doctor.module.css';

/** The numbers to call, first the one that is tried first; where ends only are shown, the reveal with its reason stands in their place. */
export function CallNumbers({ card }: { card: Card }) {
  const { t } = useWords();
  const [doing, setDoing] = useState<PersonDo | null>(null);
  const usable = card.numbers.filter(({ masked, wrong, inService }) => !masked && !wrong && inService);
  const once = usable.filter((one, i) => usable.findIndex(({ contactPointId }) => contactPointId === one.contactPointId) === i);
  if (card.numbers.some(({ masked }) => masked)) {
    return (
      <>
        <Numbers card={card} onDo={setDoing} />
        {doing && <PersonDialogs card={card} doing={doing} onClose={() => setDoing(null)} />}
      </>
    );
  }
  return (
    <section className={cards.card} aria-labelledby="doctor-call">
      <h2 id="doctor-call" className={classes.heading}>
        {t('people.numbers')}
      </h2>
      {once.length === 0 && <Text size="sm">{t('people.noNumbers')}</Text>}
      <div className={classes.decision}>
        {once.map(({ contactPointId, personId, number, relation }) => (
          <Button key={contactPointId} component="a" href={`tel:${number}`} variant="default" className="figures">
            {t('doctor.callAs', {
              number,
              whose:
                card.household.find((one) => one.personId === personId && personId !== card.personId)?.name ??
                t(`people.relation.${relation}`),
            })}
          </Button>
        ))}
      </div>
    </section>
  );
}
