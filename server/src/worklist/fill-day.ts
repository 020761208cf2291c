import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { levels } from '@kshem/domain/protocol/protocol.ts';
import { cadenceOf } from '@kshem/domain/schedule/due-check-ins.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { dropPassedItems } from './drop-passed-items.ts';
import { type Cadence, fill } from './fill-statement.ts';
import { openingsOfDay, programmeHours } from './programme-hours.ts';
import { listVersionsOfDistrict } from './queries.ts';
import { repoint } from './repoint-statement.ts';

/**
 * Puts the day's check-ins on the desk: an item each, and each household's turn. In the morning for everybody, later for those who were
 * enrolled or planned meanwhile; repeating it adds nothing twice. Items that an earlier day left open are dropped, and a callback that
 * was promised for today goes over to today's item. After the calling window there is nothing to put up.
 *
 * @param about.day local date; today
 * @returns items put up, and households that have one of them
 * @throws AppError bad-request for a day that has not begun
 */
export async function fillDay(
  deps: Deps,
  about: { districtId: number; day: string },
): Promise<{ items: number; households: number }> {
  const { districtId, day } = about;
  const now = deps.now();
  const hours = await programmeHours(deps, districtId);
  if (day > localDate(now, hours.zone)) throw new AppError('bad-request', { field: 'day', day });
  const openings = openingsOfDay(hours, day).filter(({ closesAt }) => closesAt > now);
  const slowCadences = await slowCadencesOf(deps, districtId);
  const { zone } = hours;
  return repeatedAfterRace(() =>
    deps.system.transaction().execute(async (trx) => {
      await prepare(trx, { districtId, day });
      const passed = await dropPassedItems(trx, { districtId, day, now });
      const { items, households, others } = await fill(trx, {
        ...{ districtId, day, now, zone, openings, slowCadences },
        promised: passed.promised,
      });
      const householdIds = [...new Set([...(passed.households ?? []), ...(others ?? [])])];
      await repoint(trx, { districtId, householdIds, now, release: false });
      return { items, households };
    }),
  );
}

/**
 * One at a time; sorts and hashes of a million rows in memory; a plan for this day's own numbers. For many, no nested loops: the night leaves
 * the desk empty and counted as empty, and a plan that trusts that walks the rows it has just written once for every person (100,000 people:
 * minutes instead of two seconds).
 */
async function prepare(trx: Trx, { districtId, day }: { districtId: number; day: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(${fillLock}, ${districtId})`.execute(trx);
  await sql.raw(`set local work_mem = '256MB'; set local plan_cache_mode = force_custom_plan`).execute(trx);
  if (await isBulk(trx, districtId, day)) await sql.raw('set local enable_nestloop = off').execute(trx);
}

/** Whether more than a few thousand check-ins of the day are not on the desk yet. Plan: both counted by index. */
async function isBulk(trx: Trx, districtId: number, day: string): Promise<boolean> {
  const { rows } = await sql<{ bulk: boolean }>`
    select (select count(*) from check_in where district_id = ${districtId} and due_on = ${day} and state in ('planned', 'due'))
      - (select count(*) from worklist_item where district_id = ${districtId} and state = 'open') > ${aFew} as bulk`.execute(trx);
  return rows[0]?.bulk ?? false;
}

const aFew = 2000;

const fillLock = 726_262;

/** An item or a turn that somebody added between reading and writing: the next reading sees it. */
async function repeatedAfterRace<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (violatedUnique(error) === null || tries === 5) throw error;
    }
  }
}

async function slowCadencesOf(deps: Deps, districtId: number): Promise<Cadence[]> {
  const versions = await listVersionsOfDistrict(deps.system, districtId);
  const lists = await Promise.all(
    versions.map(async ({ programme_id: programmeId, version }) => {
      const { protocol } = await deps.protocols.get(programmeId, version);
      return cadencesOfVersion(protocol).map((cadence) => ({ programmeId, version, ...cadence }));
    }),
  );
  return lists.flat().filter(({ everyDays }) => everyDays > 1);
}

function cadencesOfVersion({ schedule }: Protocol): Omit<Cadence, 'programmeId' | 'version'>[] {
  return [...levels, null].flatMap((lastLevel) =>
    [false, true].map((highRisk) => ({
      level: lastLevel,
      highRisk,
      everyDays: cadenceOf(schedule, { lastLevel, highRisk }).everyDays,
    })),
  );
}
