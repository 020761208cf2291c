import type { Answered } from '@kshem/contract/endpoint.ts';
import * as episodes from '@kshem/contract/episodes.ts';
import { type Door, mount } from '../http/mount.ts';
import { findSamePeople } from '../people/find-same-people.ts';
import { closeEpisode } from './close-episode.ts';
import { enrolKnownPerson } from './enrol-known-person.ts';
import { enrolPerson } from './enrol-person.ts';
import { listMayEnd } from './list-may-end.ts';
import { optOut } from './opt-out.ts';
import { pauseEpisode } from './pause-episode.ts';
import { resumeEpisode } from './resume-episode.ts';
import { tellDeath } from './tell-death.ts';
import { askUndoDeath, confirmUndoDeath, readUndoDeath } from './undo-death.ts';

export function episodeRoutes(door: Door): void {
  const { deps } = door;
  mount(door, episodes.findSamePeople, async ({ actor, body }) => {
    const people = await findSamePeople(deps, actor, body);
    const items = people.map(({ found: { verdict, score, evidence }, ...person }) => ({ ...person, verdict, score, evidence }));
    // Nobody different is among them; the answer's schema checks it.
    return { items } as Answered<typeof episodes.findSamePeople>;
  });
  mount(door, episodes.enrolPerson, ({ actor, body }) => enrolPerson(deps, actor, body));
  mount(door, episodes.enrolKnownPerson, ({ actor, params, body }) => enrolKnownPerson(deps, actor, { ...params, ...body }));
  mount(door, episodes.closeEpisode, ({ actor, params, body }) => closeEpisode(deps, actor, { ...params, ...body }));
  mount(door, episodes.listMayEnd, async ({ actor, query }) => {
    // Levels are texts in the database; the answer's schema checks them.
    return (await listMayEnd(deps, actor, query)) as Answered<typeof episodes.listMayEnd>;
  });
  mount(door, episodes.pauseEpisode, ({ actor, params, body }) => pauseEpisode(deps, actor, { ...params, ...body }));
  mount(door, episodes.resumeEpisode, ({ actor, params }) => resumeEpisode(deps, actor, params));
  mount(door, episodes.tellDeath, ({ actor, params }) => tellDeath(deps, actor, params));
  mount(door, episodes.askUndoDeath, ({ actor, params, body }) => askUndoDeath(deps, actor, { ...params, ...body }));
  mount(door, episodes.readUndoDeath, ({ actor, params }) => readUndoDeath(deps, actor, params));
  mount(door, episodes.confirmUndoDeath, ({ actor, params }) => confirmUndoDeath(deps, actor, params));
  mount(door, episodes.optOut, ({ actor, params }) => optOut(deps, actor, params));
}
