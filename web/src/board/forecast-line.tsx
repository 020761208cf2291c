import { Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './board.module.css';
import type { Room } from './use-board.ts';

/** Where the day will end if the room goes on as it does, and what that takes for granted. */
export function ForecastLine({ forecast, due, calling }: { forecast: Room['forecast']; due: number; calling: boolean }) {
  const { t, number, percent } = useWords();
  if (!calling) return null;
  if (forecast === null) {
    return (
      <Text size="sm" className={classes.forecast}>
        {t('board.noForecast')}
      </Text>
    );
  }
  const { reached, low, high, untried, callersNeeded, minutesLeft } = forecast;
  const share = (people: number) => percent(due === 0 ? 0 : people / due);
  return (
    <Text className={classes.forecast} data-short={untried > 0 || undefined}>
      <strong>
        {t('board.forecast', { reached: number(reached), share: share(reached), low: number(low), high: number(high) })}
      </strong>{' '}
      {untried > 0 ? t('board.willBeMissed', { count: untried, callers: number(callersNeeded) }) : t('board.allTried')}{' '}
      <span className={classes.small}>{t('board.forecastBasis', { hours: number(Math.round(minutesLeft / 6) / 10) })}</span>
    </Text>
  );
}
