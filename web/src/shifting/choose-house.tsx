import { listFacilities } from '@kshem/contract/registry.ts';
import { NativeSelect, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Shown } from '../ui/states.tsx';
import type { Transfer } from './transfer-card.tsx';

/** Houses with an open bed of the kind, most of them first, each with when that was last true. */
export function ChooseHouse({
  transfer: { bedKind, facilityId },
  value,
  onChange,
}: {
  transfer: Transfer;
  value: string;
  onChange: (facilityId: string) => void;
}) {
  const { t, say, number, dateTime } = useWords();
  const asked = useAsk(listFacilities, { query: { bed: bedKind, limit: 100 } });
  const houses = (asked.data?.items ?? []).filter((house) => house.facilityId !== facilityId);
  const first = houses[0]?.facilityId;
  const there = houses.some((house) => house.facilityId === value);
  useEffect(() => {
    // Also when the chosen one went out of the list meanwhile: what is shown is what is sent.
    if (first !== undefined && !there) onChange(first);
  }, [there, first, onChange]);
  return (
    <Shown asked={asked}>
      {() =>
        houses.length === 0 ? (
          <Text size="sm">{t('shifting.noHouse')}</Text>
        ) : (
          <NativeSelect
            label={t('shifting.which')}
            required
            value={value}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
            data={houses.map((house) => {
              const bed = house.beds.find(({ kind }) => kind === bedKind);
              const words = {
                name: say(house.name),
                open: number(bed?.open ?? 0),
                told: bed?.trueAt ? dateTime(bed.trueAt) : t('registry.never'),
              };
              return {
                value: house.facilityId,
                label: bed?.stale ? t('shifting.houseStale', words) : t('shifting.houseOpen', words),
              };
            })}
          />
        )
      }
    </Shown>
  );
}
