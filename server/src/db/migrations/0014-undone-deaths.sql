-- Deaths that were told wrongly.

-- A death that was told wrongly is undone by two people; the database knows that they are two.
create table death_undo (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  area_id int not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  primary key (district_id, id),
  constraint death_undo_person foreign key (district_id, person_id) references person (district_id, id),
  constraint death_undo_by_two check (confirmed_by is null or confirmed_by <> asked_by),
  constraint death_undo_whole check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index death_undo_one_open on death_undo (district_id, person_id) where confirmed_at is null;

alter table death_undo enable row level security;
create policy in_scope on death_undo to kshem_app
  using (district_id = nullif(current_setting('kshem.district', true), '')::int
    and case current_setting('kshem.areas', true) when '*' then true
      else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)
  with check (district_id = nullif(current_setting('kshem.district', true), '')::int
    and case current_setting('kshem.areas', true) when '*' then true
      else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end);
create policy whole_district on death_undo to kshem_system using (true) with check (true);
grant select, insert, update, delete on death_undo to kshem_app, kshem_system;
