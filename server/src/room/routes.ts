import * as room from '@kshem/contract/room.ts';
import { keptBriefly } from '../boards/kept-briefly.ts';
import { type Door, mount } from '../http/mount.ts';
import { listAreaShapes } from './list-area-shapes.ts';
import { endPause, readPause, startPause } from './pause.ts';
import { readRoom } from './read-room.ts';

export function roomRoutes(door: Door): void {
  const { deps } = door;
  const kept = keptBriefly();
  mount(door, room.readRoom, ({ actor, query }) => kept(actor, ['room', query], () => readRoom(deps, actor, query)));
  mount(door, room.startPause, ({ actor, body }) => startPause(deps, actor, body));
  mount(door, room.endPause, ({ actor }) => endPause(deps, actor));
  mount(door, room.readPause, ({ actor }) => readPause(deps, actor));
  mount(door, room.listAreaShapes, async ({ actor }) => ({ items: await listAreaShapes(deps, actor) }));
}
