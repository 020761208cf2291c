import type { Answered } from '@kshem/contract/endpoint.ts';
import * as reports from '@kshem/contract/reports.ts';
import { readBoard } from '../boards/read-board.ts';
import { type Door, mount } from '../http/mount.ts';
import { closeDay } from './close-day.ts';
import { ledger } from './ledger.ts';

export function reportRoutes(door: Door): void {
  const { deps } = door;
  mount(door, reports.closeDay, ({ actor, params, body }) => closeDay(deps, actor, { ...params, ...body }));
  mount(door, reports.readLedger, async ({ actor, params, query }) => {
    // Totals and levels were frozen as JSON and text; the answer's schema checks them.
    return (await ledger(deps, actor, { ...params, ...query })) as Answered<typeof reports.readLedger>;
  });
  mount(door, reports.readBoard, ({ actor, query }) => readBoard(deps, actor, query));
}
