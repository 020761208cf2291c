import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { addDays, type LocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import { demoDistrict } from '../../../demo/district.ts';
import { demoPeopleCount, makePeople } from '../../../demo/people.ts';
import { demoStaff } from '../../../demo/staff.ts';
import { historyDays, makeStory } from '../../../demo/story.ts';
import { hashPassword } from '../access/password.ts';
import { systemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { analyse } from '../db/analyse.ts';
import type { Deps } from '../deps.ts';
import { isHighRisk } from '../episodes/is-high-risk.ts';
import { prepareDay } from '../jobs/timetable.ts';
import { demoPassword } from './demo-sign-ins.ts';
import { addDistrict, addStaff } from './district-rows.ts';
import { playHistory } from './history/play-history.ts';
import { startPast } from './history/start-past.ts';
import { addHospitals } from './hospital-rows.ts';
import { addPeople } from './people-rows.ts';
import { protocolsInForce } from './protocols-in-force.ts';
import { hasDistrict, holdSeeding, makeMonths, writeRows } from './queries.ts';
import { noRows, type Rows } from './rows.ts';
import { seededIds } from './seeded-ids.ts';

export { demoSignIns } from './demo-sign-ins.ts';

const seed = 'demo';

/**
 * Fills an empty installation (one without a district) with the demo district: staff who can sign in, 400 people, and three weeks that
 * led up to today; then plans and fills today's desk. The same seed and day give the same rows. The protocols must be published.
 *
 * @returns whether it did; false when there is a district already
 */
export async function seedDemo(deps: Deps): Promise<{ seeded: boolean }> {
  if (await hasDistrict(deps.system)) return { seeded: false };
  const today = localDate(deps.now(), demoDistrict.timeZone);
  const firstDay = addDays(today, -historyDays);
  // The past reaches back before the months that the start has made.
  await makeMonths(deps.ownerUrl, firstDay, 1);
  const rows = await rowsOfDemo(deps, today);
  const seeded = await deps.system.transaction().execute(async (trx) => {
    await holdSeeding(trx);
    if (await hasDistrict(trx)) return false;
    await writeRows(trx, rows);
    await writeAudit(deps, trx, systemActor(demoDistrict.id), {
      action: 'demo.seeded',
      subjectKind: 'district',
      subjectId: String(demoDistrict.id),
      detail: { people: rows.person.length, days: historyDays },
    });
    return true;
  });
  if (!seeded) return { seeded };
  await analyse(deps.ownerUrl);
  const newId = seededIds(`${seed}/${today}/desk`);
  await prepareDay({ ...deps, newId: () => newId(deps.now()) }, demoDistrict.id, today);
  return { seeded };
}

/** Everything there is to write, worked out in memory. */
async function rowsOfDemo(deps: Deps, today: LocalDate): Promise<Rows> {
  const firstDay = addDays(today, -historyDays);
  const opensAt = instantAt(firstDay, '06:00', demoDistrict.timeZone);
  const newId = seededIds(`${seed}/${today}`);
  const rows = noRows();
  const protocols = await protocolsInForce(deps, firstDay);
  const staff = new Map(demoStaff.map(({ login }) => [login, newId(opensAt)]));
  addDistrict(
    rows,
    new Map([...protocols].map(([programme, { protocol }]) => [programme, protocol.version])),
    addDays(firstDay, -30),
  );
  addStaff(rows, demoStaff, {
    districtId: demoDistrict.id,
    ids: staff,
    passwordHash: await hashPassword(demoPassword),
    createdAt: opensAt,
  });
  addHospitals(rows, { districtId: demoDistrict.id, staff, newId, now: deps.now(), today });
  const people = makePeople(seed, demoPeopleCount);
  const story = makeStory(seed, people, today);
  const compiled = (programme: string) => protocols.get(programme) as CompiledProtocol;
  const enrolled = addPeople(rows, people, story.episodes, {
    newId,
    now: deps.now(),
    versionOf: (programme) => compiled(programme).protocol.version,
    isHighRisk: (person, episode) => isHighRisk(compiled(person.programme), person, episode, demoDistrict.timeZone),
  });
  playHistory(startPast({ rows, seed, newId, staff, until: deps.now(), enrolled, compiled }), story.days);
  return rows;
}
