import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from './known-kind.ts';
import { countOpen } from './list-queries.ts';

/** How many needs of the actor's areas wait, by owner and kind: the first look at what was raised, whoever it belongs to. */
export async function countNeeds(deps: Deps, actor: Actor, { areaId }: { areaId?: number | undefined }) {
  const { districtId, areas } = actor;
  const rows = await countOpen(deps.system, { districtId, areas, areaId, now: deps.now() });
  return Promise.all(
    rows.map(async ({ programmeId, version, ...counted }) => ({
      ...counted,
      title: await titleOf(deps, { programmeId, version, kind: counted.kind }),
    })),
  );
}
