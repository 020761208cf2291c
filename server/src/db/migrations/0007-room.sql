-- The control room: who rests, and how the district looks on a map.

-- Who has stepped away from the desk, and why. Whoever is not here is at work or has gone home; that is told by their calls.
create table pause (
  district_id int not null,
  user_id uuid not null,
  code text not null,
  began_at timestamptz not null,
  primary key (district_id, user_id)
);
create table pause_history (
  district_id int not null,
  id uuid not null,
  user_id uuid not null,
  code text not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (district_id, id)
);
create index pause_history_day on pause_history (district_id, ended_at);

do $$
declare t text;
begin
  foreach t in array array['pause', 'pause_history'] loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int)$policy$, t);
    execute format('create policy whole_district on %I to kshem_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to kshem_app', t);
    execute format('grant select, insert, update, delete on %I to kshem_system', t);
  end loop;
end $$;
revoke update, delete on pause_history from kshem_app, kshem_system;

-- Outlines of areas, GeoJSON in degrees; a district without them is drawn as tiles.
create table area_shape (
  area_id int primary key references area (id),
  outline jsonb not null
);
grant select, insert, update, delete on area_shape to kshem_app, kshem_system;

-- The room's half hours are counted by when calls were made.
create index call_attempt_requested on call_attempt (district_id, requested_at);
create index phone_call_requested on phone_call (district_id, requested_at);
