import type { EscalationStatus } from '@kshem/domain/escalation/escalation-state.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type EscalationFilter = {
  readonly districtId: number;
  readonly status?: 'raised' | 'acknowledged' | undefined;
  readonly ownerUnit?: string | undefined;
  readonly level?: string | undefined;
  readonly after: { readonly dueAt: Date; readonly escalationId: string } | null;
  readonly limit: number;
};

export type ListedEscalation = {
  escalationId: string;
  personId: string;
  personName: string;
  episodeId: string;
  areaId: number;
  programmeId: string;
  version: string;
  level: Level;
  status: EscalationStatus;
  ruleIds: string[];
  ownerUnit: string;
  raisedAt: Date;
  dueAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
};

/** Plan it relies on: index escalation_open, whose rows are the open ones only. */
export async function listOpen(trx: Trx, filter: EscalationFilter): Promise<ListedEscalation[]> {
  const { districtId, after } = filter;
  const wanted = (column: string, value: string | undefined) =>
    value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
  const { rows } = await sql<ListedEscalation>`
    select x.id "escalationId", x.person_id "personId", p.name "personName", x.episode_id "episodeId", x.area_id "areaId",
      x.programme_id "programmeId", e.version, x.level, x.status, x.rule_ids "ruleIds", x.owner_unit "ownerUnit", x.raised_at "raisedAt",
      x.due_at "dueAt", x.acknowledged_at "acknowledgedAt", x.acknowledged_by "acknowledgedBy"
    from escalation x
    join person p on p.district_id = ${districtId} and p.id = x.person_id
    join episode e on e.district_id = ${districtId} and e.id = x.episode_id
    where x.district_id = ${districtId} and x.status <> 'resolved'
      ${wanted('x.status', filter.status)} ${wanted('x.owner_unit', filter.ownerUnit)} ${wanted('x.level', filter.level)}
      ${after === null ? sql`` : sql`and (x.due_at, x.id) > (${after.dueAt}, ${after.escalationId}::uuid)`}
    order by x.due_at, x.id
    limit ${filter.limit}`.execute(trx);
  return rows;
}
