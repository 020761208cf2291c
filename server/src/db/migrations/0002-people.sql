-- People, how to reach them, their episodes of care. district_id comes first in every key: a district never shares a row, and the
-- whole schema can be spread over machines by it.

create table household (
  district_id int not null,
  id uuid not null,
  created_at timestamptz not null,
  primary key (district_id, id)
);

create table person (
  district_id int not null,
  id uuid not null,
  household_id uuid not null,
  area_id int not null references area (id),
  name text not null,
  -- Latin key that joins spellings and scripts (domain/name/name-key), for search and duplicate proposals.
  name_key text not null,
  sex text constraint person_sex_known check (sex in ('female', 'male', 'other')),
  -- Age as told, on the day it was told; null = not known.
  age_years numeric(5, 2) constraint person_age_possible check (age_years between 0 and 125),
  age_on date,
  age_approximate boolean not null,
  language text not null,
  address text,
  conditions text[] not null,
  pregnant boolean,
  -- The person's own usual SpO2 in percent, for chronic lung disease; null = not known.
  usual_spo2 smallint constraint person_usual_spo2_possible check (usual_spo2 between 50 and 100),
  high_risk boolean not null,
  deceased_at timestamptz,
  do_not_call_at timestamptz,
  do_not_call_reason text,
  merged_into uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint person_household foreign key (district_id, household_id) references household (district_id, id)
);
create index person_household on person (district_id, household_id);
create index person_name on person using gin (name_key gin_trgm_ops);
create index person_area on person (district_id, area_id);
-- Records that turned out to be of the same person: what was said under them stays where it was written.
create index person_merged on person (district_id, merged_into) where merged_into is not null;

-- Numbers by which lists and laboratories know a person (ICMR, SRF, list number of a source).
create table person_identifier (
  district_id int not null,
  system text not null,
  value text not null,
  person_id uuid not null,
  primary key (district_id, system, value),
  constraint person_identifier_person foreign key (district_id, person_id) references person (district_id, id)
);
create index person_identifier_person on person_identifier (district_id, person_id);

create table contact_point (
  district_id int not null,
  id uuid not null,
  number text not null,
  kind text not null constraint contact_point_kind_known check (kind in ('mobile', 'landline', 'unknown')),
  state text not null constraint contact_point_state_known check (state in ('usable', 'not-in-service')),
  state_at timestamptz not null,
  primary key (district_id, id),
  constraint contact_point_number unique (district_id, number)
);
-- People say and remember the end of a number.
create index contact_point_ending on contact_point (district_id, reverse(number) text_pattern_ops);

create table person_contact_point (
  district_id int not null,
  person_id uuid not null,
  contact_point_id uuid not null,
  area_id int not null,
  -- 1 is tried first.
  rank smallint not null,
  relation text not null constraint person_contact_relation_known check (relation in ('self', 'family', 'neighbour', 'unknown')),
  -- Set when somebody else answered who does not know the person: never tried again for this person.
  wrong_at timestamptz,
  primary key (district_id, person_id, contact_point_id),
  constraint person_contact_person foreign key (district_id, person_id) references person (district_id, id),
  constraint person_contact_point_point foreign key (district_id, contact_point_id) references contact_point (district_id, id)
);
create index person_contact_by_point on person_contact_point (district_id, contact_point_id);

create table list_source (
  district_id int not null,
  id uuid not null,
  code text not null,
  -- Column heading → field, as last corrected by a person; offered again with the next file of this source.
  mapping jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint list_source_code unique (district_id, code)
);

create table episode (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  -- A programme of its own by episode_version: a second reference would only be checked a second time.
  programme_id text not null,
  version text not null,
  area_id int not null,
  source_id uuid,
  opened_at timestamptz not null,
  opened_on date not null,
  onset_on date,
  sample_on date,
  status text not null constraint episode_status_known check (status in ('active', 'paused', 'ended')),
  outcome text constraint episode_outcome_known check (outcome in ('completed', 'recovered', 'referred', 'died', 'moved',
    'lost-to-follow-up', 'withdrew', 'not-a-case', 'duplicate')),
  ended_at timestamptz,
  high_risk boolean not null,
  -- Level of the last answered check-in; null = never answered.
  last_level text constraint episode_level_known check (last_level in ('red', 'amber', 'yellow', 'green')),
  last_answered_at timestamptz,
  -- When the protocol wants the next contact, from the last answers; null = by cadence.
  next_contact_at timestamptz,
  -- The last answered check-in met the rule by which follow-up may end.
  may_end boolean not null default false,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint episode_person foreign key (district_id, person_id) references person (district_id, id),
  constraint episode_version foreign key (programme_id, version) references protocol_version (programme_id, version),
  constraint episode_ended_says_how check ((status = 'ended') = (outcome is not null) and (status = 'ended') = (ended_at is not null))
);
create unique index episode_one_open on episode (district_id, person_id, programme_id) where status <> 'ended';
create index episode_open on episode (district_id, programme_id, id) where status = 'active';
create index episode_person on episode (district_id, person_id);
