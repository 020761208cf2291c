import * as members from '@kshem/contract/members.ts';
import { type Door, mount } from '../http/mount.ts';
import { listMembers } from './list-members.ts';

export function memberRoutes(door: Door): void {
  const { deps } = door;
  mount(door, members.listMembers, async ({ actor, query }) => ({ items: await listMembers(deps, actor, query) }));
}
