import { type Named, namedParameters } from '../db/named-parameters.ts';
import { raiseEscalationCtes, type WantedEscalation } from '../escalations/raise-statement.ts';
import { raiseNeedCtes, type WantedNeed } from '../needs/raise-statement.ts';

/** Rows of a submission, in the names of the statement's parameters; JSON columns as texts. */
export type Submission = {
  readonly district: number;
  readonly day: string;
  readonly checkIn: string;
  readonly now: Date;
  readonly user: string;
  readonly id: string;
  readonly episode: string;
  readonly person: string;
  readonly household: string;
  readonly area: number;
  readonly programme: string;
  readonly version: string;
  readonly attempt: string | null;
  readonly phoneCall: string | null;
  readonly informant: string;
  readonly answers: string;
  readonly refused: string;
  readonly readings: string | null;
  readonly complete: boolean;
  readonly level: string;
  readonly triage: string;
  readonly saidAt: Date;
  readonly late: boolean;
  readonly measured: readonly { id: string; linkId: string; value: number; unit: string; at: Date }[];
  readonly checkInLevel: string;
  readonly completes: boolean;
  readonly highRisk: boolean;
  readonly mayEnd: boolean;
  readonly nextContactAt: Date | null;
  readonly disposition: string;
  readonly note: string | null;
  readonly nextStep: string | null;
  readonly deferral: string;
  readonly needs: readonly WantedNeed[];
  readonly escalations: readonly WantedEscalation[];
  readonly again: readonly object[];
  /** In order of name. */
  readonly counts: readonly { name: string; n: number }[];
  readonly auditDay: string;
  readonly auditId: string;
  readonly auditDetail: string;
};

/** What a submission brings about beside what every one does; the statement holds only the parts it needs. */
export type Parts = {
  /** Measured values. */
  readonly measured: number;
  /** Counters that change whatever the database finds. */
  readonly counts: number;
  readonly needs: boolean;
  readonly escalation: boolean;
  readonly attempt: boolean;
  readonly item: 'done' | 'deferred' | 'none';
  /** Nothing else of the household is open: its turn is over with this. Else the refresh that follows finds what leads. */
  readonly endsTurn: boolean;
  readonly again: boolean;
};

/**
 * Everything that one submission writes, as one statement: the transaction that matters most, and the desk's busiest after the claim.
 * Here alone a feature writes others' tables (calls, worklist, boards, audit) by itself; each part says whose rule it keeps.
 *
 * Plan it relies on: primary keys for what is changed, one row each; unique indexes need_one_open and escalation_one_open for what may
 * be there already. The household is locked by an earlier statement (submit-context.ts). A part that writes nothing still costs its
 * start in each of a year's months, so the texts, a few dozen at most, differ.
 */
export function submitStatement(parts: Parts): Named<object> {
  const key = Object.values(parts).join();
  const known = statements.get(key);
  if (known) return known;
  const made = namedParameters<object>(textOf(parts));
  statements.set(key, made);
  return made;
}

const statements = new Map<string, Named<object>>();

function textOf(parts: Parts): string {
  const by = { district: ':district::int', now: ':now::timestamptz', by: ':user::uuid' };
  return `with ${[
    said,
    answered,
    followed,
    ...(parts.measured > 0 ? [measured(parts.measured)] : []),
    ...(parts.needs ? [raiseNeedCtes({ ...by, wanted: ':needs' })] : []),
    ...(parts.escalation ? [raiseEscalationCtes({ ...by, wanted: ':escalations' })] : []),
    ...(parts.attempt ? [disposed] : []),
    ...(parts.item === 'done' ? [done] : []),
    ...(parts.item === 'deferred' ? [deferred] : []),
    ...(parts.endsTurn ? [turnEnded] : []),
    ...(parts.again ? [again] : []),
    ...(parts.counts > 0 || parts.needs || parts.escalation ? [counted(parts)] : []),
  ].join(',')}
${trail(parts)}`;
}

const said = `
said as (
  insert into submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, attempt_id, area_id, programme_id,
    version, informant, answers, refused, readings, complete, level, triage, submitted_by, said_at, submitted_at, late)
  values (:district, :day, :id, :day, :checkIn, :episode, :person, :attempt, :area, :programme, :version, :informant, :answers, :refused,
    :readings, :complete, :level, :triage, :user, :saidAt, :now, :late)
)`;

/** A missed or cancelled check-in is completed too, late. */
const answered = `
answered as (
  update check_in set level = :checkInLevel,
    state = case when :completes then 'completed' else state end,
    completed_at = case when :completes then coalesce(completed_at, :now) else completed_at end
  where district_id = :district and due_on = :day and id = :checkIn
)`;

const followed = `
followed as (
  update episode set last_level = :level, last_answered_at = :saidAt, high_risk = high_risk or :highRisk, may_end = :mayEnd,
    next_contact_at = :nextContactAt, updated_at = :now
  where district_id = :district and id = :episode and (last_answered_at is null or last_answered_at <= :saidAt)
)`;

/** One row for each measured value. */
function measured(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `(:district, :day, :measured${i}Id, :person, :episode, :id, :area, :measured${i}LinkId,
    :measured${i}Value, :measured${i}Unit, :measured${i}At)`,
  );
  return `
measured as (
  insert into observation (district_id, day, id, person_id, episode_id, submission_id, area_id, link_id, value, unit, observed_at)
  values ${rows.join(', ')}
)`;
}

/** As calls/dispose-attempt.ts: what a person wrote stands; a call on the caller's own phone is over with its last outcome. */
const disposed = `
disposed as (
  update call_attempt set disposition = :disposition, disposed_at = :now, disposed_by = :user, counts = true, late = :late, note = :note,
    next_step = :nextStep
  where district_id = :district and id = :attempt and disposed_by is null
), hung_up as (
  update phone_call t set state = 'ended', ended_at = :now, cause = 'normal'
  where t.district_id = :district and t.id = :phoneCall and t.state <> 'ended' and t.channel = 'handset'
    and not exists (select from call_attempt a
      where a.district_id = :district and a.phone_call_id = t.id and a.disposition is null and a.id <> :attempt)
)`;

/** As worklist/close-items.ts; an item has its check-in's id. */
const done = `
item as (
  update worklist_item set state = 'done', closed_at = :now, close_reason = 'answered'
  where district_id = :district and id = :checkIn and state in ('open', 'dropped')
)`;

/** As worklist/defer-item.ts. */
const deferred = `
item as (
  update worklist_item i
  set due_at = f.due_at, closes_at = f.closes_at, band = f.band, callback_for = f.callback_for,
    next_contact_point_id = f.contact_point_id, last_disposition = :disposition, attempts = i.attempts + 1
  from jsonb_to_record(:deferral::jsonb) as f (due_at timestamptz, closes_at timestamptz, band smallint, callback_for uuid,
    contact_point_id uuid)
  where i.district_id = :district and i.id = :checkIn and i.state = 'open'
)`;

/**
 * As worklist/repoint-statement.ts does for a household with nothing open. The lock before this statement lets it see what others put up
 * meanwhile; then it does nothing, and the refresh has to follow.
 */
const turnEnded = `
turn_ended as (
  update worklist_household set state = 'idle', claimed_by = null, claimed_at = null, claim_until = null, callback_for = null,
    look_again_at = null
  where district_id = :district and household_id = :household and not spans_areas
    and not exists (select from worklist_item o
      where o.district_id = :district and o.household_id = :household and o.state = 'open' and o.id <> :checkIn)
  returning household_id
)`;

/** A further check-in today, and its item as worklist/add-items.ts puts it up. */
const again = `
again_wanted as (
  select * from jsonb_to_recordset(:again::jsonb) as w (id uuid, slot smallint, kind text, due_at timestamptz, deadline_at timestamptz,
    closes_at timestamptz, band smallint, callback_for uuid, language text)
), again_check_in as (
  insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
    deadline_at, state)
  select :district, :day, w.id, :episode, :person, :household, :programme, :area, w.slot, w.kind, w.due_at, w.deadline_at, 'due'
  from again_wanted w
  on conflict do nothing
  returning id
), again_item as (
  insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
    language, band, due_at, closes_at, state, attempts, callback_for, created_at)
  select :district, w.id, :day, w.id, :episode, :person, :household, :programme, :area, w.language, w.band, w.due_at, w.closes_at,
    'open', 0, w.callback_for, :now
  from again_check_in c join again_wanted w on w.id = c.id
), again_turn as (
  insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, fence,
    spans_areas)
  select :district, :household, :programme, :area, w.language, w.band, w.due_at, w.closes_at, 'idle', 0, false
  from again_check_in c join again_wanted w on w.id = c.id
  on conflict do nothing
  returning household_id
)`;

/** As boards/count.ts, in its order. */
function counted({ counts, needs, escalation }: Parts): string {
  const known = Array.from({ length: counts }, (_, i) => `(:count${i}Name, :count${i}By::int)`);
  const rows = [
    ...(known.length > 0 ? [`values ${known.join(', ')}`] : []),
    ...(needs ? [`select 'needs-raised', count(*)::int from raised_need`] : []),
    ...(escalation
      ? [`select 'escalations-raised', count(*)::int from raised_escalation r join wanted_escalation w on w.id = r.id`]
      : []),
  ];
  return `
counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select :district, :day, :programme, :area, a.name, a.n from (${rows.join(' union all ')}) as a (name, n)
  where a.n <> 0 order by a.name
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)`;
}

/** The last part gives its rows back: whether the turn ended, where it was to. */
function trail({ endsTurn }: Parts): string {
  return `
insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id, detail)
values (:district, :auditDay, :auditId, :now, :user, 'answers.submitted', 'check-in', :checkIn::uuid::text, :auditDetail)
${endsTurn ? 'returning (select count(*) from turn_ended) as turns' : ''}`;
}

/** The statement's parameters by name: those of lists numbered. */
export function parametersOf({ measured, counts, needs, escalations, again, ...row }: Submission): object {
  const lists: Record<string, unknown> = {};
  for (const [i, one] of measured.entries()) {
    Object.assign(lists, {
      [`measured${i}Id`]: one.id,
      [`measured${i}LinkId`]: one.linkId,
      [`measured${i}Value`]: one.value,
      [`measured${i}Unit`]: one.unit,
      [`measured${i}At`]: one.at,
    });
  }
  for (const [i, { name, n }] of counts.entries()) Object.assign(lists, { [`count${i}Name`]: name, [`count${i}By`]: n });
  const json = { needs: JSON.stringify(needs), escalations: JSON.stringify(escalations), again: JSON.stringify(again) };
  return { ...row, ...lists, ...json };
}
