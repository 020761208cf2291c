import * as consultations from '@kshem/contract/consultations.ts';
import { type Door, mount } from '../http/mount.ts';
import { listHandOvers } from './list-hand-overs.ts';
import { listDuty, setDuty } from './set-duty.ts';
import { takeHandOver } from './take-hand-over.ts';
import { writeHandOver } from './write-hand-over.ts';

export function handOverRoutes(door: Door): void {
  const { deps } = door;
  mount(door, consultations.listHandOvers, ({ actor }) => listHandOvers(deps, actor));
  mount(door, consultations.writeHandOver, ({ actor, body }) => writeHandOver(deps, actor, body));
  mount(door, consultations.takeHandOver, ({ actor, params }) => takeHandOver(deps, actor, params));
  mount(door, consultations.setDuty, ({ actor, body }) => setDuty(deps, actor, body));
  mount(door, consultations.listDuty, ({ actor }) => listDuty(deps, actor));
}
