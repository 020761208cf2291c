import type { Answered } from '@kshem/contract/endpoint.ts';
import * as reports from '@kshem/contract/reports.ts';
import { keptBriefly } from '../boards/kept-briefly.ts';
import { narrowScope } from '../boards/narrow-scope.ts';
import { readBoard } from '../boards/read-board.ts';
import { type Door, mount } from '../http/mount.ts';
import { closeDay } from './close-day.ts';
import { ledger } from './ledger.ts';
import { listClosedDays, readClosedDay } from './list-closed-days.ts';
import { readCloseOutlook } from './read-close-outlook.ts';

export function reportRoutes(door: Door): void {
  const { deps } = door;
  mount(door, reports.closeDay, ({ actor, params, body }) => closeDay(deps, actor, { ...params, ...body }));
  mount(door, reports.readLedger, async ({ actor, params, query }) => {
    // Totals and levels were frozen as JSON and text; the answer's schema checks them.
    const { rows, ...page } = await ledger(deps, actor, { ...params, ...query });
    return { ...page, items: rows } as Answered<typeof reports.readLedger>;
  });
  mount(door, reports.listClosedDays, async ({ actor, query }) => {
    return (await listClosedDays(deps, actor, query)) as Answered<typeof reports.listClosedDays>;
  });
  mount(door, reports.readClosedDay, async ({ actor, params, query }) => {
    return (await readClosedDay(deps, actor, { ...params, ...query })) as Answered<typeof reports.readClosedDay>;
  });
  mount(door, reports.readCloseOutlook, ({ actor, params, query }) => readCloseOutlook(deps, actor, { ...params, ...query }));
  const kept = keptBriefly();
  mount(door, reports.readBoard, ({ actor, query }) =>
    kept(actor, query, async () => readBoard(deps, await narrowScope(deps, actor, query.areaId), query)),
  );
}
