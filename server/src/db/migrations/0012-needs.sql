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
create index need_waiting_ward on need (district_id, owner_unit, area_id, due_at, id) where status in ('open', 'assigned');
create index need_said_to_have_come on need (district_id, due_at, id) where status = 'fulfilled';
create index need_held on need (district_id, assigned_to, due_at, id) where status in ('open', 'assigned');
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
