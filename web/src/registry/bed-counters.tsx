import { type BedKind, bedKindText } from '@kshem/domain/registry/bed-kinds.ts';
import { Button, Text, TextInput } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import type { Facility } from './houses.tsx';
import classes from './registry.module.css';

/** How many beds of each kind are free, by two large buttons and a number; never more than there are. */
export function BedCounters({
  beds,
  free,
  onChange,
}: {
  beds: Facility['beds'];
  free: Readonly<Partial<Record<BedKind, number>>>;
  onChange: (kind: BedKind, free: number) => void;
}) {
  const { t, say, number } = useWords();
  return (
    <div className={classes.counters}>
      {beds.map(({ kind, total, held }) => {
        const now = free[kind] ?? 0;
        const set = (value: number) => onChange(kind, Math.max(0, Math.min(total, value)));
        return (
          <div key={kind}>
            <div className={classes.counter}>
              <div>
                <Text fw={600}>{say(bedKindText[kind])}</Text>
                <Text size="xs">{t('beds.ofTotal', { total: number(total) })}</Text>
              </div>
              <Button
                variant="default"
                className={classes.step}
                disabled={now === 0}
                aria-label={t('beds.less', { kind: say(bedKindText[kind]) })}
                onClick={() => set(now - 1)}
              >
                −
              </Button>
              <TextInput
                inputMode="numeric"
                aria-label={t('beds.freeOf', { kind: say(bedKindText[kind]) })}
                value={String(now)}
                onFocus={({ currentTarget }) => currentTarget.select()}
                onChange={({ currentTarget }) => set(Number(currentTarget.value.replace(/\D/g, '')) || 0)}
              />
              <Button
                variant="default"
                className={classes.step}
                disabled={now >= total}
                aria-label={t('beds.more', { kind: say(bedKindText[kind]) })}
                onClick={() => set(now + 1)}
              >
                +
              </Button>
            </div>
            {held > 0 && <Text size="xs">{t('beds.heldFor', { number: number(held) })}</Text>}
          </div>
        );
      })}
    </div>
  );
}
