/**
 * Every table and its kind; a test compares this list with the database and with the policies of migration 0005.
 * - distributed: about people of one district; district_id first in every key; never referenced from the other kinds.
 * - reference: small, rarely written, the same everywhere.
 * - local: belongs to one installation; written often or meaningless elsewhere.
 * `month` names the date by which a distributed history table is cut into monthly partitions (db/partitions.ts).
 */
export type TableKind =
  | { kind: 'distributed'; scope: 'area' | 'district'; month?: 'due_on' | 'day'; appendOnly?: true }
  | { kind: 'reference'; appendOnly?: true }
  | { kind: 'local' };

export const tables = {
  area: { kind: 'reference' },
  district: { kind: 'reference' },
  app_user: { kind: 'reference' },
  user_role: { kind: 'reference' },
  user_area: { kind: 'reference' },
  programme: { kind: 'reference' },
  protocol_version: { kind: 'reference', appendOnly: true },
  programme_district: { kind: 'reference' },
  district_setting: { kind: 'reference' },
  area_shape: { kind: 'reference' },

  session: { kind: 'local' },
  sign_in_throttle: { kind: 'local' },
  totp_secret: { kind: 'local' },
  passkey: { kind: 'local' },
  recovery_code: { kind: 'local' },
  step_ticket: { kind: 'local' },
  migration: { kind: 'local' },

  household: { kind: 'distributed', scope: 'district' },
  person: { kind: 'distributed', scope: 'area' },
  person_identifier: { kind: 'distributed', scope: 'district' },
  contact_point: { kind: 'distributed', scope: 'district' },
  person_contact_point: { kind: 'distributed', scope: 'area' },
  list_source: { kind: 'distributed', scope: 'district' },
  episode: { kind: 'distributed', scope: 'area' },
  check_in: { kind: 'distributed', scope: 'area', month: 'due_on' },
  worklist_household: { kind: 'distributed', scope: 'area' },
  worklist_item: { kind: 'distributed', scope: 'area' },
  worklist_skip: { kind: 'distributed', scope: 'district' },
  phone_call: { kind: 'distributed', scope: 'district' },
  call_attempt: { kind: 'distributed', scope: 'area' },
  attempt_event: { kind: 'distributed', scope: 'district', month: 'day', appendOnly: true },
  submission: { kind: 'distributed', scope: 'area', month: 'day', appendOnly: true },
  observation: { kind: 'distributed', scope: 'area', month: 'day', appendOnly: true },
  need: { kind: 'distributed', scope: 'area' },
  need_event: { kind: 'distributed', scope: 'area', appendOnly: true },
  escalation: { kind: 'distributed', scope: 'area' },
  escalation_event: { kind: 'distributed', scope: 'area', appendOnly: true },
  consultation: { kind: 'distributed', scope: 'area', appendOnly: true },
  hand_over: { kind: 'distributed', scope: 'district' },
  duty: { kind: 'distributed', scope: 'district' },
  facility: { kind: 'distributed', scope: 'district' },
  facility_bed: { kind: 'distributed', scope: 'district' },
  bed_report: { kind: 'distributed', scope: 'district', appendOnly: true },
  facility_clerk: { kind: 'distributed', scope: 'district' },
  centre_day: { kind: 'distributed', scope: 'district' },
  ambulance: { kind: 'distributed', scope: 'district' },
  transfer: { kind: 'distributed', scope: 'area' },
  transfer_event: { kind: 'distributed', scope: 'area', appendOnly: true },
  death_undo: { kind: 'distributed', scope: 'area' },
  pause: { kind: 'distributed', scope: 'district' },
  pause_history: { kind: 'distributed', scope: 'district', appendOnly: true },
  day_counter: { kind: 'distributed', scope: 'area' },
  day_ledger: { kind: 'distributed', scope: 'district', appendOnly: true },
  day_ledger_row: { kind: 'distributed', scope: 'area', month: 'day', appendOnly: true },
  worklist_item_history: { kind: 'distributed', scope: 'area', month: 'day' },
  call_attempt_history: { kind: 'distributed', scope: 'area', month: 'day' },
  import_run: { kind: 'distributed', scope: 'district' },
  import_row: { kind: 'distributed', scope: 'district' },
  list_entry: { kind: 'distributed', scope: 'district' },
  person_change: { kind: 'distributed', scope: 'area', appendOnly: true },
  merge_proposal: { kind: 'distributed', scope: 'district' },
  audit_event: { kind: 'distributed', scope: 'district', month: 'day', appendOnly: true },
  outbox: { kind: 'distributed', scope: 'district' },
} as const satisfies Record<string, TableKind>;
