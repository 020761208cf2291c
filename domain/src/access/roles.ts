/** Who may do what. Areas say for whom (area-scope.ts); both must hold, and row-level security is the second belt. */
export const roles = ['caller', 'doctor', 'field', 'supervisor', 'officer', 'administrator', 'clerk'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'worklist.claim',
  'worklist.skip',
  'worklist.watch',
  'worklist.steer',
  'attempt.record',
  'answers.submit',
  'person.read',
  'person.enrol',
  'person.update',
  'person.merge',
  'person.number.reveal',
  'episode.pause',
  'episode.end',
  'import.run',
  'need.read',
  'need.update',
  'escalation.read',
  'escalation.acknowledge',
  'escalation.resolve',
  'advice.drug.read',
  'consultation.read',
  'consultation.record',
  'transfer.read',
  'transfer.move',
  'registry.read',
  'registry.report',
  'registry.own',
  'registry.manage',
  'day.plan',
  'day.close',
  'report.read',
  'ledger.read',
  'ledger.revise',
  'list.export',
  'protocol.read',
  'protocol.publish',
  'call.trace',
  'audit.read',
  'user.manage',
  'area.manage',
] as const;
export type Permission = (typeof permissions)[number];

const everyone: readonly Permission[] = ['protocol.read'];
const desk: readonly Permission[] = [
  ...everyone,
  'worklist.claim',
  'worklist.skip',
  'attempt.record',
  'answers.submit',
  'person.read',
];

/**
 * Callers are volunteers: they see the person they hold, and a number only when it is revealed with a reason. Drug advice is a
 * doctor's. Administrators run the installation and see no health data by that role alone. A clerk belongs to a hospital: they tell of their
 * own house's beds and see who is on the way there, nothing else.
 */
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  caller: [...desk, 'person.number.reveal', 'need.read'],
  doctor: [
    ...desk,
    'person.number.reveal',
    'need.read',
    'need.update',
    'escalation.read',
    'escalation.acknowledge',
    'escalation.resolve',
    'episode.end',
    'list.export',
    'advice.drug.read',
    'consultation.read',
    'consultation.record',
    'transfer.read',
    'transfer.move',
    'registry.read',
  ],
  field: [
    ...everyone,
    'person.read',
    'person.number.reveal',
    'attempt.record',
    'answers.submit',
    'need.read',
    'need.update',
    'list.export',
  ],
  supervisor: [
    ...desk,
    'worklist.watch',
    'worklist.steer',
    'person.enrol',
    'person.update',
    'person.merge',
    'person.number.reveal',
    'episode.pause',
    'episode.end',
    'import.run',
    'need.read',
    'need.update',
    'escalation.read',
    'escalation.acknowledge',
    'escalation.resolve',
    'consultation.read',
    'transfer.read',
    'transfer.move',
    'registry.read',
    'registry.report',
    'registry.manage',
    'day.plan',
    'day.close',
    'report.read',
    'ledger.read',
    'ledger.revise',
    'list.export',
    'call.trace',
  ],
  officer: [
    ...everyone,
    'person.read',
    'person.number.reveal',
    'need.read',
    'need.update',
    'escalation.read',
    'escalation.acknowledge',
    'escalation.resolve',
    'consultation.read',
    'transfer.read',
    'registry.read',
    'report.read',
    'ledger.read',
    'worklist.watch',
    'list.export',
    'call.trace',
    'audit.read',
  ],
  administrator: [
    ...everyone,
    'user.manage',
    'area.manage',
    'registry.read',
    'registry.manage',
    'protocol.publish',
    'audit.read',
    'report.read',
    'list.export',
  ],
  clerk: ['registry.report', 'registry.own'],
};

/** Whether any of an account's roles allows it. */
export function allows(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => granted[role].includes(permission));
}

/** Everything an account may do, each once, in the order of the list above. */
export function permissionsOf(held: readonly Role[]): readonly Permission[] {
  return permissions.filter((permission) => allows(held, permission));
}
