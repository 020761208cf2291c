import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

type About = { readonly districtId: number; readonly personId: string; readonly today: string; readonly now: Date };

/** Everything on which it depends whether a person is called now; null when they are not in sight. */
export async function readPersonToday(trx: Trx, about: About) {
  const person = await findPerson(trx, about);
  if (!person) return null;
  const turn = await findTurn(trx, about.districtId, person.householdId);
  return {
    person,
    episodes: await listEpisodes(trx, about),
    checkIns: await listCheckIns(trx, about),
    items: await listItems(trx, about),
    turn,
    ahead: turn ? await countAhead(trx, about, turn) : 0,
    callers: turn ? await countCallers(trx, about.districtId, turn) : 0,
  };
}

export type EpisodeToday = Awaited<ReturnType<typeof listEpisodes>>[number];
export type ItemToday = Awaited<ReturnType<typeof listItems>>[number];
export type TurnToday = NonNullable<Awaited<ReturnType<typeof findTurn>>>;

async function findPerson(trx: Trx, { districtId, personId }: About) {
  const person = await trx
    .selectFrom('person')
    .select([
      'household_id as householdId',
      'deceased_at as deceasedAt',
      'do_not_call_at as doNotCallAt',
      'merged_into as mergedInto',
    ])
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) return null;
  const numbers = await trx
    .selectFrom('person_contact_point as own')
    .innerJoin('contact_point as point', (on) =>
      on.onRef('point.district_id', '=', 'own.district_id').onRef('point.id', '=', 'own.contact_point_id'),
    )
    .select('own.contact_point_id')
    .where('own.district_id', '=', districtId)
    .where('point.district_id', '=', districtId)
    .where('own.person_id', '=', personId)
    .where('own.wrong_at', 'is', null)
    .where('point.state', '=', 'usable')
    .execute();
  return { ...person, usableNumbers: numbers.length };
}

async function listEpisodes(trx: Trx, { districtId, personId }: About) {
  return trx
    .selectFrom('episode')
    .select(['id as episodeId', 'programme_id as programmeId', 'status', 'next_contact_at as nextContactAt'])
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('status', '<>', 'ended')
    .orderBy('programme_id')
    .execute();
}

async function listCheckIns(trx: Trx, { districtId, personId, today }: About) {
  return trx
    .selectFrom('check_in as c')
    .innerJoin('episode as e', (on) => on.onRef('e.district_id', '=', 'c.district_id').onRef('e.id', '=', 'c.episode_id'))
    .select(['c.episode_id as episodeId', 'c.state'])
    .where('c.district_id', '=', districtId)
    .where('e.district_id', '=', districtId)
    .where('e.person_id', '=', personId)
    .where('e.status', '<>', 'ended')
    .where('c.due_on', '=', today)
    .orderBy('c.slot')
    .execute();
}

async function listItems(trx: Trx, { districtId, personId }: About) {
  return trx
    .selectFrom('worklist_item')
    .select([
      'episode_id as episodeId',
      'programme_id as programmeId',
      'area_id as areaId',
      'language',
      'state',
      'due_at as dueAt',
      'closes_at as closesAt',
      'callback_for as callbackFor',
      'last_disposition as lastDisposition',
      'close_reason as closeReason',
    ])
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .orderBy('band')
    .orderBy('due_at')
    .execute();
}

async function findTurn(trx: Trx, districtId: number, householdId: string) {
  return trx
    .selectFrom('worklist_household')
    .select([
      'state',
      'programme_id as programmeId',
      'area_id as areaId',
      'language',
      'band',
      'due_at as dueAt',
      'claimed_by as claimedBy',
      'claim_until as claimUntil',
    ])
    .where('district_id', '=', districtId)
    .where('household_id', '=', householdId)
    .executeTakeFirst();
}

/** Plan: one scan of worklist_household_ready over the ward and language, up to the household's own place. */
async function countAhead(trx: Trx, { districtId, now }: About, turn: TurnToday): Promise<number> {
  const row = await trx
    .selectFrom('worklist_household')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('district_id', '=', districtId)
    .where('state', '=', 'ready')
    .where('programme_id', '=', turn.programmeId)
    .where('area_id', '=', turn.areaId)
    .where('language', '=', turn.language)
    .where('due_at', '<=', now)
    .where(sql<boolean>`(band, due_at) < (${turn.band}, ${turn.dueAt})`)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Accounts that could take it: a role that calls, the language, and a grant over the ward. */
async function countCallers(trx: Trx, districtId: number, turn: TurnToday): Promise<number> {
  const rows = await trx
    .selectFrom('app_user as u')
    .innerJoin('user_role as r', 'r.user_id', 'u.id')
    .innerJoin('user_area as g', 'g.user_id', 'u.id')
    .innerJoin('area as a', (on) => on.on('a.id', '=', turn.areaId))
    .select('u.id')
    .distinct()
    .where('g.district_id', '=', districtId)
    .where('u.disabled_at', 'is', null)
    .where('r.role', 'in', ['caller', 'doctor', 'supervisor'])
    .where(sql<boolean>`${turn.language} = any (u.languages)`)
    .where(sql<boolean>`g.area_id = any (a.path)`)
    .execute();
  return rows.length;
}
