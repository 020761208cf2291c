-- The day: what is due (kept for years, by month), the desk (small, hot, swept nightly), attempts, answers, what follows.

-- Clinical record: one planned contact of an episode.
create table check_in (
  district_id int not null,
  due_on date not null,
  id uuid not null,
  episode_id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  programme_id text not null,
  area_id int not null,
  slot smallint not null,
  kind text not null constraint check_in_kind_known check (kind in ('first', 'routine', 'monitoring', 'again')),
  due_at timestamptz not null,
  deadline_at timestamptz not null,
  state text not null constraint check_in_state_known check (state in ('planned', 'due', 'completed', 'missed', 'cancelled')),
  completed_at timestamptz,
  level text,
  primary key (district_id, due_on, id),
  constraint check_in_slot unique (district_id, due_on, episode_id, slot)
) partition by range (due_on);
create index check_in_episode on check_in (district_id, episode_id, due_on);

-- One turn at the telephone: everybody who is reached by one phone and has something open today. This is what a caller claims,
-- so the band and the instant are the best of its open items; worklist/repoint-statement.ts keeps them so.
create table worklist_household (
  district_id int not null,
  household_id uuid not null,
  -- Codes, compared byte by byte and not by a language's rules.
  programme_id text collate "C" not null,
  area_id int not null,
  language text collate "C" not null,
  band smallint not null,
  due_at timestamptz not null,
  -- End of the calling window of the item that leads.
  closes_at timestamptz not null,
  state text not null,
  claimed_by uuid,
  claimed_at timestamptz,
  claim_until timestamptz,
  -- Fencing number: grows with every claim; a writer shows the one it holds, so a late one is noticed.
  fence bigint not null,
  -- The caller who promised the callback; others may take it a few minutes after its time.
  callback_for uuid,
  -- When another of its open items may have come to lead (a better one falls due, the leading one's window closes); null = never.
  look_again_at timestamptz,
  -- Its open items are of more than one area: a caller's scope may not show them all, so the sweep looks again after each change.
  spans_areas boolean not null,
  -- Programme, language and ward as one value: the claim asks the index once for each, and one column is searched in half the time of three.
  lane text collate "C" not null generated always as (programme_id || ' ' || language || ' ' || area_id) stored,
  primary key (district_id, household_id),
  -- One constraint for both, because each costs the claim a few microseconds.
  constraint worklist_turn_whole check (
    (state = 'claimed' and claimed_by is not null and claimed_at is not null and claim_until is not null)
    or (state in ('ready', 'idle') and claimed_by is null and claimed_at is null and claim_until is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
create index worklist_household_ready on worklist_household (district_id, lane, band, due_at) where state = 'ready';
-- For those who call a whole district: without it a claim asks once for every ward.
create index worklist_household_ready_all on worklist_household
  (district_id, programme_id, language, band, due_at) where state = 'ready';
-- A caller holds one household at a time: nobody picks by taking many and leaving some.
create unique index worklist_one_claim_a_caller on worklist_household (district_id, claimed_by) where state = 'claimed';
create index worklist_household_look_again on worklist_household (district_id, look_again_at) where look_again_at is not null;

create table worklist_item (
  district_id int not null,
  id uuid not null,
  check_in_due_on date not null,
  check_in_id uuid not null,
  episode_id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  programme_id text not null,
  area_id int not null,
  language text not null,
  band smallint not null,
  due_at timestamptz not null,
  closes_at timestamptz not null,
  state text not null constraint worklist_item_state_known check (state in ('open', 'done', 'dropped')),
  attempts smallint not null,
  last_disposition text,
  -- The number the ladder wants tried next; null = the person's first usable one.
  next_contact_point_id uuid,
  callback_for uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  primary key (district_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
create unique index worklist_item_one_open on worklist_item (district_id, check_in_id) where state = 'open';
create index worklist_item_household on worklist_item (district_id, household_id) where state = 'open';
create index worklist_item_person on worklist_item (district_id, person_id);

create table worklist_skip (
  district_id int not null,
  id uuid not null,
  household_id uuid not null,
  user_id uuid not null,
  reason text not null,
  skipped_at timestamptz not null,
  primary key (district_id, id)
);
create index worklist_skip_of_user on worklist_skip (district_id, user_id, skipped_at);

-- The telephone thing under one or more attempts. One phone is never rung by two at once.
create table phone_call (
  district_id int not null,
  id uuid not null,
  household_id uuid not null,
  contact_point_id uuid not null,
  caller_id uuid not null,
  fence bigint not null,
  channel text not null constraint phone_call_channel_known check (channel in ('handset', 'asterisk', 'simulated')),
  state text not null constraint phone_call_state_known
    check (state in ('requested', 'dialling', 'ringing', 'answered', 'ended')),
  requested_at timestamptz not null,
  dialled_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  cause text,
  -- After this instant the call counts as lost: reconcile closes it.
  deadline_at timestamptz not null,
  primary key (district_id, id)
) with (autovacuum_vacuum_scale_factor = 0.01);
create unique index phone_call_one_live on phone_call (district_id, contact_point_id) where state <> 'ended';
create index phone_call_live on phone_call (district_id, deadline_at) where state <> 'ended';

-- One try to reach one person for one check-in. One live attempt per person.
create table call_attempt (
  district_id int not null,
  id uuid not null,
  phone_call_id uuid not null,
  person_id uuid not null,
  episode_id uuid not null,
  check_in_due_on date not null,
  check_in_id uuid not null,
  item_id uuid not null,
  contact_point_id uuid not null,
  caller_id uuid not null,
  area_id int not null,
  requested_at timestamptz not null,
  disposition text,
  disposed_at timestamptz,
  disposed_by uuid,
  -- False: a failure of ours (network, trunk); never held against the person.
  counts boolean not null,
  -- Recorded after the claim had run out: kept, and marked.
  late boolean not null,
  self_reported boolean not null,
  note text,
  -- What the reach ladder said follows (domain/schedule/next-attempt); null while nothing is settled, and where answers settled it.
  next_step jsonb,
  primary key (district_id, id)
) with (autovacuum_vacuum_scale_factor = 0.01);
create unique index call_attempt_one_live on call_attempt (district_id, person_id) where disposition is null;
create index call_attempt_person on call_attempt (district_id, person_id, requested_at);
create index call_attempt_call on call_attempt (district_id, phone_call_id);

create table attempt_event (
  district_id int not null,
  day date not null,
  id uuid not null,
  phone_call_id uuid not null,
  kind text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  detail jsonb,
  primary key (district_id, day, id)
) partition by range (day);
create index attempt_event_call on attempt_event (district_id, phone_call_id);

-- What was said, with what it meant. The id is made where the answers are typed, so a second send is the same row.
create table submission (
  district_id int not null,
  day date not null,
  id uuid not null,
  check_in_due_on date not null,
  check_in_id uuid not null,
  episode_id uuid not null,
  person_id uuid not null,
  attempt_id uuid,
  area_id int not null,
  programme_id text not null,
  version text not null,
  informant text not null,
  answers jsonb not null,
  -- Raw answers that could not be taken as they stood; kept beside, never dropped.
  refused jsonb not null,
  -- Measurements taken again during the call, besides the one in the answers; null = none.
  readings jsonb,
  complete boolean not null,
  level text not null constraint submission_level_known check (level in ('red', 'amber', 'yellow', 'green')),
  triage jsonb not null,
  submitted_by uuid not null,
  said_at timestamptz not null,
  submitted_at timestamptz not null,
  late boolean not null,
  primary key (district_id, day, id)
) partition by range (day);
create index submission_episode on submission (district_id, episode_id, said_at);
create index submission_check_in on submission (district_id, check_in_id);

create table observation (
  district_id int not null,
  day date not null,
  id uuid not null,
  person_id uuid not null,
  episode_id uuid not null,
  submission_id uuid not null,
  area_id int not null,
  link_id text not null,
  value numeric not null,
  unit text not null,
  observed_at timestamptz not null,
  primary key (district_id, day, id)
) partition by range (day);
create index observation_episode on observation (district_id, episode_id, link_id, observed_at);

create table need (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  episode_id uuid,
  area_id int not null,
  programme_id text not null,
  kind text not null,
  status text not null constraint need_status_known
    check (status in ('open', 'assigned', 'fulfilled', 'confirmed', 'declined')),
  cause text not null constraint need_cause_known check (cause in ('answers', 'silence', 'number', 'refusal', 'person', 'desk')),
  owner_unit text not null,
  assigned_to uuid,
  detail text,
  raised_at timestamptz not null,
  raised_by uuid,
  submission_id uuid,
  due_at timestamptz not null,
  -- When the person was told it would come; moves no deadline.
  promised_at timestamptz,
  closed_at timestamptz,
  reopened smallint not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint need_person foreign key (district_id, person_id) references person (district_id, id)
);
-- A need that is open is not raised a second time.
create unique index need_one_open on need (district_id, person_id, kind) where closed_at is null;
create index need_open on need (district_id, owner_unit, due_at) where closed_at is null;

create table need_event (
  district_id int not null,
  id uuid not null,
  need_id uuid not null,
  area_id int not null,
  action text not null,
  status text not null,
  at timestamptz not null,
  by_user uuid,
  note text,
  primary key (district_id, id),
  constraint need_event_need foreign key (district_id, need_id) references need (district_id, id)
);
create index need_event_need on need_event (district_id, need_id);

create table escalation (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  episode_id uuid not null,
  area_id int not null,
  programme_id text not null,
  level text not null constraint escalation_level_known check (level in ('red', 'amber', 'yellow', 'green')),
  status text not null constraint escalation_status_known check (status in ('raised', 'acknowledged', 'resolved')),
  rule_ids text[] not null,
  owner_unit text not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  submission_id uuid,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint escalation_person foreign key (district_id, person_id) references person (district_id, id),
  -- No escalation is closed without somebody's name on the acknowledgement.
  constraint escalation_named check (status = 'raised' or acknowledged_by is not null)
);
create unique index escalation_one_open on escalation (district_id, episode_id) where status <> 'resolved';
create index escalation_open on escalation (district_id, due_at) where status <> 'resolved';

create table escalation_event (
  district_id int not null,
  id uuid not null,
  escalation_id uuid not null,
  area_id int not null,
  action text not null,
  status text not null,
  at timestamptz not null,
  by_user uuid,
  note text,
  primary key (district_id, id),
  constraint escalation_event_escalation foreign key (district_id, escalation_id) references escalation (district_id, id)
);
create index escalation_event_of on escalation_event (district_id, escalation_id);

-- Roll-ups for boards, one row a ward so that writers do not queue on one another.
create table day_counter (
  district_id int not null,
  day date not null,
  programme_id text not null,
  area_id int not null,
  name text not null,
  n int not null,
  primary key (district_id, day, programme_id, area_id, name)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);

-- The closed day. Written once; a correction is a new revision with its reason.
create table day_ledger (
  district_id int not null,
  day date not null,
  programme_id text not null,
  revision smallint not null,
  closed_at timestamptz not null,
  closed_by uuid,
  reason text,
  totals jsonb not null,
  primary key (district_id, day, programme_id, revision)
);

create table day_ledger_row (
  district_id int not null,
  day date not null,
  programme_id text not null,
  revision smallint not null,
  episode_id uuid not null,
  person_id uuid not null,
  area_id int not null,
  status text not null constraint ledger_status_known check (status in ('reached', 'tried', 'not-attempted', 'stopped')),
  why text not null,
  attempts smallint not null,
  level text,
  next_step text not null,
  next_on date,
  primary key (district_id, day, programme_id, revision, episode_id)
) partition by range (day);

-- History of the desk: closed items and ended attempts move here nightly (no foreign keys, so that the live tables stay small).
create table worklist_item_history (
  district_id int not null,
  day date not null,
  id uuid not null,
  check_in_id uuid not null,
  episode_id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  programme_id text not null,
  area_id int not null,
  band smallint not null,
  state text not null,
  attempts smallint not null,
  last_disposition text,
  created_at timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  primary key (district_id, day, id)
) partition by range (day);

create table call_attempt_history (
  district_id int not null,
  -- The day for which the check-in was due: an attempt belongs to the day it was made for.
  day date not null,
  id uuid not null,
  phone_call_id uuid not null,
  person_id uuid not null,
  episode_id uuid not null,
  check_in_id uuid not null,
  contact_point_id uuid not null,
  caller_id uuid not null,
  area_id int not null,
  channel text not null,
  requested_at timestamptz not null,
  dialled_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  cause text,
  disposition text,
  disposed_at timestamptz,
  counts boolean not null,
  late boolean not null,
  self_reported boolean not null,
  note text,
  next_step jsonb,
  primary key (district_id, day, id)
) partition by range (day);
create index call_attempt_history_episode on call_attempt_history (district_id, episode_id, day);
create index call_attempt_history_person on call_attempt_history (district_id, person_id, day);
