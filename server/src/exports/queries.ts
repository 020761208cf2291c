import type { Text } from '@kshem/domain/text.ts';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';

/** Names behind the ids of a page, from tables that are small and the same everywhere. */
export type Names = {
  readonly area: (areaId: number) => Text | null;
  readonly user: (userId: string | null) => Text | null;
  readonly programme: (programmeId: string) => Text | null;
};

export async function readNames(db: Db, districtId: number): Promise<Names> {
  const areas = await db
    .selectFrom('area')
    .select(['id', 'name_hi as hi', 'name_en as en'])
    .where('district_id', '=', districtId)
    .execute();
  const { rows: users } = await sql<{ id: string } & Text>`
    select u.id, u.name_hi hi, u.name_en en from app_user u
    where exists (select from user_area g where g.user_id = u.id and g.district_id = ${districtId})`.execute(db);
  const programmes = await db.selectFrom('programme').select(['id', 'title_hi as hi', 'title_en as en']).execute();
  const byId = <K>(rows: readonly ({ id: K } & Text)[]) => new Map(rows.map(({ id, ...name }) => [id, name]));
  const [areaNames, userNames, programmeNames] = [byId(areas), byId(users), byId(programmes)];
  return {
    area: (areaId) => areaNames.get(areaId) ?? null,
    user: (userId) => (userId === null ? null : (userNames.get(userId) ?? null)),
    programme: (programmeId) => programmeNames.get(programmeId) ?? null,
  };
}

export type PeopleFilter = {
  readonly districtId: number;
  /** A ward, or what lies above it. */
  readonly areaId?: number | undefined;
  /** Only those with an open episode under it. */
  readonly programmeId?: string | undefined;
  readonly after: string | null;
  readonly limit: number;
};

export type ExportedPerson = {
  personId: string;
  name: string;
  sex: string | null;
  ageYears: number | null;
  areaId: number;
  address: string | null;
  language: string;
  highRisk: boolean;
  doNotCall: boolean;
  deceasedAt: Date | null;
  episodes: { programmeId: string; status: string; openedOn: string }[];
  level: string | null;
  lastAnsweredAt: Date | null;
};

/** In the order of ids, which the page's start and end ride on. Plans: the primary key of person; index episode_person. */
export async function listPeople(
  trx: Trx,
  { districtId, areaId, programmeId, after, limit }: PeopleFilter,
): Promise<ExportedPerson[]> {
  const { rows } = await sql<ExportedPerson>`
    select p.id "personId", p.name, p.sex, p.age_years "ageYears", p.area_id "areaId", p.address, p.language, p.high_risk "highRisk",
      p.do_not_call_at is not null "doNotCall", p.deceased_at "deceasedAt", coalesce(e.episodes, '[]'::json) episodes, e.level,
      e.answered "lastAnsweredAt"
    from person p
    join area a on a.id = p.area_id
    left join lateral (
      select json_agg(json_build_object('programmeId', o.programme_id, 'status', o.status, 'openedOn', o.opened_on)
          order by o.opened_on, o.id) filter (where o.status <> 'ended') episodes,
        (array_agg(o.last_level order by o.last_answered_at desc) filter (where o.last_level is not null))[1] level,
        max(o.last_answered_at) answered,
        bool_or(o.status <> 'ended' and o.programme_id = ${programmeId ?? null}::text) under
      from episode o where o.district_id = ${districtId} and o.person_id = p.id) e on true
    where p.district_id = ${districtId} and p.merged_into is null and p.id > ${after ?? '00000000-0000-0000-0000-000000000000'}
      ${areaId === undefined ? sql`` : sql`and a.path @> array[${areaId}::int]`}
      ${programmeId === undefined ? sql`` : sql`and e.under`}
    order by p.id limit ${limit}`.execute(trx);
  return rows;
}
