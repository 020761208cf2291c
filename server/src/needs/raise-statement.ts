/** What is wanted of a need, as JSON for the statement; the ids are of the rows that are made when it is new. */
export type WantedNeed = {
  readonly id: string;
  readonly event_id: string;
  readonly person_id: string;
  readonly household_id: string;
  readonly episode_id: string | null;
  readonly area_id: number;
  readonly programme_id: string;
  readonly kind: string;
  readonly cause: string;
  readonly owner_unit: string;
  readonly detail: string | null;
  /** ISO instant. */
  readonly due_at: string;
  /** 1 comes first (domain/need/priority.ts). */
  readonly priority: number;
  /** By the question's code; null: nothing was asked. */
  readonly asked: Readonly<Record<string, string>> | null;
  /** What the person was told to read out at the door; null: nothing. */
  readonly code: string | null;
  /** ISO instant; null: nothing was promised. */
  readonly promised_at: string | null;
  readonly submission_id: string | null;
  /** Null: the server itself. */
  readonly raised_by: string | null;
};

/**
 * The parts of a statement that raise needs, shared with check-ins/submit-statement.ts. CTE `raised_need` holds the needs that are new
 * or open again; one that is waited for already stays as it is. A fulfilled one that is wanted again never arrived: it is opened
 * again, with its count. Each of `wanted` has another person or another kind.
 *
 * Plan it relies on: the unique index need_one_open decides each row.
 */
export function raiseNeedCtes(p: { district: string; now: string; wanted: string }): string {
  return `
wanted_need as (
  select * from jsonb_to_recordset(${p.wanted}::jsonb) as w (id uuid, event_id uuid, person_id uuid, household_id uuid, episode_id uuid,
    area_id int, programme_id text, kind text, cause text, owner_unit text, detail text, due_at timestamptz,
    priority smallint, asked jsonb, code text, promised_at timestamptz, submission_id uuid, raised_by uuid)
), raised_need as (
  insert into need as n (district_id, id, person_id, household_id, episode_id, area_id, programme_id, kind, status, cause, owner_unit,
    detail, raised_at, raised_by, submission_id, due_at, escalate_at, priority, asked, code, promised_at, reopened, updated_at)
  select ${p.district}, w.id, w.person_id, w.household_id, w.episode_id, w.area_id, w.programme_id, w.kind, 'open', w.cause, w.owner_unit,
    w.detail, ${p.now}, w.raised_by, w.submission_id, w.due_at, w.due_at, w.priority, w.asked, w.code, w.promised_at, 0, ${p.now}
  from wanted_need w
  on conflict (district_id, person_id, kind) where closed_at is null do update
    set status = 'open', reopened = n.reopened + 1, assigned_to = null, due_at = excluded.due_at, updated_at = excluded.updated_at,
      escalate_at = excluded.due_at, escalated_to = null, promised_at = excluded.promised_at, code = coalesce(excluded.code, n.code),
      code_wrong = 0, delivered_at = null, delivered_by = null, proof = null
    where n.status = 'fulfilled'
  returning id, person_id, area_id, programme_id, kind, status
), raised_need_event as (
  insert into need_event (district_id, id, need_id, area_id, action, status, at, by_user, promised_at)
  select ${p.district}, w.event_id, r.id, r.area_id, case when r.id = w.id then 'need-raised' else 'need-reopened' end, r.status,
    ${p.now}, w.raised_by, w.promised_at
  from raised_need r join wanted_need w on w.person_id = r.person_id and w.kind = r.kind
)`;
}
