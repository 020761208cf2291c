import type { CallingWindow } from '@kshem/domain/protocol/protocol.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { localTime } from '@kshem/domain/time/local-time.ts';
import { Kbd, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import { callbackDays, callbackPicks, promisedAt } from './callback-picks.ts';

type Props = {
  readonly window: CallingWindow | null;
  readonly now: Date;
  readonly zone: string;
  /** ISO instant. */
  readonly chosen: string | undefined;
  readonly onChoose: (at: string) => void;
};

/** When to ring again: what people often say by one key, or a day and time; never outside the programme's hours. */
export function CallbackPicker({ window, now, zone, chosen, onChoose }: Props) {
  const { t, dateTime, time, date } = useWords();
  const at = chosen === undefined ? null : new Date(chosen);
  const [typed, setTyped] = useState<{ day: string; clock: string } | null>(null);
  const day = typed?.day ?? localDate(at ?? now, zone);
  const clock = typed?.clock ?? (at ? localTime(at, zone) : '');
  const promised = clock === '' ? null : promisedAt(day, clock, window, now, zone);
  const choose = (nextDay: string, nextClock: string) => {
    const next = promisedAt(nextDay, nextClock, window, now, zone);
    setTyped(next.kind === 'time' ? null : { day: nextDay, clock: nextClock });
    if (next.kind === 'time') onChoose(next.at.toISOString());
  };
  return (
    <div className={classes.callback}>
      <div className={classes.options} data-many>
        {callbackPicks(window, now, zone).map((pick, index) => (
          <button
            key={pick.word}
            type="button"
            className={classes.option}
            aria-pressed={pick.at.toISOString() === chosen}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => {
              setTyped(null);
              onChoose(pick.at.toISOString());
            }}
          >
            <Kbd className={classes.key}>{index + 1}</Kbd>
            <span>{t(`desk.pick.${pick.word}`)}</span>
            <span className={classes.beforeMark}>{dateTime(pick.at)}</span>
          </button>
        ))}
      </div>
      <div className={classes.row}>
        <NativeSelect
          size="sm"
          label={t('desk.callbackDay')}
          value={day}
          data={callbackDays(window, now, zone).map((value) => ({ value, label: date(value) }))}
          onChange={({ currentTarget }) => choose(currentTarget.value, clock)}
        />
        <TextInput
          size="sm"
          type="time"
          label={t('desk.callbackTime')}
          value={clock}
          onChange={({ currentTarget }) => choose(day, currentTarget.value)}
          error={
            promised?.kind === 'refused' && promised.why !== 'unreadable' ? t(`desk.callbackRefused.${promised.why}`) : undefined
          }
        />
      </div>
      {at && <p className={classes.small}>{t('desk.promised', { when: dateTime(at) })}</p>}
      {window === null ? (
        <p className={classes.small}>{t('desk.hoursUnknown')}</p>
      ) : (
        promised?.kind === 'refused' &&
        promised.why === 'closed' &&
        promised.opening && (
          <p className={classes.small}>
            {t('desk.callingHours', { from: time(promised.opening.opensAt), to: time(promised.opening.closesAt) })}
          </p>
        )
      )}
    </div>
  );
}
