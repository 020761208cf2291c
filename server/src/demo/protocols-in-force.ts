import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import type { DemoPerson } from '../../../demo/people.ts';
import type { Deps } from '../deps.ts';
import { listPublished } from './queries.ts';

const programmes: readonly DemoPerson['programme'][] = ['covid-home-isolation', 'heat-elderly'];

/**
 * The version that each programme of the demonstration runs on: the last one in force on a day, or the first where the day is before
 * all of them (the invented district has its heat wave in any year).
 */
export async function protocolsInForce(
  deps: Pick<Deps, 'system' | 'protocols'>,
  on: LocalDate,
): Promise<ReadonlyMap<string, CompiledProtocol>> {
  const published = await listPublished(deps.system);
  const found = new Map<string, CompiledProtocol>();
  for (const programme of programmes) {
    const versions = published.filter(({ programmeId }) => programmeId === programme);
    const version = versions.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? versions[0];
    if (version === undefined) throw new Error(`The programme ${programme} of the demonstration has no published version`);
    found.set(programme, await deps.protocols.get(programme, version.version));
  }
  return found;
}
