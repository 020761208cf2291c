import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type NeedFilter = {
  readonly districtId: number;
  readonly status?: string | undefined;
  readonly ownerUnit?: string | undefined;
  readonly kind?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly personId?: string | undefined;
  readonly after: { readonly dueAt: Date; readonly needId: string } | null;
  readonly limit: number;
};

export type ListedNeed = {
  needId: string;
  personId: string;
  personName: string;
  areaId: number;
  programmeId: string;
  version: string;
  kind: string;
  status: string;
  cause: string;
  ownerUnit: string;
  assignedTo: string | null;
  detail: string | null;
  raisedAt: Date;
  dueAt: Date;
  promisedAt: Date | null;
  reopened: number;
};

/** Plan it relies on: index need_open, whose rows are the open ones only. */
export async function listOpen(trx: Trx, filter: NeedFilter): Promise<ListedNeed[]> {
  const { districtId, after } = filter;
  const wanted = (column: string, value: string | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  const { rows } = await sql<ListedNeed>`
    select n.id "needId", n.person_id "personId", p.name "personName", n.area_id "areaId", n.programme_id "programmeId",
      coalesce(e.version, g.version) version, n.kind, n.status, n.cause, n.owner_unit "ownerUnit", n.assigned_to "assignedTo", n.detail,
      n.raised_at "raisedAt", n.due_at "dueAt", n.promised_at "promisedAt", n.reopened
    from need n
    join person p on p.district_id = ${districtId} and p.id = n.person_id
    left join episode e on e.district_id = ${districtId} and e.id = n.episode_id
    left join programme_district g on g.district_id = ${districtId} and g.programme_id = n.programme_id
    where n.district_id = ${districtId} and n.closed_at is null
      ${wanted('n.status', filter.status)} ${wanted('n.owner_unit', filter.ownerUnit)} ${wanted('n.kind', filter.kind)}
      ${wanted('n.assigned_to', filter.assignedTo)} ${wanted('n.person_id', filter.personId)}
      ${after === null ? sql`` : sql`and (n.due_at, n.id) > (${after.dueAt}, ${after.needId}::uuid)`}
    order by n.due_at, n.id
    limit ${filter.limit}`.execute(trx);
  return rows;
}
