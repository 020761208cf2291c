-- A second proof at sign-in, and what a district decides for itself.

-- Local: keys and codes belong to the installation whose sign-in page they were made for.

-- The authenticator app's shared secret, sealed with the server's key. Without confirmed_at the holder has not yet shown a code from it.
create table totp_secret (
  user_id uuid primary key,
  sealed bytea not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  -- The last 30-second step whose code was taken; no code is taken twice.
  last_step bigint,
  last_used_at timestamptz
);

create table passkey (
  credential_id text primary key,
  id uuid not null constraint passkey_id unique,
  user_id uuid not null,
  -- Chosen by the holder, to tell one device from another.
  name text not null,
  -- The host it was made for; browsers use it nowhere else.
  rp_id text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  made_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_of_user on passkey (user_id);

-- Each opens the account once; 80 random bits, so that a plain hash keeps them.
create table recovery_code (
  user_id uuid not null,
  code_sha256 bytea not null,
  made_at timestamptz not null,
  primary key (user_id, code_sha256)
);

-- Between two steps of one matter: the password was right, the second proof is awaited; or a passkey is being made.
create table step_ticket (
  token_sha256 bytea primary key,
  user_id uuid not null,
  purpose text not null constraint step_ticket_purpose check (purpose in ('sign-in', 'add-passkey')),
  -- What the passkey must sign; null until one was asked for.
  challenge text,
  expires_at timestamptz not null
);
create index step_ticket_of_user on step_ticket (user_id);

-- Set when the session opens: nothing but adding a second factor is open to it.
alter table session add column must_add_second_factor boolean not null default false;

-- Reference: a few words of each district, read by every server.
create table district_setting (
  district_id int primary key references district (id),
  -- Accounts with one of these roles need a second factor.
  second_factor_roles text[] not null,
  -- Narrower hours than the protocols give, local HH:MM; null: the protocols' own.
  calls_from text,
  calls_until text,
  -- ISO weekdays and local dates on which nobody is called, whatever the protocol says.
  closed_weekdays int[] not null,
  closed_days date[] not null,
  changed_at timestamptz not null,
  changed_by uuid references app_user (id),
  constraint district_setting_hours check (calls_from is null or calls_until is null or calls_from < calls_until)
);

grant select, insert, update, delete on totp_secret, passkey, recovery_code, step_ticket, district_setting to kshem_app, kshem_system;
