import { loadProgrammes } from '../../../protocols/load.ts';
import type { Deps } from '../deps.ts';
import { publishProtocol } from './publish-protocol.ts';
import { listVersions } from './queries.ts';

/** Publishes every shipped version that is not published yet; what is there already is left as it is. @returns how many were new. */
export async function publishShipped(deps: Deps): Promise<number> {
  const there = new Set((await listVersions(deps.system)).map(({ programmeId, version }) => `${programmeId}/${version}`));
  let fresh = 0;
  for (const { programme, protocols } of loadProgrammes()) {
    for (const protocol of protocols) {
      if (there.has(`${protocol.programme}/${protocol.version}`)) continue;
      const { isNew } = await publishProtocol(deps, { protocol, title: programme.title });
      if (isNew) fresh++;
    }
  }
  return fresh;
}
