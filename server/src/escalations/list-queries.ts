import type { EscalationStatus } from '@kshem/domain/escalation/escalation-state.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type EscalationFilter = {
  readonly districtId: number;
  /** All that are not resolved when absent. */
  readonly status?: EscalationStatus | undefined;
  readonly ownerUnit?: string | undefined;
  readonly level?: string | undefined;
  readonly after: Place | null;
  readonly limit: number;
};

/** Of a row in its list: by `rank`, the level’s urgency (1 is red), then since when it was raised; the resolved by when they were. */
export type Place = { readonly rank: number; readonly at: Date; readonly escalationId: string };

export type ListedEscalation = {
  escalationId: string;
  personId: string;
  personName: string;
  episodeId: string;
  areaId: number;
  areaHi: string;
  areaEn: string;
  programmeId: string;
  programmeHi: string;
  programmeEn: string;
  version: string;
  level: Level;
  rank: number;
  status: EscalationStatus;
  ruleIds: string[];
  ownerUnit: string;
  raisedAt: Date;
  dueAt: Date;
  line: number;
  expired: number;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  byHi: string | null;
  byEn: string | null;
  resolvedAt: Date | null;
  resolution: string | null;
};

const rank = sql`array_position('{red,amber,yellow,green}'::text[], x.level)`;

/**
 * Plan it relies on: index escalation_open, whose rows are the open ones only (a district has hundreds at most, sorted in memory); the
 * resolved by index escalation_resolved, read from its end until the page is full.
 */
export async function listFiltered(trx: Trx, filter: EscalationFilter): Promise<ListedEscalation[]> {
  const { districtId, after, status } = filter;
  const is = (column: string, value: string | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  const page =
    status === 'resolved'
      ? sql`${after ? sql`and (x.resolved_at, x.id) < (${after.at}, ${after.escalationId}::uuid)` : sql``}
          order by x.resolved_at desc, x.id desc`
      : sql`and x.status <> 'resolved'
          ${after ? sql`and (${rank}, x.raised_at, x.id) > (${after.rank}, ${after.at}, ${after.escalationId}::uuid)` : sql``}
          order by ${rank}, x.raised_at, x.id`;
  const { rows } = await sql<ListedEscalation>`
    ${escalationsOf(districtId)}
    ${is('x.status', status)} ${is('x.owner_unit', filter.ownerUnit)} ${is('x.level', filter.level)}
      ${page} limit ${filter.limit}`.execute(trx);
  return rows;
}

export async function findEscalation(trx: Trx, districtId: number, escalationId: string): Promise<ListedEscalation | undefined> {
  const { rows } = await sql<ListedEscalation>`
    ${escalationsOf(districtId)} and x.id = ${escalationId}`.execute(trx);
  return rows[0];
}

/** A person's own that nobody has resolved. Plan it relies on: escalation_open, a few hundred rows at most. */
export async function listOpenOfPerson(trx: Trx, districtId: number, personId: string): Promise<ListedEscalation[]> {
  const { rows } = await sql<ListedEscalation>`
    ${escalationsOf(districtId)} and x.status <> 'resolved' and x.person_id = ${personId}
    order by ${rank}, x.raised_at, x.id`.execute(trx);
  return rows;
}

function escalationsOf(districtId: number): RawBuilder<unknown> {
  return sql`
    select x.id "escalationId", x.person_id "personId", p.name "personName", x.episode_id "episodeId", x.area_id "areaId",
      a.name_hi "areaHi", a.name_en "areaEn", x.programme_id "programmeId", g.title_hi "programmeHi", g.title_en "programmeEn",
      e.version, x.level, ${rank} rank, x.status, x.rule_ids "ruleIds", x.owner_unit "ownerUnit", x.raised_at "raisedAt",
      x.due_at "dueAt", x.line, v.expired, x.acknowledged_at "acknowledgedAt", x.acknowledged_by "acknowledgedBy", b.name_hi "byHi", b.name_en "byEn",
      x.resolved_at "resolvedAt", x.resolution
    from escalation x
    join person p on p.district_id = ${districtId} and p.id = x.person_id
    join episode e on e.district_id = ${districtId} and e.id = x.episode_id
    join area a on a.id = x.area_id
    join programme g on g.id = x.programme_id
    left join app_user b on b.id = x.acknowledged_by
    cross join lateral (select count(*) expired from escalation_event v
      where v.district_id = ${districtId} and v.escalation_id = x.id and v.action = 'escalation-expired') v
    where x.district_id = ${districtId}`;
}

export type CountedEscalations = {
  level: Level;
  ownerUnit: string;
  raised: number;
  acknowledged: number;
  overdue: number;
  second: number;
  officer: number;
  waitingSince: Date | null;
  latestRaisedAt: Date | null;
};

/** Plan it relies on: index escalation_open, read whole. */
export async function countOpen(trx: Trx, districtId: number, now: Date): Promise<CountedEscalations[]> {
  const { rows } = await sql<CountedEscalations>`
    select x.level, x.owner_unit "ownerUnit", count(*) filter (where x.status = 'raised') raised,
      count(*) filter (where x.status = 'acknowledged') acknowledged,
      count(*) filter (where x.status = 'raised' and x.due_at <= ${now}) overdue,
      count(*) filter (where x.status = 'raised' and x.line >= 2) "second",
      count(*) filter (where x.status = 'raised' and x.line >= 3) "officer",
      min(x.raised_at) filter (where x.status = 'raised') "waitingSince",
      max(x.raised_at) filter (where x.status = 'raised') "latestRaisedAt"
    from escalation x
    where x.district_id = ${districtId} and x.status <> 'resolved'
    group by x.level, x.owner_unit
    order by ${rank}, x.owner_unit`.execute(trx);
  return rows;
}

export type EscalationEventRow = { at: Date; action: string; byHi: string | null; byEn: string | null; note: string | null };

/** Plan it relies on: index escalation_event_of. */
export async function listEvents(trx: Trx, districtId: number, escalationId: string): Promise<EscalationEventRow[]> {
  const { rows } = await sql<EscalationEventRow>`
    select v.at, v.action, b.name_hi "byHi", b.name_en "byEn", v.note
    from escalation_event v left join app_user b on b.id = v.by_user
    where v.district_id = ${districtId} and v.escalation_id = ${escalationId}
    order by v.at, v.id`.execute(trx);
  return rows;
}
