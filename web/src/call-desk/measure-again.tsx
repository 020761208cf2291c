import type { Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { clock, useSeconds } from './call-timer.tsx';
import type { Judgement } from './desk-port.ts';
import { vitalName } from './person-panel.tsx';
import type { Asking } from './question-panel.tsx';
import { readTyped } from './read-typed.ts';
import { itemOf, measuredAgain, type Said } from './said.ts';
import { focusAnswer } from './use-acts.ts';

type Props = {
  readonly asked: Asking;
  readonly judgement: Judgement | null;
  readonly now: () => Date;
  readonly onSaid: (said: Said) => void;
};

/** What is to be measured again while they stay on the line, and when; the new reading is typed here. */
export function MeasureAgain({ asked, judgement, now, onSaid }: Props) {
  const { t } = useWords();
  const wanted = (judgement?.remeasure ?? []).flatMap(({ linkId, afterMinutes }) => {
    const item = itemOf(asked.checkIn.questionnaire, linkId);
    return item ? [{ item, afterMinutes }] : [];
  });
  if (wanted.length === 0) return null;
  return (
    <section className={classes.measure} aria-labelledby="desk-measure">
      <h3 id="desk-measure" className={classes.heading}>
        {t('desk.measureAgain')}
      </h3>
      {wanted.map(({ item, afterMinutes }) => (
        <Repeat key={item.linkId} asked={asked} item={item} afterMinutes={afterMinutes} now={now} onSaid={onSaid} />
      ))}
    </section>
  );
}

type RepeatProps = Omit<Props, 'judgement'> & { readonly item: Item; readonly afterMinutes: number };

function Repeat({ asked, item, afterMinutes, now, onSaid }: RepeatProps) {
  const { t, number } = useWords();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const seconds = useSeconds();
  const { said, checkIn } = asked;
  const measured = said.measuredAt[item.linkId];
  const left = measured === undefined ? 0 : Date.parse(measured) + afterMinutes * 60_000 - seconds;
  const taken = said.readings.filter(({ linkId }) => linkId === item.linkId);
  const first = said.answers[item.linkId];
  const all = [...(first && 'value' in first ? [Number(first.value)] : []), ...taken.map(({ value }) => value)];
  const take = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    const read = readTyped(checkIn.questionnaire, item, typed);
    const value = read.kind === 'values' ? read.values[item.linkId] : undefined;
    const { min, max } = item.range ?? { min: 0, max: Number.POSITIVE_INFINITY };
    if (value === undefined || value < min || value > max) return setRefused(true);
    onSaid(measuredAgain(said, item.linkId, value, now()));
    setTyped('');
    setRefused(false);
    focusAnswer();
  };
  return (
    <div className={classes.repeat}>
      <p>
        <strong>{vitalName(checkIn, item.linkId, t)}</strong>{' '}
        <span className={classes.small}>{t('desk.readings', { values: all.map((value) => number(value)).join(', ') })}</span>
      </p>
      <p className={classes.row}>
        <span className={`${left > 0 ? classes.small : classes.due} figures`} role="timer">
          {left > 0 ? t('desk.measureIn', { time: clock(left) }) : t('desk.measureNow')}
        </span>
        <input
          data-measure
          className={`${classes.measureField} figures`}
          inputMode="decimal"
          autoComplete="off"
          aria-label={t('desk.newReading', { name: vitalName(checkIn, item.linkId, t) })}
          aria-invalid={refused}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={take}
        />
        <span className={classes.small}>{item.unit}</span>
      </p>
      {refused && <p className={classes.warn}>{t('desk.unreadable')}</p>}
    </div>
  );
}
