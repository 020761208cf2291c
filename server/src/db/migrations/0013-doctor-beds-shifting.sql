-- The doctor's desk, the registry of beds and ambulances, and shifting from home to hospital.

-- A hospital's clerk: tells how many beds are free, and sees who is on the way to their own house.
alter table user_role drop constraint user_role_known;
alter table user_role add constraint user_role_known
  check (role in ('caller', 'doctor', 'field', 'supervisor', 'officer', 'administrator', 'clerk'));

-- Who must act: 1 the doctors, 2 also the supervisors, 3 also an officer. Grows as times run out.
alter table escalation add column line smallint not null default 1 constraint escalation_line_known check (line between 1 and 3);
-- Closed means: somebody took it on by name, and somebody by name wrote what was done.
alter table escalation add constraint escalation_closed_by_name check (status <> 'resolved'
  or (acknowledged_by is not null and acknowledged_at is not null and resolved_by is not null and resolved_at is not null
    and resolution is not null));

-- What a doctor heard, said and decided. The id is made where it is typed, so a second send is the same row.
create table consultation (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  episode_id uuid not null,
  area_id int not null,
  programme_id text not null,
  escalation_id uuid,
  by_user uuid not null,
  held_at timestamptz not null,
  recorded_at timestamptz not null,
  spoke_with text not null constraint consultation_spoke_known check (spoke_with in ('person', 'family', 'nobody')),
  note text not null,
  -- Drugs and doses; shown to doctors only.
  drug_advice text,
  -- Codes of the version's advice cards that were spoken.
  advice_codes text[] not null,
  decision text not null constraint consultation_decision_known check (decision in ('stay', 'remeasure', 'visit', 'shift', 'refer')),
  remeasure_at timestamptz,
  refer_to text,
  follow_up_on date,
  primary key (district_id, id),
  constraint consultation_episode foreign key (district_id, episode_id) references episode (district_id, id),
  constraint consultation_says_when check ((decision = 'remeasure') = (remeasure_at is not null)),
  constraint consultation_says_where check ((decision = 'refer') = (refer_to is not null))
);
create index consultation_of_episode on consultation (district_id, episode_id, held_at);
create index consultation_follow_up on consultation (district_id, follow_up_on) where follow_up_on is not null;

-- The end of a doctor's shift: what the next one must know, and the escalations that go over into their name.
create table hand_over (
  district_id int not null,
  id uuid not null,
  by_user uuid not null,
  to_user uuid,
  note text not null,
  -- Wards of what is handed over; whoever reads the note serves all of them.
  area_ids int[] not null,
  escalation_ids uuid[] not null,
  written_at timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  primary key (district_id, id),
  constraint hand_over_taken_whole check ((taken_by is null) = (taken_at is null))
);
create index hand_over_waiting on hand_over (district_id, written_at) where taken_by is null;

-- Doctors on duty, each with the end they told.
create table duty (
  district_id int not null,
  user_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  primary key (district_id, user_id),
  constraint duty_ends_later check (until_at > from_at)
);

-- The registry ----------------------------------------------------------------------------------------------------------------
create table facility (
  district_id int not null,
  id uuid not null,
  area_id int not null references area (id),
  kind text not null constraint facility_kind_known check (kind in ('hospital', 'care-centre', 'test-centre', 'vaccination-centre')),
  name_en text collate "C" not null,
  name_hi text not null,
  phone text,
  closed_at timestamptz,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint facility_name unique (district_id, name_en)
);
create index facility_listed on facility (district_id, name_en, id) where closed_at is null;

create table facility_bed (
  district_id int not null,
  facility_id uuid not null,
  kind text collate "C" not null
    constraint facility_bed_kind_known check (kind in ('ward', 'oxygen', 'icu', 'ventilator', 'paediatric', 'dialysis')),
  total int not null,
  -- As last told; null = never told.
  free int,
  -- Of the free ones, promised to people who are on their way.
  held int not null default 0,
  -- What may still be promised. Computed so that the list of those with a free bed reads an index in order.
  open int not null generated always as (case when free is null or free < held then 0 else free - held end) stored,
  true_at timestamptz,
  told_by uuid,
  primary key (district_id, facility_id, kind),
  constraint facility_bed_facility foreign key (district_id, facility_id) references facility (district_id, id),
  constraint facility_bed_counts check (total >= 0 and (free is null or free between 0 and total) and held between 0 and total),
  constraint facility_bed_told_whole check ((free is null) = (true_at is null))
) with (fillfactor = 80);
create index facility_bed_open on facility_bed (district_id, kind, open desc, facility_id);

-- Everything that was ever told of beds.
create table bed_report (
  district_id int not null,
  id uuid not null,
  facility_id uuid not null,
  kind text not null,
  total int not null,
  free int not null,
  at timestamptz not null,
  by_user uuid,
  primary key (district_id, id)
);
create index bed_report_of on bed_report (district_id, facility_id, at);

create table facility_clerk (
  district_id int not null,
  facility_id uuid not null,
  user_id uuid not null,
  primary key (district_id, user_id, facility_id),
  constraint facility_clerk_facility foreign key (district_id, facility_id) references facility (district_id, id)
);

create index facility_clerk_of on facility_clerk (district_id, facility_id);

-- Places at test and vaccination centres, a day and kind each.
create table centre_day (
  district_id int not null,
  facility_id uuid not null,
  day date not null,
  kind text collate "C" not null constraint centre_day_kind_known check (kind in ('test', 'vaccination')),
  slots int not null,
  free int not null,
  true_at timestamptz not null,
  told_by uuid,
  primary key (district_id, facility_id, day, kind),
  constraint centre_day_facility foreign key (district_id, facility_id) references facility (district_id, id),
  constraint centre_day_counts check (free between 0 and slots)
);

create table ambulance (
  district_id int not null,
  id uuid not null,
  call_sign text not null,
  kind text not null constraint ambulance_kind_known check (kind in ('basic', 'advanced')),
  phone text,
  crew text,
  state text not null constraint ambulance_state_known check (state in ('ready', 'off')),
  true_at timestamptz not null,
  told_by uuid,
  primary key (district_id, id),
  constraint ambulance_call_sign unique (district_id, call_sign)
);

-- Shifting --------------------------------------------------------------------------------------------------------------------
create table transfer (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  episode_id uuid not null,
  area_id int not null,
  programme_id text not null,
  bed_kind text not null,
  status text not null constraint transfer_status_known check (status in
    ('requested', 'bed-held', 'ambulance-sent', 'picked-up', 'admitted', 'discharged', 'cancelled')),
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  facility_id uuid,
  -- A bed of the facility is counted for this person. Set and unset together with facility_bed.held, in one transaction.
  holds boolean not null,
  hold_until timestamptz,
  -- Who at the hospital said that the bed is kept.
  bed_confirmed_by text,
  bed_confirmed_at timestamptz,
  ambulance_id uuid,
  crew text,
  eta_at timestamptz,
  picked_up_at timestamptz,
  received_by text,
  admitted_at timestamptz,
  last_heard_at timestamptz,
  ended_at timestamptz,
  ending text,
  -- By when the next step must be taken, how often that passed, and whether the family knows what happens next.
  due_at timestamptz not null,
  late smallint not null,
  family_told_at timestamptz,
  updated_at timestamptz not null,
  primary key (district_id, id),
  constraint transfer_episode foreign key (district_id, episode_id) references episode (district_id, id),
  constraint transfer_facility foreign key (district_id, facility_id) references facility (district_id, id),
  constraint transfer_ambulance foreign key (district_id, ambulance_id) references ambulance (district_id, id),
  -- No step is taken without the name of whoever took over.
  constraint transfer_bed_named check (status not in ('bed-held', 'ambulance-sent', 'picked-up', 'admitted') or facility_id is not null),
  constraint transfer_holds_a_bed check (holds = (status in ('bed-held', 'ambulance-sent', 'picked-up'))),
  constraint transfer_crew_named check (status not in ('ambulance-sent', 'picked-up')
    or (ambulance_id is not null and crew is not null and eta_at is not null)),
  constraint transfer_received_by_name check (status not in ('admitted', 'discharged')
    or (received_by is not null and admitted_at is not null)),
  constraint transfer_ended_whole check ((status in ('discharged', 'cancelled')) = (ended_at is not null))
);
-- One live request a person, one job an ambulance.
create unique index transfer_one_live on transfer (district_id, person_id) where ended_at is null;
create unique index transfer_one_an_ambulance on transfer (district_id, ambulance_id) where status in ('ambulance-sent', 'picked-up');
create index transfer_live on transfer (district_id, due_at) where ended_at is null;
create index transfer_to on transfer (district_id, facility_id) where ended_at is null;
create index transfer_of_episode on transfer (district_id, episode_id);

create table transfer_event (
  district_id int not null,
  id uuid not null,
  transfer_id uuid not null,
  area_id int not null,
  action text not null,
  status text not null,
  at timestamptz not null,
  by_user uuid,
  -- Whoever took over at this step, by name.
  handed_to text,
  note text,
  primary key (district_id, id),
  constraint transfer_event_transfer foreign key (district_id, transfer_id) references transfer (district_id, id)
);
create index transfer_event_of on transfer_event (district_id, transfer_id);

do $$
declare t text;
begin
  foreach t in array array['consultation', 'transfer', 'transfer_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int
        and case current_setting('kshem.areas', true) when '*' then true
          else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int
        and case current_setting('kshem.areas', true) when '*' then true
          else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)$policy$, t);
  end loop;
  foreach t in array array['hand_over', 'duty', 'facility', 'facility_bed', 'bed_report', 'facility_clerk', 'centre_day', 'ambulance'] loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int)$policy$, t);
  end loop;
  foreach t in array array['consultation', 'transfer', 'transfer_event', 'hand_over', 'duty', 'facility', 'facility_bed', 'bed_report',
    'facility_clerk', 'centre_day', 'ambulance'] loop
    execute format('create policy whole_district on %I to kshem_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to kshem_app, kshem_system', t);
  end loop;
  foreach t in array array['consultation', 'transfer_event', 'bed_report'] loop
    execute format('revoke update, delete on %I from kshem_app, kshem_system', t);
  end loop;
end $$;
