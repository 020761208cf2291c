import { listProgrammes } from '@kshem/contract/programmes.ts';
import { Button, Group } from '@mantine/core';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { AreaFilter } from '../ui/area-filter.tsx';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { useFilters } from '../ui/use-filters.ts';
import classes from './board.module.css';
import type { BoardSearch } from './board-search.ts';
import { CallersTable } from './callers-table.tsx';
import { DayCurve } from './day-curve.tsx';
import { Figures } from './figures.tsx';
import { ForecastLine } from './forecast-line.tsx';
import { TruthLine } from './truth-line.tsx';
import { type Line, type Room, sumOf, useBoard } from './use-board.ts';
import { WaitingTable } from './waiting-table.tsx';
import { WardMap } from './ward-map.tsx';
import { WardTable } from './ward-table.tsx';

/** The day as it stands: for whoever runs the room, for officers, and for the television on the wall. */
export function BoardPage() {
  const { t } = useWords();
  const { search, change } = useFilters<BoardSearch>();
  const { wards, room } = useBoard(search);
  const wall = search.wall === true;
  return (
    <Page title={t('board.title')} actions={<Actions search={search} change={change} />}>
      <Shown asked={wards}>
        {({ lines }) => <Shown asked={room}>{(now) => <Board lines={lines} room={now} wall={wall} />}</Shown>}
      </Shown>
    </Page>
  );
}

function Actions({ search, change }: { search: BoardSearch; change: (part: BoardSearch) => void }) {
  const { t, say } = useWords();
  const programmes = useAsk(listProgrammes, undefined, { staleTime: 5 * 60_000 });
  if (search.wall) {
    const leave = () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      change({ wall: undefined });
    };
    return (
      <Button size="compact-sm" variant="default" onClick={leave}>
        {t('board.leaveWall')}
      </Button>
    );
  }
  const wall = () => {
    change({ wall: true });
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
  };
  return (
    <Group align="end" gap="xs">
      <FilterSelect
        label={t('board.programme')}
        value={search.programmeId}
        choices={(programmes.data?.items ?? []).map(({ programmeId, title }) => ({ value: programmeId, label: say(title) }))}
        onChange={(programmeId) => change({ programmeId })}
      />
      <AreaFilter value={search.areaId} onChange={(areaId) => change({ areaId })} />
      <Button size="xs" variant="default" onClick={wall}>
        {t('board.wall')}
      </Button>
    </Group>
  );
}

function Board({ lines, room, wall }: { lines: readonly Line[]; room: Room; wall: boolean }) {
  const sum = sumOf(lines);
  return (
    <div className={classes.board} data-wall={wall || undefined}>
      <TruthLine readAt={room.readAt} calling={room.calling} />
      <Figures sum={sum} room={room} />
      <ForecastLine forecast={room.forecast} due={sum.due} calling={room.calling} />
      <div className={classes.halves}>
        <DayCurve curve={room.curve} due={sum.due} />
        <WardMap lines={lines} />
      </div>
      <div className={classes.halves}>
        <CallersTable callers={room.callers} wall={wall} />
        <WaitingTable room={room} wall={wall} />
      </div>
      {!wall && <WardTable lines={lines} />}
    </div>
  );
}
