import * as programmes from '@kshem/contract/programmes.ts';
import { type Door, mount } from '../http/mount.ts';
import { assignVersion } from './assign-version.ts';
import { compareVersions } from './compare-versions.ts';
import { dryRunProtocol } from './dry-run-protocol.ts';
import { listProgrammes, readProtocol } from './read-programmes.ts';

export function programmeRoutes(door: Door): void {
  const { deps } = door;
  mount(door, programmes.listProgrammes, async ({ actor }) => ({ items: await listProgrammes(deps, actor) }));
  mount(door, programmes.readProtocol, ({ actor, params }) => readProtocol(deps, actor, params));
  mount(door, programmes.assignVersion, ({ actor, params, body }) => assignVersion(deps, actor, { ...params, ...body }));
  mount(door, programmes.dryRunVersion, ({ actor, params, body }) => dryRunProtocol(deps, actor, { ...params, ...body }));
  mount(door, programmes.compareVersions, ({ params, query }) => compareVersions(deps, { ...params, ...query }));
}
