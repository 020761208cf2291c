-- Lists in, the trail of who did what, and work handed to machines.

create table import_run (
  district_id int not null,
  id uuid not null,
  source_id uuid not null,
  programme_id text not null references programme (id),
  file_name text not null,
  file_sha256 text not null,
  -- The day the office made the list; what is later than it in a row is refused.
  list_on date not null,
  -- Some of the rows only, such as corrected ones: who is not in it has not vanished.
  partial boolean not null,
  status text not null constraint import_status_known check (status in ('queued', 'running', 'finished', 'failed')),
  -- The columns: heading as written, field, how sure.
  mapping jsonb not null,
  rows_read int not null,
  counts jsonb not null,
  failure jsonb,
  started_at timestamptz not null,
  finished_at timestamptz,
  started_by uuid,
  primary key (district_id, id),
  constraint import_run_source foreign key (district_id, source_id) references list_source (district_id, id)
);
create unique index import_run_one_running on import_run (district_id, source_id) where status in ('queued', 'running');
create index import_run_file on import_run (district_id, source_id, file_sha256);

create table import_row (
  district_id int not null,
  import_id uuid not null,
  row_number int not null,
  verdict text not null constraint import_verdict_known
    check (verdict in ('accepted', 'accepted-with-warnings', 'suspected-duplicate', 'rejected', 'unchanged', 'updated')),
  person_id uuid,
  -- Problems found: column, code, class. Null where there is none.
  problems jsonb,
  -- The row as it came, only where it must go back for correction.
  cells jsonb,
  primary key (district_id, import_id, row_number)
);

-- Which person a row of a source's cumulative list is; how tomorrow's list recognises today's people. No foreign key to person: people
-- are never removed, and its check would cost an import a tenth of its time.
create table list_entry (
  district_id int not null,
  source_id uuid not null,
  entry_key text not null,
  person_id uuid not null,
  -- What the list last said of the person (domain/intake/told.ts): tomorrow's is compared with it, not with what callers found out since.
  told jsonb not null,
  last_import_id uuid not null,
  vanished_at timestamptz,
  primary key (district_id, source_id, entry_key)
);
create index list_entry_person on list_entry (district_id, person_id, source_id);

create table person_change (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  area_id int not null,
  import_id uuid,
  changed_at timestamptz not null,
  changed_by uuid,
  field text not null,
  before text,
  after text,
  primary key (district_id, id)
);
create index person_change_import on person_change (district_id, import_id) where import_id is not null;
create index person_change_person on person_change (district_id, person_id);

create table merge_proposal (
  district_id int not null,
  id uuid not null,
  -- The pair, smaller id first, so that one pair is proposed once.
  person_a uuid not null,
  person_b uuid not null,
  import_id uuid,
  evidence jsonb not null,
  score smallint not null,
  status text not null constraint merge_status_known check (status in ('proposed', 'merged', 'kept-apart')),
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (district_id, id),
  constraint merge_proposal_pair unique (district_id, person_a, person_b),
  constraint merge_proposal_order check (person_a < person_b)
);
create index merge_proposal_open on merge_proposal (district_id, proposed_at) where status = 'proposed';

create table audit_event (
  district_id int not null,
  day date not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb,
  primary key (district_id, day, id)
) partition by range (day);
create index audit_event_subject on audit_event (district_id, subject_id, at);

create table outbox (
  district_id int not null,
  id uuid not null,
  job text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  primary key (district_id, id)
) with (autovacuum_vacuum_scale_factor = 0.01);
