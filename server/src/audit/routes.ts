import * as audit from '@kshem/contract/audit.ts';
import { type Door, mount } from '../http/mount.ts';
import { whatDid, whoSaw } from './read-trail.ts';

export function auditRoutes(door: Door): void {
  const { deps } = door;
  mount(door, audit.whoSaw, ({ actor, params, query }) => whoSaw(deps, actor, { ...params, ...query }));
  mount(door, audit.whatDid, ({ actor, params, query }) => whatDid(deps, actor, { ...params, ...query }));
}
