import * as transfers from '@kshem/contract/transfers.ts';
import { type Door, mount } from '../http/mount.ts';
import { countTransfers, listTransfers, readTransfer } from './list-transfers.ts';
import { moveTransfer, tellFamily } from './move-transfer.ts';
import { requestTransfer } from './open-transfer.ts';

export function transferRoutes(door: Door): void {
  const { deps } = door;
  mount(door, transfers.listTransfers, ({ actor, query }) => listTransfers(deps, actor, query));
  mount(door, transfers.countTransfers, ({ actor }) => countTransfers(deps, actor));
  mount(door, transfers.readTransfer, ({ actor, params }) => readTransfer(deps, actor, params));
  mount(door, transfers.requestTransfer, ({ actor, body }) => requestTransfer(deps, actor, body));
  mount(door, transfers.moveTransfer, ({ actor, params, body }) => moveTransfer(deps, actor, { ...params, ...body }));
  mount(door, transfers.tellFamily, ({ actor, params }) => tellFamily(deps, actor, params));
}
