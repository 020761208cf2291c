import { countDeliveries, listDeliveries } from '@kshem/contract/needs.ts';
import { Alert, NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { newUuid } from '../api/new-uuid.ts';
import { refresh } from '../api/refresh.ts';
import { useWords } from '../i18n/use-words.ts';
import { useOnline } from '../offline/network.ts';
import { sendSurely, useOutbox } from '../offline/outbox.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { useTell } from '../ui/use-tell.ts';
import { DeliverDialog } from './deliver-dialog.tsx';
import classes from './deliveries.module.css';
import type { DeliveriesSearch } from './deliveries-search.ts';
import { FailDialog } from './fail-dialog.tsx';
import { type Act, afterAct, type Delivery, roundOf } from './round.ts';
import { StopCard } from './stop-card.tsx';
import { useKeptAnswer } from './use-kept-answer.ts';

type Opened = { readonly dialog: 'deliver' | 'fail'; readonly delivery: Delivery };

/** The field team's page, for one thumb: what one has taken, door by door, and what nobody has taken yet. Works on without a network. */
export function DeliveriesPage() {
  const { t, number, say } = useWords();
  const tell = useTell();
  const online = useOnline();
  const { needs: waiting } = useOutbox();
  const { search, change: filter } = useFilters<DeliveriesSearch>();
  const counts = useKeptAnswer(countDeliveries, {});
  const wards = counts.asked.data?.wards ?? [];
  const areaId = search.areaId ?? wards[0]?.areaId;
  const mine = useKeptAnswer(listDeliveries, { query: { held: 'me' } });
  const free = useKeptAnswer(
    listDeliveries,
    { query: { held: 'nobody', ...(areaId !== undefined && { areaId }) } },
    { enabled: areaId !== undefined },
  );
  const [opened, setOpened] = useState<Opened | null>(null);
  const lists = { mine: mine.asked.data?.items ?? [], free: free.asked.data?.items ?? [] };
  const showsFree = search.show === 'free';

  const done = (...acts: readonly Act[]) => {
    const before = { mine: mine.now()?.items ?? [], free: free.now()?.items ?? [] };
    const after = acts.reduce(afterAct, before);
    if (after.mine !== before.mine) mine.change({ items: after.mine });
    if (after.free !== before.free) free.change({ items: after.free });
  };

  /** Everything at one door at once. What another team has meanwhile is told, and the rest is taken. */
  const take = async (deliveries: readonly Delivery[]) => {
    const taken = await Promise.all(
      deliveries.map((delivery) =>
        sendSurely('takeNeed', { params: { needId: delivery.needId }, body: { eventId: newUuid() } }).then(
          ({ kind }) => ({ delivery, kind }),
          (error: unknown) => {
            tell.refusal(error);
            return null;
          },
        ),
      ),
    );
    const got = taken.filter((one) => one !== null);
    done(...got.map(({ delivery }) => ({ kind: 'taken', delivery }) as const));
    if (got.length > 0) tell.done(t(got.some(({ kind }) => kind === 'waits') ? 'deliveries.keptForSending' : 'deliveries.taken'));
    refresh(['needs']);
  };

  const shown = (showsFree ? lists.free : lists.mine).filter(({ needId }) => waiting.get(needId) !== 'deliverNeed');
  const ofWard = areaId === undefined ? counts.asked : free.asked;
  const asked = showsFree ? ofWard : mine.asked;
  /** A ward whose last one was taken is not among them any more. */
  const inList = wards.some((ward) => ward.areaId === areaId);
  return (
    <Page title={t('place.deliveries')}>
      <div className={classes.tabs}>
        <Tab word={t('deliveries.mine')} count={lists.mine.length} on={!showsFree} onPick={() => filter({ show: undefined })} />
        <Tab
          word={t('deliveries.toTake')}
          count={wards.reduce((sum, ward) => sum + ward.waiting, 0)}
          on={showsFree}
          onPick={() => filter({ show: 'free' })}
        />
      </div>
      {!online && (
        <Alert color="orange" variant="light" mb="sm">
          {t('deliveries.offline')}
        </Alert>
      )}
      {showsFree && wards.length > 0 && (
        <NativeSelect
          size="md"
          mb="sm"
          label={t('deliveries.ward')}
          value={inList ? String(areaId) : ''}
          onChange={({ currentTarget }) => filter({ areaId: Number(currentTarget.value) })}
          data={[
            ...(inList ? [] : [{ value: '', label: t('ui.choose') }]),
            ...wards.map((ward) => ({
              value: String(ward.areaId),
              label: t(ward.overdue > 0 ? 'deliveries.wardLate' : 'deliveries.wardCount', {
                ward: say(ward.area),
                number: number(ward.waiting),
                late: number(ward.overdue),
              }),
            })),
          ]}
        />
      )}
      <Shown<unknown> asked={asked}>{() => (shown.length === 0 ? <Nothing free={showsFree} /> : round(shown))}</Shown>
      {opened?.dialog === 'deliver' && <DeliverDialog delivery={opened.delivery} onDone={done} onClose={() => setOpened(null)} />}
      {opened?.dialog === 'fail' && <FailDialog delivery={opened.delivery} onDone={done} onClose={() => setOpened(null)} />}
    </Page>
  );

  function round(deliveries: readonly Delivery[]) {
    return roundOf(deliveries).map((ward) => (
      <section key={ward.areaId} aria-label={say(ward.area)}>
        <h2 className={classes.ward}>{say(ward.area)}</h2>
        {ward.stops.map((stop) => (
          <StopCard
            key={stop.householdId}
            stop={stop}
            free={showsFree}
            waiting={waiting}
            onTake={() => void take(stop.deliveries)}
            onDeliver={(delivery) => setOpened({ dialog: 'deliver', delivery })}
            onFail={(delivery) => setOpened({ dialog: 'fail', delivery })}
          />
        ))}
      </section>
    ));
  }
}

function Tab({ word, count, on, onPick }: { word: string; count: number; on: boolean; onPick: () => void }) {
  const { number } = useWords();
  return (
    <UnstyledButton className={classes.tab} aria-pressed={on} onClick={onPick}>
      {word} <b className="figures">{number(count)}</b>
    </UnstyledButton>
  );
}

function Nothing({ free }: { free: boolean }) {
  const { t } = useWords();
  return (
    <Empty title={t(free ? 'deliveries.noneFree' : 'deliveries.noneMine')}>
      {!free && <Text>{t('deliveries.takeSome')}</Text>}
    </Empty>
  );
}
