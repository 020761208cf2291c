import { listAmbulances } from '@kshem/contract/registry.ts';
import { NativeSelect, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Shown } from '../ui/states.tsx';

/** Ambulances that are ready, each with its crew as last told; the crew's name is taken over and may be changed. */
export function ChooseAmbulance({
  value,
  onChange,
}: {
  value: string;
  onChange: (ambulanceId: string, crew: string | null) => void;
}) {
  const { t } = useWords();
  const asked = useAsk(listAmbulances);
  const ready = (asked.data?.items ?? []).filter(({ state }) => state === 'ready');
  const first = ready[0];
  const there = ready.some(({ ambulanceId }) => ambulanceId === value);
  useEffect(() => {
    // Also when the chosen one went out of the list meanwhile: what is shown is what is sent.
    if (first !== undefined && !there) onChange(first.ambulanceId, first.crew);
  }, [there, first, onChange]);
  const choose = (ambulanceId: string) =>
    onChange(ambulanceId, ready.find((one) => one.ambulanceId === ambulanceId)?.crew ?? null);
  return (
    <Shown asked={asked}>
      {() =>
        ready.length === 0 ? (
          <Text size="sm">{t('shifting.noAmbulance')}</Text>
        ) : (
          <NativeSelect
            label={t('shifting.ambulance')}
            required
            value={value}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
            data={ready.map(({ ambulanceId, callSign, kind, crew }) => ({
              value: ambulanceId,
              label: [callSign, t(`registry.vehicle.${kind}`), crew].filter(Boolean).join(' · '),
            }))}
          />
        )
      }
    </Shown>
  );
}
