-- Needs to the person's own confirmation: what was asked and promised on the call, what proves that it came, who hears of it when it does not.

alter table need add column priority smallint not null default 3 constraint need_priority_known check (priority between 1 and 3);
-- What was asked when it was raised, by the question's code; null: nothing was.
alter table need add column asked jsonb;
-- Four digits that the person was told on the call. Whoever delivers never sees them.
alter table need add column code text;
alter table need add column code_wrong smallint not null default 0;
-- How often somebody went and came back with it.
alter table need add column failed smallint not null default 0;
alter table need add column delivered_at timestamptz;
alter table need add column delivered_by uuid;
alter table need add column proof text constraint need_proof_known check (proof in ('code', 'code-wrong', 'photo', 'note', 'none'));
alter table need add column escalated_to text constraint need_escalated_known check (escalated_to in ('supervisor', 'officer'));
-- When the next officer hears of it: overdue, or delivered and never asked about. null: nobody is above, or it is closed.
alter table need add column escalate_at timestamptz;
update need set escalate_at = due_at where status in ('open', 'assigned');
update need set escalate_at = updated_at + interval '48 hours' where status = 'fulfilled';

-- The proof, the reason it could not be delivered, whom it was passed on to.
alter table need_event add column detail jsonb;

-- Lists are read from their beginning in the order they are shown in: those that somebody waits for, of a unit, a ward or a person.
create index need_waiting on need (district_id, due_at, id) where status in ('open', 'assigned');
create index need_free on need (district_id, owner_unit, area_id, due_at, id) where status = 'open' and assigned_to is null;
create index need_said_to_have_come on need (district_id, due_at, id) where status = 'fulfilled';
create index need_waiting_kind on need (district_id, kind, due_at, id) where status in ('open', 'assigned');
create index need_held on need (district_id, assigned_to, due_at, id) where status in ('open', 'assigned');
create index need_told_of on need (district_id, escalated_to, due_at, id) where escalated_to is not null;
create index need_passed_on on need (district_id, escalate_at) where escalate_at is not null;

-- What a camera saw at the door, scaled in the page. Kept apart: a list of needs never reads it.
create table need_photo (
  district_id int not null,
  need_id uuid not null,
  id uuid not null,
  area_id int not null,
  taken_at timestamptz not null,
  taken_by uuid not null,
  content bytea not null constraint need_photo_small check (octet_length(content) <= 450000),
  primary key (district_id, need_id, id),
  constraint need_photo_need foreign key (district_id, need_id) references need (district_id, id)
);

do $$
begin
  alter table need_photo enable row level security;
  create policy in_scope on need_photo to kshem_app
    using (district_id = nullif(current_setting('kshem.district', true), '')::int
      and case current_setting('kshem.areas', true) when '*' then true
        else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)
    with check (district_id = nullif(current_setting('kshem.district', true), '')::int
      and case current_setting('kshem.areas', true) when '*' then true
        else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end);
  create policy whole_district on need_photo to kshem_system using (true) with check (true);
  grant select, insert on need_photo to kshem_app, kshem_system;
end $$;

-- What came of it, where the kind has outcomes: the dose given, the result of a test; and on which day.
alter table need add column outcome text;
alter table need add column outcome_on date;

-- The help desk for service families: whose people they are, as data. A category that is withdrawn is chosen no more, and stays readable.
create table beneficiary_category (
  district_id int not null,
  code text not null,
  title_en text not null,
  title_hi text not null,
  -- Whether a serving, retired or fallen officer stands behind it.
  of_officer boolean not null,
  withdrawn_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (district_id, code)
);
grant select, insert, update, delete on beneficiary_category to kshem_app, kshem_system;

-- The officer under whom a family stands together; known by the number of their service book.
create table officer (
  district_id int not null,
  id uuid not null,
  service_number text not null,
  name text not null,
  state text not null constraint officer_state_known check (state in ('serving', 'retired', 'fallen')),
  unit text,
  created_at timestamptz not null,
  created_by uuid,
  primary key (district_id, id),
  constraint officer_service_number unique (district_id, service_number)
);

create table beneficiary (
  district_id int not null,
  person_id uuid not null,
  area_id int not null,
  category text not null,
  officer_id uuid,
  relation text constraint beneficiary_relation_known check (relation in ('self', 'spouse', 'child', 'parent', 'sibling', 'other')),
  registered_at timestamptz not null,
  registered_by uuid,
  updated_at timestamptz not null,
  primary key (district_id, person_id),
  constraint beneficiary_person foreign key (district_id, person_id) references person (district_id, id),
  constraint beneficiary_officer foreign key (district_id, officer_id) references officer (district_id, id)
);
create index beneficiary_of_officer on beneficiary (district_id, officer_id) where officer_id is not null;

-- One who came, rang or wrote, with the number they are called by. Numbers begin anew each day.
create table help_visit (
  district_id int not null,
  id uuid not null,
  day date not null,
  token int not null,
  person_id uuid not null,
  area_id int not null,
  channel text not null constraint help_visit_channel_known check (channel in ('walk-in', 'phone', 'message')),
  at timestamptz not null,
  by_user uuid not null,
  primary key (district_id, id),
  constraint help_visit_token unique (district_id, day, token),
  constraint help_visit_person foreign key (district_id, person_id) references person (district_id, id)
);
create index help_visit_of_person on help_visit (district_id, person_id);

-- The last number given on a day.
create table help_token (
  district_id int not null,
  day date not null,
  n int not null,
  primary key (district_id, day)
);

create table help_visit_need (
  district_id int not null,
  visit_id uuid not null,
  need_id uuid not null,
  area_id int not null,
  primary key (district_id, visit_id, need_id),
  constraint help_visit_need_visit foreign key (district_id, visit_id) references help_visit (district_id, id),
  constraint help_visit_need_need foreign key (district_id, need_id) references need (district_id, id)
);
create index help_visit_need_of on help_visit_need (district_id, need_id);

do $$
declare t text;
begin
  foreach t in array array['beneficiary', 'help_visit', 'help_visit_need'] loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int
        and case current_setting('kshem.areas', true) when '*' then true
          else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int
        and case current_setting('kshem.areas', true) when '*' then true
          else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)$policy$, t);
    execute format('create policy whole_district on %I to kshem_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to kshem_app, kshem_system', t);
  end loop;
  foreach t in array array['officer', 'help_token'] loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int)$policy$, t);
    execute format('create policy whole_district on %I to kshem_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to kshem_app, kshem_system', t);
  end loop;
end $$;
