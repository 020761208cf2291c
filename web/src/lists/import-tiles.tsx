import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './lists.module.css';
import type { Import } from './lists-page.tsx';
import { verdicts } from './verdict-colours.ts';

/** What came of the list, in numbers: rows by verdict, then people, then what changed. */
export function ImportTiles({ run: { counts } }: { run: Import }) {
  const { t, number } = useWords();
  const people = [
    ['enrolled', counts.enrolled],
    ['households', counts.households],
    ['withoutPhone', counts.withoutPhone],
    ['vanished', counts.vanished],
    ['ended', counts.ended],
    ['begun', counts.begun],
    ['proposed', counts.proposed],
  ] as const;
  const changed = Object.values(counts.changes).reduce((sum, one) => sum + one, 0);
  return (
    <>
      <Group heading={t('lists.rowsByVerdict', { count: counts.rows, number: number(counts.rows) })}>
        {verdicts.map((verdict) => (
          <Tile key={verdict} name={t(`lists.verdicts.${verdict}`)} value={counts.verdicts[verdict] ?? 0} />
        ))}
      </Group>
      <Group heading={t('lists.people')}>
        {people.map(([name, value]) => (
          <Tile key={name} name={t(`lists.counts.${name}`)} value={value} />
        ))}
        <Tile name={t('lists.counts.changes')} value={changed} />
      </Group>
    </>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={heading}>
      <Text component="h2" fw={600} mb={6}>
        {heading}
      </Text>
      <div className={classes.tiles}>{children}</div>
    </section>
  );
}

function Tile({ name, value }: { name: string; value: number }) {
  const { number } = useWords();
  return (
    <div className={classes.tile}>
      <div className={`${classes.figure} figures`}>{number(value)}</div>
      <Text size="sm">{name}</Text>
    </div>
  );
}
