import { expect, test } from 'vitest';
import { nextOfficer } from './next-officer.ts';

const at = (hour: number) => new Date(Date.UTC(2022, 0, 12, hour));
const late = { owner: 'field' as const, escalatedTo: null, raisedAt: at(0), dueAt: at(4) };

test('an overdue need goes to the supervisor, then to the officer, then nobody is above', () => {
  expect(nextOfficer(late, at(4))).toEqual({ to: 'supervisor', next: at(6) });
  expect(nextOfficer({ ...late, escalatedTo: 'supervisor' }, at(6))).toEqual({ to: 'officer', next: null });
  expect(nextOfficer({ ...late, escalatedTo: 'officer' }, at(8))).toBeNull();
});

test('what the supervisor owns goes to the officer at once, and a short limit still leaves an hour', () => {
  expect(nextOfficer({ ...late, owner: 'supervisor' }, at(4))).toEqual({ to: 'officer', next: null });
  expect(nextOfficer({ ...late, dueAt: at(1) }, at(1))).toEqual({ to: 'supervisor', next: at(2) });
});

test('limits run on across midnight, and a sweep that comes late gives the next officer no less time', () => {
  expect(nextOfficer({ ...late, raisedAt: at(22), dueAt: at(26) }, at(30))).toEqual({ to: 'supervisor', next: at(32) });
});
