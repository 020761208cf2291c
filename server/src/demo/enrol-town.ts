import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { addDays, type LocalDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { demoDistrict } from '../../../demo/district.ts';
import type { DemoPerson } from '../../../demo/people.ts';
import { demoStaff } from '../../../demo/staff.ts';
import { openEpisodes, storyDays } from '../../../demo/story.ts';
import { analyse } from '../db/analyse.ts';
import type { Deps } from '../deps.ts';
import { isHighRisk } from '../episodes/is-high-risk.ts';
import { publishShipped } from '../programmes/publish-shipped.ts';
import { type Cast, castOf } from './cast.ts';
import { addDistrict, addStaff } from './district-rows.ts';
import { playHistory } from './history/play-history.ts';
import { startPast } from './history/start-past.ts';
import { addPeople } from './people-rows.ts';
import { protocolsInForce } from './protocols-in-force.ts';
import { writeRows } from './queries.ts';
import { noRows } from './rows.ts';
import { seededIds } from './seeded-ids.ts';

/** Enrolments are spread over so many days, of which the last few were called. */
export const spreadDays = 9;
const daysCalled = 2;

/**
 * Fills an empty database with the demo district grown to any size, as it stands on the morning of a day: people enrolled over the past
 * days, those of earlier days called already. Nobody of it can sign in.
 */
export async function enrolTown(
  deps: Deps,
  { people, seed, day }: { people: readonly DemoPerson[]; seed: string; day: LocalDate },
): Promise<Cast> {
  await publishShipped(deps);
  const protocols = await protocolsInForce(deps, day);
  const compiled = (of: string) => protocols.get(of) as CompiledProtocol;
  const newId = seededIds(`${seed}/${day}/town`);
  const rows = noRows();
  const opensAt = instantAt(addDays(day, -spreadDays), '06:00', demoDistrict.timeZone);
  const staff = new Map(demoStaff.map(({ login }) => [login, newId(opensAt)]));
  addDistrict(rows, new Map([...protocols].map(([of, { protocol }]) => [of, protocol.version])), addDays(day, -30));
  addStaff(rows, demoStaff, { districtId: demoDistrict.id, ids: staff, passwordHash: null, createdAt: opensAt });
  const episodes = openEpisodes(seed, people, day, spreadDays);
  const enrolled = addPeople(rows, people, episodes, {
    newId,
    now: deps.now(),
    versionOf: (of) => compiled(of).protocol.version,
    isHighRisk: (person, episode) => isHighRisk(compiled(person.programme), person, episode, demoDistrict.timeZone),
  });
  const past = startPast({ rows, seed, newId, staff, until: deps.now(), enrolled, compiled });
  playHistory(past, storyDays(seed, people, episodes, day, daysCalled));
  await deps.system.transaction().execute((trx) => writeRows(trx, rows));
  await analyse(deps.ownerUrl);
  return castOf(enrolled);
}
