import { whyNotCalled } from '@kshem/contract/worklist.ts';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import type { ItemOf } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { Shown } from '../ui/states.tsx';
import classes from './people.module.css';
import type { Card } from './person-page.tsx';
import { useAboutWords } from './use-about-words.ts';
import { useWhyNotWords } from './why-not-words.ts';

export type WhyNot = ItemOf<typeof whyNotCalled>;

/** “Why is this person not being called?”, for those who watch the desk; asked when it is opened. */
export function WhyNotCalled({ card }: { card: Card }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('worklist.watch')) return null;
  return (
    <details className={classes.card} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('people.whyNot.title')}</summary>
      {open && <Answer personId={card.personId} />}
    </details>
  );
}

function Answer({ personId }: { personId: string }) {
  const asked = useAsk(whyNotCalled, { params: { personId } });
  const words = useWhyNotWords();
  const { programme } = useAboutWords();
  return (
    <Shown asked={asked}>
      {({ items }) => (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={'programmeId' in item ? item.programmeId : item.why} className={classes.line}>
              {'programmeId' in item && items.length > 1 && (
                <Text size="sm" fw={600}>
                  {programme(item.programmeId)}
                </Text>
              )}
              <Text size="sm">{words(item)}</Text>
            </li>
          ))}
        </ul>
      )}
    </Shown>
  );
}
