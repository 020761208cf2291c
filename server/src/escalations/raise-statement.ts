/** What is wanted of an escalation, as JSON for the statement; the ids are of the rows that are made when it is new. */
export type WantedEscalation = {
  readonly id: string;
  readonly event_id: string;
  readonly person_id: string;
  readonly episode_id: string;
  readonly area_id: number;
  readonly programme_id: string;
  readonly level: string;
  readonly rule_ids: readonly string[];
  readonly owner_unit: string;
  /** ISO instant. */
  readonly due_at: string;
  readonly submission_id: string | null;
  /** Null: the server itself. */
  readonly raised_by: string | null;
};

/**
 * The parts of a statement that raise escalations, shared with check-ins/submit-statement.ts. An episode has one open: a further one
 * joins it, with the more urgent level and the earlier deadline. What was acknowledged and has become worse is raised anew, since
 * nobody has acknowledged that. `raised_escalation` holds each as it stands now; its id is the wanted one's when it is new.
 *
 * Plan it relies on: the unique index escalation_one_open decides each row.
 */
export function raiseEscalationCtes(p: { district: string; now: string; wanted: string }): string {
  const urgency = (level: string) => `array_position('{red,amber,yellow,green}'::text[], ${level})`;
  const worse = `${urgency('excluded.level')} < ${urgency('e.level')}`;
  return `
wanted_escalation as (
  select * from jsonb_to_recordset(${p.wanted}::jsonb) as w (id uuid, event_id uuid, person_id uuid, episode_id uuid, area_id int,
    programme_id text, level text, rule_ids text[], owner_unit text, due_at timestamptz, submission_id uuid,
    raised_by uuid)
), raised_escalation as (
  insert into escalation as e (district_id, id, person_id, episode_id, area_id, programme_id, level, status, rule_ids, owner_unit,
    raised_at, due_at, submission_id, updated_at)
  select ${p.district}, w.id, w.person_id, w.episode_id, w.area_id, w.programme_id, w.level, 'raised', w.rule_ids, w.owner_unit,
    ${p.now}, w.due_at, w.submission_id, ${p.now}
  from wanted_escalation w
  on conflict (district_id, episode_id) where status <> 'resolved' do update
    set level = case when ${worse} then excluded.level else e.level end,
      due_at = case when e.status = 'raised' then least(e.due_at, excluded.due_at)
        when ${worse} then excluded.due_at else e.due_at end,
      status = case when ${worse} then 'raised' else e.status end,
      line = case when ${worse} then 1 else e.line end,
      acknowledged_at = case when ${worse} then null else e.acknowledged_at end,
      acknowledged_by = case when ${worse} then null else e.acknowledged_by end,
      rule_ids = e.rule_ids || array(select r from unnest(excluded.rule_ids) r where r <> all (e.rule_ids)),
      updated_at = excluded.updated_at
  returning id, episode_id, area_id, programme_id, level, status, due_at
), raised_escalation_event as (
  insert into escalation_event (district_id, id, escalation_id, area_id, action, status, at, by_user)
  select ${p.district}, w.event_id, r.id, r.area_id, case when r.id = w.id then 'escalation-raised' else 'escalation-raised-again' end,
    r.status, ${p.now}, w.raised_by
  from raised_escalation r join wanted_escalation w on w.episode_id = r.episode_id
)`;
}
