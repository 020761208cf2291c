import * as settings from '@kshem/contract/settings.ts';
import { type Door, mount } from '../http/mount.ts';
import { addArea, renameArea } from './change-areas.ts';
import { readSettings, setCallingHours, setSecondFactorRoles } from './change-settings.ts';
import { countPeopleByArea } from './count-people-by-area.ts';

export function settingsRoutes(door: Door): void {
  const { deps } = door;
  mount(door, settings.readSettings, ({ actor }) => readSettings(deps, actor));
  mount(door, settings.setSecondFactorRoles, ({ actor, body }) => setSecondFactorRoles(deps, actor, body));
  mount(door, settings.setCallingHours, ({ actor, body }) => setCallingHours(deps, actor, body));
  mount(door, settings.addArea, ({ actor, body }) => addArea(deps, actor, body));
  mount(door, settings.renameArea, ({ actor, params, body }) => renameArea(deps, actor, { ...params, ...body }));
  mount(door, settings.countPeopleByArea, ({ actor }) => countPeopleByArea(deps, actor));
}
