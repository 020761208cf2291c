import type { Answered } from '@kshem/contract/endpoint.ts';
import * as history from '@kshem/contract/history.ts';
import * as merges from '@kshem/contract/merges.ts';
import * as people from '@kshem/contract/people.ts';
import { type Door, mount } from '../http/mount.ts';
import { changeNumber } from './change-number.ts';
import { keepApart } from './keep-apart.ts';
import { listMergeProposals } from './list-merge-proposals.ts';
import { mergePeople } from './merge-people.ts';
import { personCard } from './person-card.ts';
import { readHistory } from './read-history.ts';
import { revealNumber } from './reveal-number.ts';
import { searchPeople } from './search-people.ts';

export function peopleRoutes(door: Door): void {
  const { deps } = door;
  mount(door, people.searchPeople, ({ actor, body }) => searchPeople(deps, actor, body));
  mount(door, people.readPersonCard, ({ actor, params }) => personCard(deps, actor, params));
  mount(door, history.readHistory, async ({ actor, params, query }) => {
    // Levels are texts in the database; the answer's schema checks them.
    return (await readHistory(deps, actor, { ...params, ...query })) as Answered<typeof history.readHistory>;
  });
  mount(door, people.revealNumber, ({ actor, params, body }) => revealNumber(deps, actor, { ...params, ...body }));
  mount(door, people.changeNumber, ({ actor, params, body }) => changeNumber(deps, actor, { ...params, ...body }));
  mergeRoutes(door);
}

function mergeRoutes(door: Door): void {
  const { deps } = door;
  mount(door, merges.listMergeProposals, async ({ actor, query }) => {
    // Levels are texts in the database; the answer's schema checks them.
    return (await listMergeProposals(deps, actor, query)) as Answered<typeof merges.listMergeProposals>;
  });
  mount(door, merges.mergePeople, ({ actor, params, body }) => mergePeople(deps, actor, { ...params, ...body }));
  mount(door, merges.keepApart, ({ actor, params }) => keepApart(deps, actor, params));
}
