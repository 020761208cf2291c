import { readSheet } from '@kshem/contract/consultations.ts';
import { readPersonCard } from '@kshem/contract/people.ts';
import { Anchor } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Reply } from '../api/client.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { AboutPerson } from '../people/about-person.tsx';
import { History } from '../people/history.tsx';
import { OpenWork } from '../people/open-work.tsx';
import cards from '../people/people.module.css';
import type { Card } from '../people/person-page.tsx';
import { Vitals } from '../people/vitals.tsx';
import { TransferCard } from '../shifting/transfer-card.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { CallNumbers } from './call-numbers.tsx';
import { ConsultForm } from './consult-form.tsx';
import classes from './doctor.module.css';
import { News2Card } from './news2-card.tsx';
import { PastConsultations } from './past-consultations.tsx';
import { Rings } from './rings.tsx';

export type Sheet = Reply<typeof readSheet>;

/** The whole picture of a person for a doctor: what rings and why, the measurements by day of illness, what was said, and the consultation. */
export function SheetPage() {
  const { t } = useWords();
  const { personId } = useParams({ strict: false }) as { personId: string };
  const card = useAsk(readPersonCard, { params: { personId } });
  const sheet = useAsk(readSheet, { params: { personId } });
  const title = card.data ? t('doctor.title', { name: card.data.name }) : t('doctor.person');
  return (
    <Page
      title={title}
      actions={
        <Anchor component={Link} to={`/people/${personId}`} size="sm" underline="always">
          {t('doctor.whole')}
        </Anchor>
      }
    >
      <Shown asked={card}>
        {(person) => (
          <Shown asked={sheet}>
            {(known) => (
              <>
                <AboutPerson card={person} />
                <Columns card={person} sheet={known} />
              </>
            )}
          </Shown>
        )}
      </Shown>
    </Page>
  );
}

function Columns({ card, sheet }: { card: Card; sheet: Sheet }) {
  const may = useMay();
  return (
    <div className={`${cards.columns} ${classes.sheet}`}>
      <div className={cards.column}>
        <Rings sheet={sheet} />
        {sheet.transfer && <TransferCard transfer={sheet.transfer} />}
        <CallNumbers card={card} />
        <News2Card sheet={sheet} />
        <Vitals card={card} />
        <OpenWork card={card} />
      </div>
      <div className={cards.column}>
        {may('consultation.record') && <ConsultForm key={card.personId} card={card} sheet={sheet} />}
        <PastConsultations sheet={sheet} />
        <History card={card} />
      </div>
    </div>
  );
}
