-- Ground: who works here, where, under which programme. Reference tables are small and rarely written; local tables belong to
-- one installation. Every table's kind is recorded in db/tables.ts and checked by a test.

create extension if not exists pg_trgm;

-- Reference -----------------------------------------------------------------------------------------------------------------
create table area (
  id int primary key,
  parent_id int references area (id),
  level text not null constraint area_level_known check (level in ('state', 'district', 'block', 'ward', 'village')),
  district_id int,
  lgd_code text,
  name_en text not null,
  name_hi text not null,
  -- Ids from the root down to this one, so that "everything below" is one comparison.
  path int[] not null
);
create index area_district on area (district_id, level);
create index area_path on area using gin (path);

create table district (
  id int primary key references area (id),
  name_en text not null,
  name_hi text not null,
  time_zone text not null,
  default_language text not null
);

create table app_user (
  id uuid primary key,
  login text not null constraint app_user_login unique,
  name_en text not null,
  name_hi text not null,
  -- argon2id in PHC form; null = may not sign in with a password (the simulated callers of a demo day).
  password_hash text,
  must_change_password boolean not null,
  languages text[] not null,
  ui_language text not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table user_role (
  user_id uuid not null references app_user (id),
  role text not null constraint user_role_known
    check (role in ('caller', 'doctor', 'field', 'supervisor', 'officer', 'administrator')),
  primary key (user_id, role)
);

create table user_area (
  user_id uuid not null references app_user (id),
  district_id int not null references district (id),
  area_id int not null references area (id),
  primary key (user_id, district_id, area_id)
);

create table programme (
  id text primary key,
  title_en text not null,
  title_hi text not null
);

create table protocol_version (
  programme_id text not null references programme (id),
  version text not null,
  sha256 text not null,
  body jsonb not null,
  published_at timestamptz not null,
  published_by uuid references app_user (id),
  primary key (programme_id, version)
);

-- A programme running in a district: which version new episodes start on.
create table programme_district (
  programme_id text not null references programme (id),
  district_id int not null references district (id),
  version text not null,
  active_from date not null,
  active_until date,
  primary key (programme_id, district_id),
  constraint programme_district_version foreign key (programme_id, version) references protocol_version (programme_id, version)
);

-- Local -----------------------------------------------------------------------------------------------------------------------
create table session (
  id uuid primary key,
  user_id uuid not null,
  token_sha256 bytea not null constraint session_token unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text
);
create index session_of_user on session (user_id);

create table sign_in_throttle (
  key text primary key,
  failures int not null,
  first_failure_at timestamptz not null,
  blocked_until timestamptz
);

-- Two roles the server works as; the owner of the tables only migrates. kshem_app sees what its transaction's scope allows,
-- kshem_system (jobs, imports, day close) a whole district. Roles belong to the cluster, so they may be there already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kshem_app') then create role kshem_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'kshem_system') then create role kshem_system nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  if not pg_has_role(current_user, 'kshem_app', 'member') then execute format('grant kshem_app to %I', current_user); end if;
  if not pg_has_role(current_user, 'kshem_system', 'member') then execute format('grant kshem_system to %I', current_user); end if;
end $$;
grant usage on schema public to kshem_app, kshem_system;
