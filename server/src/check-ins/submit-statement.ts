import { raiseEscalationCtes, type WantedEscalation } from '../escalations/raise-statement.ts';
import { raiseNeedCtes, type WantedNeed } from '../needs/raise-statement.ts';

/**
 * Everything that one submission writes, as one statement: the transaction that matters most, and the desk's busiest after the claim.
 * Here alone a feature writes others' tables (calls, worklist, boards, audit) by itself; each part says whose rule it keeps.
 *
 * Plan it relies on: primary keys for what is changed, one row each; unique indexes need_one_open and escalation_one_open for what may
 * be there already. The household is locked by the statement before (submit-context.ts) and gets its turn by the one after
 * (worklist/repoint-statement.ts), which sees what this one wrote.
 */
export const submitStatement = `
with said as (
  insert into submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, attempt_id, area_id, programme_id,
    version, informant, answers, refused, readings, complete, level, triage, submitted_by, said_at, submitted_at, late)
  values ($1, $2, $6, $2, $3, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $5, $20, $4, $21)
), measured as (
  insert into observation (district_id, day, id, person_id, episode_id, submission_id, area_id, link_id, value, unit, observed_at)
  select $1, $2, o.id, $8, $7, $6, $10, o.link_id, o.value, o.unit, o.observed_at
  from jsonb_to_recordset($22::jsonb) as o (id uuid, link_id text, value numeric, unit text, observed_at timestamptz)
), ${raiseNeedCtes({ district: '$1', now: '$4', by: '$5', wanted: '$23' })},
${raiseEscalationCtes({ district: '$1', now: '$4', by: '$5', wanted: '$24' })},
-- A missed or cancelled check-in is completed too, late.
answered as (
  update check_in set level = $25,
    state = case when $26 then 'completed' else state end,
    completed_at = case when $26 then coalesce(completed_at, $4) else completed_at end
  where district_id = $1 and due_on = $2 and id = $3
), followed as (
  update episode set last_level = $18, last_answered_at = $20, high_risk = high_risk or $27, may_end = $28, next_contact_at = $29,
    updated_at = $4
  where district_id = $1 and id = $7 and (last_answered_at is null or last_answered_at <= $20)
),
-- As calls/dispose-attempt.ts: what a person wrote stands; a call on the caller's own phone is over with its last outcome.
disposed as (
  update call_attempt set disposition = $30, disposed_at = $4, disposed_by = $5, counts = true, late = $21, note = $31, next_step = $32
  where district_id = $1 and id = $9 and person_id = $8 and disposed_by is null
  returning phone_call_id
), hung_up as (
  update phone_call t set state = 'ended', ended_at = $4, cause = 'normal'
  from disposed d
  where t.district_id = $1 and t.id = d.phone_call_id and t.state <> 'ended' and t.channel = 'handset'
    and not exists (select from call_attempt a
      where a.district_id = $1 and a.phone_call_id = d.phone_call_id and a.disposition is null and a.id <> $9)
),
-- As worklist/close-items.ts and defer-item.ts; an item has its check-in's id.
item as (
  update worklist_item i set
    state = case when $26 then 'done' else i.state end,
    closed_at = case when $26 then $4 end,
    close_reason = case when $26 then 'answered' end,
    due_at = coalesce(f.due_at, i.due_at), closes_at = coalesce(f.closes_at, i.closes_at), band = coalesce(f.band, i.band),
    callback_for = coalesce(f.callback_for, i.callback_for),
    next_contact_point_id = coalesce(f.contact_point_id, i.next_contact_point_id),
    last_disposition = case when $26 then i.last_disposition else $30 end,
    attempts = i.attempts + case when $26 then 0 else 1 end
  from jsonb_to_record($33::jsonb) as f (due_at timestamptz, closes_at timestamptz, band smallint, callback_for uuid,
    contact_point_id uuid)
  where i.district_id = $1 and i.id = $3 and (i.state = 'open' or $26 and i.state = 'dropped')
),
again_wanted as (
  select * from jsonb_to_recordset($34::jsonb) as w (id uuid, slot smallint, kind text, due_at timestamptz, deadline_at timestamptz,
    closes_at timestamptz, band smallint, callback_for uuid, language text)
), again_check_in as (
  insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
    deadline_at, state)
  select $1, $2, w.id, $7, $8, $35, $11, $10, w.slot, w.kind, w.due_at, w.deadline_at, 'due' from again_wanted w
  on conflict do nothing
  returning id
),
-- As worklist/add-items.ts.
again_item as (
  insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
    language, band, due_at, closes_at, state, attempts, callback_for, created_at)
  select $1, w.id, $2, w.id, $7, $8, $35, $11, $10, w.language, w.band, w.due_at, w.closes_at, 'open', 0, w.callback_for, $4
  from again_check_in c join again_wanted w on w.id = c.id
), again_turn as (
  insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, fence,
    spans_areas)
  select $1, $35, $11, $10, w.language, w.band, w.due_at, w.closes_at, 'idle', 0, false
  from again_check_in c join again_wanted w on w.id = c.id
  on conflict do nothing
  returning household_id
),
-- As boards/count.ts.
counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select $1, $2, $11, $10, n.name, n.by
  from (
    select key as name, value::int as by from jsonb_each_text($36::jsonb)
    union all select 'needs-raised', count(*)::int from raised_need
    union all select 'escalations-raised', count(*)::int from raised_escalation r join wanted_escalation w on w.id = r.id
  ) n
  where n.by <> 0
  order by n.name
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id, detail)
values ($1, $37, $38, $4, $5, 'answers.submitted', 'check-in', $3, $39)`;

/** A row of a submission, in the names of the statement; JSON columns as texts. */
export type Submission = {
  readonly districtId: number;
  readonly checkInDueOn: string;
  readonly checkInId: string;
  readonly now: Date;
  readonly userId: string;
  readonly submissionId: string;
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  readonly areaId: number;
  readonly programmeId: string;
  readonly version: string;
  readonly attemptId: string | null;
  readonly informant: string;
  readonly answers: object;
  readonly refused: readonly object[];
  readonly readings: readonly object[];
  readonly complete: boolean;
  readonly level: string;
  readonly triage: object;
  readonly saidAt: Date;
  readonly late: boolean;
  readonly observations: readonly { id: string; link_id: string; value: number; unit: string; observed_at: string }[];
  readonly needs: readonly WantedNeed[];
  readonly escalations: readonly WantedEscalation[];
  readonly checkInLevel: string;
  readonly completes: boolean;
  readonly highRisk: boolean;
  readonly mayEnd: boolean;
  readonly nextContactAt: Date | null;
  readonly disposition: string;
  readonly note: string | null;
  readonly nextStep: object | null;
  /** Empty unless the item is put off. */
  readonly deferral: object;
  readonly again: readonly object[];
  readonly counts: Readonly<Record<string, number>>;
  readonly auditId: string;
  readonly auditDetail: object;
};

/** The parameters, in the statement's order. */
export function submitValues(s: Submission): readonly unknown[] {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  return [
    ...[s.districtId, s.checkInDueOn, s.checkInId, s.now, s.userId, s.submissionId, s.episodeId, s.personId, s.attemptId, s.areaId],
    ...[s.programmeId, s.version, s.informant, json(s.answers), json(s.refused), s.readings.length === 0 ? null : json(s.readings)],
    ...[s.complete, s.level, json(s.triage), s.saidAt, s.late, json(s.observations), json(s.needs), json(s.escalations)],
    ...[s.checkInLevel, s.completes, s.highRisk, s.mayEnd, s.nextContactAt, s.disposition, s.note, json(s.nextStep)],
    ...[json(s.deferral), json(s.again), s.householdId, json(s.counts)],
    ...[s.now.toISOString().slice(0, 10), s.auditId, json(s.auditDetail)],
  ];
}
