-- The second belt: even a statement that forgets its area filter sees nothing outside the transaction's scope. The scope is set as the
-- first thing in each transaction (db/transaction.ts). No sub-selects here: they are refused on distributed tables.

do $$
declare t text;
begin
  foreach t in array array['person', 'person_contact_point', 'episode', 'check_in', 'worklist_household', 'worklist_item',
    'call_attempt', 'submission', 'observation', 'need', 'need_event', 'escalation', 'escalation_event', 'day_counter',
    'day_ledger_row', 'worklist_item_history', 'call_attempt_history', 'person_change']
  loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int
        and case current_setting('kshem.areas', true) when '*' then true
          else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int
        and case current_setting('kshem.areas', true) when '*' then true
          else area_id = any (string_to_array(nullif(current_setting('kshem.areas', true), ''), ',')::int[]) end)$policy$, t);
    execute format('create policy whole_district on %I to kshem_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to kshem_app', t);
    execute format('grant select, insert, update, delete on %I to kshem_system', t);
  end loop;

  foreach t in array array['household', 'person_identifier', 'contact_point', 'list_source', 'worklist_skip', 'phone_call',
    'attempt_event', 'day_ledger', 'import_run', 'import_row', 'list_entry', 'merge_proposal', 'audit_event', 'outbox']
  loop
    execute format('alter table %I enable row level security', t);
    execute format($policy$create policy in_scope on %I to kshem_app
      using (district_id = nullif(current_setting('kshem.district', true), '')::int)
      with check (district_id = nullif(current_setting('kshem.district', true), '')::int)$policy$, t);
    execute format('create policy whole_district on %I to kshem_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to kshem_app', t);
    execute format('grant select, insert, update, delete on %I to kshem_system', t);
  end loop;

  foreach t in array array['area', 'district', 'app_user', 'user_role', 'user_area', 'programme', 'protocol_version',
    'programme_district', 'session', 'sign_in_throttle']
  loop
    execute format('grant select, insert, update, delete on %I to kshem_app', t);
    execute format('grant select, insert, update, delete on %I to kshem_system', t);
  end loop;

  -- Append-only: nobody the server works as can change or remove what was written.
  foreach t in array array['audit_event', 'attempt_event', 'need_event', 'escalation_event', 'day_ledger', 'day_ledger_row',
    'person_change', 'submission', 'observation']
  loop
    execute format('revoke update, delete on %I from kshem_app', t);
    execute format('revoke update, delete on %I from kshem_system', t);
  end loop;
end $$;
revoke update, delete on protocol_version from kshem_app;
revoke update, delete on protocol_version from kshem_system;
-- So that the health check can say whether the database is what this program expects.
grant select on migration to kshem_app;
grant select on migration to kshem_system;
