import { countEscalations } from '@kshem/contract/escalations.ts';
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useMe } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './escalations.module.css';
import { isSilenced, keepSilenced, type Sound, startRinging } from './ringing.ts';
import { countedTitle, waitingReds } from './waiting-reds.ts';

/**
 * Rings and shows, wherever it stands, as long as a red waits for somebody to acknowledge it; the tab's title counts them. Asked again
 * with every hint, and every quarter minute in case the line of hints is down.
 */
export function RedRing() {
  const { t, number, fromNow } = useWords();
  const now = useNow(10);
  const { data } = useAsk(countEscalations, undefined, { refetchInterval: 15_000, keepBefore: true });
  const { roles } = useMe();
  const { count, since } = waitingReds(data?.items ?? [], roles);
  const [sound, setSound] = useState<Sound>('silent');
  const [silenced, setSilenced] = useState(isSilenced);
  const rings = count > 0 && !silenced;

  useEffect(() => (rings ? startRinging(setSound) : undefined), [rings]);
  useEffect(() => {
    document.title = countedTitle(document.title, count);
    return () => {
      document.title = countedTitle(document.title, 0);
    };
  }, [count]);

  if (count === 0) return null;
  const silence = (yes: boolean) => {
    setSilenced(yes);
    keepSilenced(yes);
  };
  return (
    <div className={classes.ring}>
      <Group justify="space-between">
        <div>
          <Text fw={700} role="alert">
            {t('escalations.ring', { count, number: number(count) })}
          </Text>
          {since && <Text size="sm">{t('escalations.waitingSince', { time: fromNow(since, now) })}</Text>}
          {sound === 'blocked' && <Text size="sm">{t('escalations.soundBlocked')}</Text>}
        </div>
        <Group gap="xs">
          {sound === 'blocked' && <Button size="compact-md">{t('escalations.allowSound')}</Button>}
          <Button size="compact-md" variant="default" onClick={() => silence(!silenced)}>
            {silenced ? t('escalations.soundOn') : t('escalations.soundOff')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}
