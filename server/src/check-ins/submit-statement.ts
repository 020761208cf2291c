import { raiseEscalationCtes, type WantedEscalation } from '../escalations/raise-statement.ts';
import { raiseNeedCtes, type WantedNeed } from '../needs/raise-statement.ts';

/** A submission with all that it brings about, in the names of the database. */
export type Submission = {
  readonly row: SubmissionRow;
  readonly measured: readonly MeasuredRow[];
  readonly needs: readonly WantedNeed[];
  readonly escalations: readonly WantedEscalation[];
  /** A further check-in today, with its place on the desk. */
  readonly again: readonly AgainRow[];
  readonly counts: readonly Counted[];
};

export type SubmissionRow = {
  readonly id: string;
  readonly check_in: string;
  readonly episode: string;
  readonly person: string;
  readonly household: string;
  readonly area: number;
  readonly programme: string;
  readonly version: string;
  readonly attempt: string | null;
  readonly phone_call: string | null;
  readonly informant: string;
  readonly answers: object;
  readonly refused: readonly object[];
  readonly readings: readonly object[] | null;
  readonly complete: boolean;
  readonly level: string;
  readonly triage: object;
  readonly submitted_by: string;
  readonly said_at: Date;
  readonly late: boolean;
  readonly check_in_level: string;
  /** The check-in and its item are done; else the item is put off. */
  readonly completes: boolean;
  readonly high_risk: boolean;
  readonly may_end: boolean;
  readonly next_contact_at: Date | null;
  readonly disposition: string;
  readonly note: string | null;
  readonly next_step: object | null;
  readonly audit_id: string;
  readonly audit_detail: object;
  readonly due_at: Date | null;
  readonly closes_at: Date | null;
  readonly band: number | null;
  readonly callback_for: string | null;
  readonly contact_point: string | null;
};

type Whose = Pick<SubmissionRow, 'episode' | 'person' | 'area'>;
export type MeasuredRow = Whose & {
  readonly id: string;
  readonly submission: string;
  readonly link_id: string;
  readonly value: number;
  readonly unit: string;
  readonly at: Date;
};
export type AgainRow = Whose & {
  readonly id: string;
  readonly household: string;
  readonly programme: string;
  readonly slot: number;
  readonly kind: string;
  readonly due_at: Date;
  readonly deadline_at: Date;
  readonly closes_at: Date;
  readonly band: number;
  readonly callback_for: string | null;
  readonly language: string;
};
export type Counted = { readonly programme: string; readonly area: number; readonly name: string; readonly n: number };

export type Written = {
  readonly districtId: number;
  readonly dueOn: string;
  readonly now: Date;
  readonly submissions: readonly Submission[];
};

/** The statement that writes these submissions, of one local day and each of another episode. */
export function submitStatement({ districtId, dueOn, now, submissions }: Written): { text: string; values: unknown[] } {
  const lists = {
    measured: submissions.flatMap((one) => one.measured),
    needs: submissions.flatMap((one) => one.needs),
    escalations: submissions.flatMap((one) => one.escalations),
    again: submissions.flatMap((one) => one.again),
  };
  const parts = names.filter((name) => lists[name].length > 0);
  const counts = sumUp(submissions.flatMap((one) => one.counts));
  const base = [districtId, dueOn, now, now.toISOString().slice(0, 10), json(submissions.map((one) => one.row)), json(counts)];
  return { text: textOf(parts), values: [...base, ...parts.map((name) => json(lists[name]))] };
}

/** What not every submission brings; a part that writes nothing still costs its start in each of a year's months. */
const names = ['measured', 'needs', 'escalations', 'again'] as const;
type Part = (typeof names)[number];

/** A text in which PostgreSQL cannot hold a character, as of a broken keyboard, must not cost the answers: JSON without it. */
function json(value: unknown): string {
  const text = JSON.stringify(value);
  return unstorable.test(text) ? JSON.stringify(value, (_, part) => (typeof part === 'string' ? storable(part) : part)) : text;
}

const unstorable = /\\u(?:0000|d[89a-f])/i;

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** One change a counter: two in one statement would not be added up. */
function sumUp(counts: readonly Counted[]): Counted[] {
  const sums = new Map<string, Counted>();
  for (const one of counts) {
    const key = `${one.programme} ${one.area} ${one.name}`;
    sums.set(key, { ...one, n: (sums.get(key)?.n ?? 0) + one.n });
  }
  return [...sums.values()];
}

const texts = new Map<string, string>();

/**
 * Everything that submissions write, as one statement: the transaction that matters most, and the desk's busiest after the claim. Here
 * alone a feature writes others' tables (calls, worklist, boards, audit) by itself; each part says whose rule it keeps.
 *
 * Plan it relies on: nested loops from the rows sent to the primary keys of what is changed (nothing is read otherwise); unique indexes
 * need_one_open and escalation_one_open for what may be there already. The households are locked by the statement before and get their
 * turns by the one after (worklist/repoint-statement.ts), which sees what this one wrote.
 */
function textOf(parts: readonly Part[]): string {
  const key = parts.join();
  const known = texts.get(key);
  if (known !== undefined) return known;
  const at = (part: Part) => `$${7 + parts.indexOf(part)}`;
  const by = { district: '$1', now: '$3' };
  const made = `with ${[
    always,
    ...(parts.includes('measured') ? [measured(at('measured'))] : []),
    ...(parts.includes('needs') ? [raiseNeedCtes({ ...by, wanted: at('needs') })] : []),
    ...(parts.includes('escalations') ? [raiseEscalationCtes({ ...by, wanted: at('escalations') })] : []),
    ...(parts.includes('again') ? [again(at('again'))] : []),
    counted(parts),
  ].join(',')}
${trail}`;
  texts.set(key, made);
  return made;
}

const always = `
sent as materialized (
  select * from jsonb_to_recordset($5::jsonb) as r (id uuid, check_in uuid, episode uuid, person uuid, household uuid, area int,
    programme text, version text, attempt uuid, phone_call uuid, informant text, answers jsonb, refused jsonb, readings jsonb,
    complete boolean, level text, triage jsonb, submitted_by uuid, said_at timestamptz, late boolean, check_in_level text,
    completes boolean, high_risk boolean, may_end boolean, next_contact_at timestamptz, disposition text, note text, next_step jsonb,
    audit_id uuid, audit_detail jsonb, due_at timestamptz, closes_at timestamptz, band smallint, callback_for uuid, contact_point uuid)
), said as (
  insert into submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, attempt_id, area_id, programme_id,
    version, informant, answers, refused, readings, complete, level, triage, submitted_by, said_at, submitted_at, late)
  select $1, $2, s.id, $2, s.check_in, s.episode, s.person, s.attempt, s.area, s.programme, s.version, s.informant, s.answers, s.refused,
    s.readings, s.complete, s.level, s.triage, s.submitted_by, s.said_at, $3, s.late
  from sent s
),
-- A missed or cancelled check-in is completed too, late.
answered as (
  update check_in c set level = s.check_in_level,
    state = case when s.completes then 'completed' else c.state end,
    completed_at = case when s.completes then coalesce(c.completed_at, $3) else c.completed_at end
  from sent s
  where c.district_id = $1 and c.due_on = $2 and c.id = s.check_in
), followed as (
  update episode e set last_level = s.level, last_answered_at = s.said_at, high_risk = e.high_risk or s.high_risk, may_end = s.may_end,
    next_contact_at = s.next_contact_at, updated_at = $3
  from sent s
  where e.district_id = $1 and e.id = s.episode and (e.last_answered_at is null or e.last_answered_at <= s.said_at)
),
-- As calls/dispose-attempt.ts: what a person wrote stands; a call on the caller's own phone is over with its last outcome.
disposed as (
  update call_attempt a set disposition = s.disposition, disposed_at = $3, disposed_by = s.submitted_by, counts = true, late = s.late,
    note = s.note, next_step = s.next_step
  from sent s
  where a.district_id = $1 and a.id = s.attempt and a.person_id = s.person and a.disposed_by is null
), hung_up as (
  update phone_call t set state = 'ended', ended_at = $3, cause = 'normal'
  from (select distinct phone_call from sent) s
  where t.district_id = $1 and t.id = s.phone_call and t.state <> 'ended' and t.channel = 'handset'
    and not exists (select from call_attempt a
      where a.district_id = $1 and a.phone_call_id = t.id and a.disposition is null and a.id not in (select attempt from sent where attempt is not null))
),
-- As worklist/close-items.ts and defer-item.ts; an item has its check-in's id.
item as (
  update worklist_item i set
    state = case when s.completes then 'done' else i.state end,
    closed_at = case when s.completes then $3 end,
    close_reason = case when s.completes then 'answered' end,
    due_at = coalesce(s.due_at, i.due_at), closes_at = coalesce(s.closes_at, i.closes_at), band = coalesce(s.band, i.band),
    callback_for = case when s.completes then i.callback_for else s.callback_for end,
    next_contact_point_id = case when s.completes then i.next_contact_point_id else s.contact_point end,
    last_disposition = case when s.completes then i.last_disposition else s.disposition end,
    attempts = i.attempts + case when s.completes then 0 else 1 end
  from sent s
  where i.district_id = $1 and i.id = s.check_in and (i.state = 'open' or (s.completes and i.state = 'dropped'))
)`;

function measured(rows: string): string {
  return `
measured as (
  insert into observation (district_id, day, id, person_id, episode_id, submission_id, area_id, link_id, value, unit, observed_at)
  select $1, $2, m.id, m.person, m.episode, m.submission, m.area, m.link_id, m.value, m.unit, m.at
  from jsonb_to_recordset(${rows}::jsonb) as m (id uuid, submission uuid, episode uuid, person uuid, area int, link_id text, value numeric,
    unit text, at timestamptz)
)`;
}

/** Items as worklist/add-items.ts puts them up. */
function again(rows: string): string {
  return `
again_wanted as (
  select * from jsonb_to_recordset(${rows}::jsonb) as w (id uuid, episode uuid, person uuid, household uuid, area int, programme text,
    slot smallint, kind text, due_at timestamptz, deadline_at timestamptz, closes_at timestamptz, band smallint, callback_for uuid,
    language text)
), again_check_in as (
  insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
    deadline_at, state)
  select $1, $2, w.id, w.episode, w.person, w.household, w.programme, w.area, w.slot, w.kind, w.due_at, w.deadline_at, 'due'
  from again_wanted w
  on conflict do nothing
  returning id
), again_item as (
  insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
    language, band, due_at, closes_at, state, attempts, callback_for, created_at)
  select $1, w.id, $2, w.id, w.episode, w.person, w.household, w.programme, w.area, w.language, w.band, w.due_at, w.closes_at, 'open', 0,
    w.callback_for, $3
  from again_check_in c join again_wanted w on w.id = c.id
), again_turn as (
  insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, fence,
    spans_areas)
  select distinct on (w.household) $1::int, w.household, w.programme, w.area, w.language, w.band, w.due_at, w.closes_at, 'idle', 0, false
  from again_check_in c join again_wanted w on w.id = c.id
  on conflict do nothing
  returning household_id
)`;
}

/** As boards/count.ts, in its order. */
function counted(parts: readonly Part[]): string {
  const raised = [
    ...(parts.includes('needs') ? [`select r.programme_id, r.area_id, 'needs-raised', 1 from raised_need r`] : []),
    ...(parts.includes('escalations')
      ? [
          `select r.programme_id, r.area_id, 'escalations-raised', 1 from raised_escalation r join wanted_escalation w on w.id = r.id`,
        ]
      : []),
  ];
  const known =
    'select k.programme, k.area, k.name, k.n from jsonb_to_recordset($6::jsonb) as k (programme text, area int, name text, n int)';
  return `
counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select $1, $2, a.programme, a.area, a.name, sum(a.n)
  from (${[known, ...raised].join(' union all ')}) as a (programme, area, name, n)
  group by a.programme, a.area, a.name having sum(a.n) <> 0 order by a.area, a.name, a.programme
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)`;
}

const trail = `
insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id, detail)
select $1, $4, s.audit_id, $3, s.submitted_by, 'answers.submitted', 'check-in', s.check_in::text, s.audit_detail from sent s`;
