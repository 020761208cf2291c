-- The telephone exchange: who is in charge of it, and the callers' own legs.

-- Local: one exchange obeys one server at a time. A server in charge raises `beat` every few seconds; one that sees the same beat for
-- longer than the lease, by its own clock, takes over and raises `fence`. So no two machines need the same time.
create table telephone_owner (
  name text primary key,
  -- Null: nobody is in charge; it was given up in order.
  owner uuid,
  fence bigint not null,
  beat bigint not null
);
grant select, insert, update on telephone_owner to kshem_system;

-- Local: where a caller is rung. The number belongs to the account, like its passkeys; E.164, never logged.
create table own_phone (
  user_id uuid primary key,
  number text not null,
  set_at timestamptz not null
);
grant select, insert, update, delete on own_phone to kshem_app, kshem_system;

-- A caller's own telephone, rung once and kept connected; people are brought to it one after the other.
create table caller_leg (
  district_id int not null,
  id uuid not null,
  user_id uuid not null,
  state text not null constraint caller_leg_state_known check (state in ('dialling', 'answered', 'ended')),
  requested_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  cause text,
  -- Let go of after this instant, unless it is used again before.
  deadline_at timestamptz not null,
  primary key (district_id, id)
) with (autovacuum_vacuum_scale_factor = 0.01);
create unique index caller_leg_one_live on caller_leg (district_id, user_id) where state <> 'ended';

alter table caller_leg enable row level security;
create policy in_scope on caller_leg to kshem_app
  using (district_id = nullif(current_setting('kshem.district', true), '')::int)
  with check (district_id = nullif(current_setting('kshem.district', true), '')::int);
create policy whole_district on caller_leg to kshem_system using (true) with check (true);
grant select, insert, update, delete on caller_leg to kshem_app;
grant select, insert, update, delete on caller_leg to kshem_system;
