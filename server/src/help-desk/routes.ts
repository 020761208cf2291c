import type { Answered } from '@kshem/contract/endpoint.ts';
import * as desk from '@kshem/contract/help-desk.ts';
import { type Door, mount } from '../http/mount.ts';
import { findSamePeople } from '../people/find-same-people.ts';
import { listCategories, saveCategory } from './categories.ts';
import { findOfficers } from './find-officers.ts';
import { openVisit, readSlip } from './open-visit.ts';
import { readBeneficiary } from './read-beneficiary.ts';
import { readHelped } from './read-helped.ts';
import { recordOutcome } from './record-outcome.ts';
import { registerBeneficiary, setBeneficiary } from './register-beneficiary.ts';

export function helpDeskRoutes(door: Door): void {
  const { deps } = door;
  mount(door, desk.listCategories, async ({ actor }) => ({ items: await listCategories(deps, actor) }));
  mount(door, desk.saveCategory, ({ actor, params, body }) => saveCategory(deps, actor, { ...params, ...body }));
  mount(door, desk.findOfficers, async ({ actor, body }) => ({
    items: await findOfficers(deps, actor, body.text),
  }));
  mount(door, desk.findSameBeneficiaries, async ({ actor, body }) => {
    const same = await findSamePeople(deps, actor, body);
    const items = same.map(({ found: { verdict, score, evidence }, ...one }) => ({ ...one, verdict, score, evidence }));
    // Nobody different is among them; the answer's schema checks it.
    return { items } as Answered<typeof desk.findSameBeneficiaries>;
  });
  mount(door, desk.registerBeneficiary, ({ actor, body }) => registerBeneficiary(deps, actor, body));
  mount(door, desk.setBeneficiary, ({ actor, params, body }) => setBeneficiary(deps, actor, { ...params, ...body }));
  mount(door, desk.readBeneficiary, ({ actor, params }) => readBeneficiary(deps, actor, params.personId));
  mount(door, desk.openVisit, ({ actor, body }) => openVisit(deps, actor, body));
  mount(door, desk.readSlip, ({ actor, params }) => readSlip(deps, actor, params.visitId));
  mount(door, desk.recordOutcome, ({ actor, params, body }) => recordOutcome(deps, actor, { ...params, ...body }));
  mount(door, desk.readHelped, ({ actor, query }) => readHelped(deps, actor, query));
}
