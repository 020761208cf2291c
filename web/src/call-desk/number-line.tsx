import { useEffect, useState } from 'react';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { PersonCard } from './desk-port.ts';

export type Shown = PersonCard['numbers'][number];

/** The number that is rung, as the role may see it. */
export function NumberLine({ number, owner, revealed }: { number: Shown; owner: string | null; revealed: string | null }) {
  const { t } = useWords();
  return (
    <span className={classes.number}>
      <bdi className="figures">{revealed ?? number.number}</bdi>
      <span className={classes.small}>
        {owner ?? t(`desk.relation.${number.relation}`)}
        {!number.inService && ` · ${t('desk.notInService')}`}
      </span>
    </span>
  );
}

/** The numbers of the household that may be rung; each once, those that work first. */
export function usableNumbers({ numbers }: PersonCard): readonly Shown[] {
  const usable = numbers.filter(({ inService, wrong }) => inService && !wrong);
  return usable.filter((one, index) => usable.findIndex(({ contactPointId }) => contactPointId === one.contactPointId) === index);
}

/** A revealed number leaves the screen by itself. */
const shownMs = 30_000;

/** Numbers shown for a while, by contact point. */
export function useRevealed() {
  const may = useMay()('person.number.reveal');
  const [revealed, setRevealed] = useState<{ contactPointId: string; number: string } | null>(null);
  useEffect(() => {
    if (revealed === null) return;
    const timer = setTimeout(() => setRevealed(null), shownMs);
    return () => clearTimeout(timer);
  }, [revealed]);
  return {
    may,
    setRevealed,
    of: (contactPointId: string) => (revealed?.contactPointId === contactPointId ? revealed.number : null),
  };
}
