import { exportNeeds } from '@kshem/contract/exports.ts';
import { countNeeds, listNeeds } from '@kshem/contract/needs.ts';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { given } from '../api/given.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { usePages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Page } from '../ui/page.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { Empty } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { MoveDialog } from './move-dialog.tsx';
import { type Move, movesOfAll } from './moves.ts';
import { NeedDialog } from './need-dialog.tsx';
import classes from './needs.module.css';
import { NeedsFilters } from './needs-filters.tsx';
import type { NeedsSearch } from './needs-search.ts';
import { UnitTabs } from './unit-tabs.tsx';
import { type Need, useNeedColumns } from './use-need-columns.tsx';

/** What people lack, whoever it belongs to: found, given to somebody, and followed until the person says that it came. */
export function NeedsPage() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const { search, filtered, change, clear } = useFilters<NeedsSearch>();
  const { unit, assigned, closed, ...same } = search;
  const counts = useAsk(countNeeds, { query: given({ areaId: search.areaId }) }, { keepBefore: true });
  const query = given({
    ...same,
    ownerUnit: unit,
    state: closed === 'yes' ? ('closed' as const) : undefined,
    assignedTo: assigned === 'me' ? me.id : assigned,
  });
  const list = usePages(listNeeds, { query });
  const [opened, setOpened] = useState<Need | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const phone = useNarrow();
  const columns = useNeedColumns({ onOpen: setOpened, phone });
  // What a filter or somebody else has taken off the list is not moved unseen.
  const picked = list.items.filter(({ needId }) => chosen.has(needId));
  return (
    <Page title={t('place.needs')} actions={<ExportButton endpoint={exportNeeds} query={query} />}>
      <UnitTabs counts={counts.data?.items ?? []} unit={unit} onUnit={(one) => change({ unit: one, kind: undefined })} />
      <NeedsFilters search={search} counts={counts.data?.items ?? []} onChange={change} />
      <PagedTable
        label={t('place.needs')}
        list={list}
        columns={columns}
        keyOf={({ needId }) => needId}
        height={phone ? 'calc(100dvh - 12.5rem)' : 'calc(100dvh - 18rem)'}
        {...(may('need.update') && { selected: chosen, onSelect: setChosen })}
        empty={
          <Empty title={filtered ? t('needs.noneFiltered') : t('needs.none')}>
            {filtered && (
              <Button variant="default" size="compact-md" onClick={clear}>
                {t('ui.clearFilters')}
              </Button>
            )}
          </Empty>
        }
      />
      {picked.length > 0 && <Bulk needs={picked} onDone={setChosen} />}
      {opened && <NeedDialog needId={opened.needId} onClose={() => setOpened(null)} />}
    </Page>
  );
}

/** What is done with all that are ticked. Those that were refused stay ticked. */
function Bulk({ needs, onDone }: { needs: readonly Need[]; onDone: (chosen: ReadonlySet<string>) => void }) {
  const { t, number } = useWords();
  const [started, setStarted] = useState<{ move: Move; needs: readonly Need[] } | null>(null);
  const may = useMay();
  const moves = movesOfAll(
    needs.map(({ status }) => status),
    may,
  );
  return (
    <fieldset className={classes.bulk} aria-label={t('needs.bulk')}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t('needs.chosen', { count: needs.length, number: number(needs.length) })}
        </Text>
        {moves.map((move) => (
          <Button key={move} size="compact-md" variant="default" onClick={() => setStarted({ move, needs })}>
            {t(`needs.moves.${move}`)}
          </Button>
        ))}
        <Button size="compact-md" variant="subtle" onClick={() => onDone(new Set())}>
          {t('needs.unchoose')}
        </Button>
      </Group>
      {started && (
        <MoveDialog
          {...started}
          onMoved={(ids) => onDone(new Set(started.needs.map(({ needId }) => needId).filter((id) => !ids.includes(id))))}
          onClose={() => setStarted(null)}
        />
      )}
    </fieldset>
  );
}
