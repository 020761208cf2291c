import { readPersonCard } from '@kshem/contract/people.ts';
import { Alert, Anchor, Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { AboutPerson } from './about-person.tsx';
import { EpisodeCards } from './episode-cards.tsx';
import { History } from './history.tsx';
import { Household } from './household.tsx';
import { Numbers } from './numbers.tsx';
import { OpenWork } from './open-work.tsx';
import classes from './people.module.css';
import { PersonDialogs, type PersonDo } from './person-dialogs.tsx';
import { Vitals } from './vitals.tsx';
import { WhoLooked } from './who-looked.tsx';
import { WhyNotCalled } from './why-not-called.tsx';

export type Card = Reply<typeof readPersonCard>;

/** Everything about one person: who they are, what was said and done, and what can be done now. */
export function PersonPage() {
  const { t } = useWords();
  const { personId } = useParams({ strict: false }) as { personId: string };
  const asked = useAsk(readPersonCard, { params: { personId } });
  const [doing, setDoing] = useState<PersonDo | null>(null);
  const card = asked.data;
  return (
    <Page title={card?.name ?? t('people.person')} actions={card && <Actions card={card} onDo={setDoing} />}>
      <Shown asked={asked}>
        {(person) => (
          <>
            {person.personId !== personId && <Merged card={person} />}
            <AboutPerson card={person} />
            <div className={classes.columns}>
              <div className={classes.column}>
                <EpisodeCards card={person} onDo={setDoing} />
                <Vitals card={person} />
                <History card={person} />
              </div>
              <div className={classes.column}>
                <WhyNotCalled card={person} />
                <Numbers card={person} onDo={setDoing} />
                <Household card={person} />
                <OpenWork card={person} />
                <WhoLooked personId={person.personId} />
              </div>
            </div>
            {doing && <PersonDialogs card={person} doing={doing} onClose={() => setDoing(null)} />}
          </>
        )}
      </Shown>
    </Page>
  );
}

/** Somebody merged the record that this address names, perhaps while it was open. */
function Merged({ card }: { card: Card }) {
  const { t } = useWords();
  return (
    <Alert color="yellow" variant="light" mb="sm" role="status" title={t('people.merged', { name: card.name })}>
      {t('people.mergedHint')}{' '}
      <Anchor component={Link} to={`/people/${card.personId}`} replace size="sm" underline="always">
        {t('people.openMerged')}
      </Anchor>
    </Alert>
  );
}

function Actions({ card, onDo }: { card: Card; onDo: (doing: PersonDo) => void }) {
  const { t } = useWords();
  const may = useMay();
  const called = card.deceasedAt === null && card.doNotCallAt === null;
  return (
    <>
      {may('consultation.read') && (
        <Button component={Link} to={`/people/${card.personId}/sheet`} size="compact-md" variant="default">
          {t('doctor.sheet')}
        </Button>
      )}
      {may('person.enrol') && called && (
        <Button size="compact-md" variant="default" onClick={() => onDo({ kind: 'enrol' })}>
          {t('people.enrolKnown')}
        </Button>
      )}
      {may('episode.end') && called && (
        <Button size="compact-md" variant="default" onClick={() => onDo({ kind: 'optOut' })}>
          {t('people.optOut')}
        </Button>
      )}
      {may('episode.end') && card.deceasedAt === null && (
        <Button size="compact-md" variant="default" onClick={() => onDo({ kind: 'death' })}>
          {t('people.death')}
        </Button>
      )}
    </>
  );
}
