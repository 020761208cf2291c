import type { Answered } from '@kshem/contract/endpoint.ts';
import * as registry from '@kshem/contract/registry.ts';
import { type Door, mount } from '../http/mount.ts';
import { listAmbulances, listFacilities } from './list-facilities.ts';
import { readOwnFacilities, receiveTransfer } from './own-facilities.ts';
import { reportBeds, reportPlaces } from './report-beds.ts';
import { saveAmbulance, saveFacility } from './save-facility.ts';

export function registryRoutes(door: Door): void {
  const { deps } = door;
  mount(door, registry.listFacilities, ({ actor, query }) => listFacilities(deps, actor, query));
  mount(door, registry.saveFacility, ({ actor, params, body }) => saveFacility(deps, actor, { ...params, ...body }));
  mount(door, registry.reportBeds, ({ actor, params, body }) => reportBeds(deps, actor, { ...params, ...body }));
  mount(door, registry.reportPlaces, ({ actor, params, body }) => reportPlaces(deps, actor, { ...params, ...body }));
  mount(door, registry.readOwnFacilities, async ({ actor }) => {
    // Those on their way hold a bed; the answer's schema checks it.
    return (await readOwnFacilities(deps, actor)) as Answered<typeof registry.readOwnFacilities>;
  });
  mount(door, registry.receiveTransfer, ({ actor, params, body }) => receiveTransfer(deps, actor, { ...params, ...body }));
  mount(door, registry.listAmbulances, ({ actor }) => listAmbulances(deps, actor));
  mount(door, registry.saveAmbulance, ({ actor, params, body }) => saveAmbulance(deps, actor, { ...params, ...body }));
}
