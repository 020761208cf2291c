import { countTransfers } from '@kshem/contract/transfers.ts';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { isSilenced, startRinging } from '../escalations/ringing.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './shifting.module.css';

/** Shows that a step is late, and sounds once it was called out a second time; for an officer, who moves nothing, only from then on. */
export function LateRing({ link = false }: { link?: boolean }) {
  const { t, number } = useWords();
  const may = useMay();
  const { data } = useAsk(countTransfers, undefined, {
    enabled: may('transfer.read'),
    refetchInterval: 30_000,
    keepBefore: true,
  });
  const count = (may('transfer.move') ? data?.late : data?.calledOut) ?? 0;
  const rings = (data?.calledOut ?? 0) > 0;
  // Where it links it stands beside the reds' own ring, which sounds.
  const sounds = rings && !link && !isSilenced();
  useEffect(() => (sounds ? startRinging(() => undefined) : undefined), [sounds]);
  if (count === 0) return null;
  return (
    <div className={classes.ring} role="alert">
      <Text fw={700}>{t('shifting.lateRing', { count, number: number(count) })}</Text>
      {link ? (
        <Anchor component={Link} to="/shifting" size="sm" underline="always">
          {t('place.shifting')}
        </Anchor>
      ) : (
        <Text size="sm">{t('shifting.lateHint')}</Text>
      )}
    </div>
  );
}
