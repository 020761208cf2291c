import { countTransfers, listTransfers } from '@kshem/contract/transfers.ts';
import { Button, Group } from '@mantine/core';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { LateRing } from './late-ring.tsx';
import classes from './shifting.module.css';
import type { ShiftingSearch } from './shifting-search.ts';
import { TransferCard } from './transfer-card.tsx';

const views = ['on-the-way', 'in-hospital'] as const;

/** Everybody who is brought from home to a bed, late steps first, and those who lie in one. */
export function ShiftingPage() {
  const { t, number } = useWords();
  const { search, change } = useFilters<ShiftingSearch>();
  const show = search.show ?? 'on-the-way';
  const counts = useAsk(countTransfers);
  const asked = useAsk(listTransfers, { query: { show } }, { refetchInterval: 60_000, keepBefore: true });
  const count = { 'on-the-way': counts.data?.onTheWay ?? 0, 'in-hospital': counts.data?.inHospital ?? 0 };
  return (
    <Page title={t('shifting.title')}>
      <LateRing />
      <Group gap="xs" mb="sm" role="group" aria-label={t('shifting.view')}>
        {views.map((view) => (
          <Button
            key={view}
            size="compact-md"
            variant={view === show ? 'filled' : 'default'}
            aria-pressed={view === show}
            onClick={() => change({ show: view === 'on-the-way' ? undefined : view })}
          >
            {t(`shifting.show.${view}`, { number: number(count[view]) })}
          </Button>
        ))}
      </Group>
      <Shown asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t(`shifting.none.${show}`)} />
          ) : (
            <ul className={classes.cards}>
              {items.map((transfer) => (
                <li key={transfer.transferId}>
                  <TransferCard transfer={transfer} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  );
}
