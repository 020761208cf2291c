import { describe, expect, test } from 'vitest';
import { countedTitle, waitingReds } from './waiting-reds.ts';

const at = (minute: number) => new Date(Date.UTC(2022, 0, 12, 4, minute));
const counted = { ownerUnit: 'doctor', acknowledged: 0, overdue: 0, second: 0, officer: 0, latestRaisedAt: at(9) } as const;

describe('it rings', () => {
  test('for reds that nobody has acknowledged, since the first of them', () => {
    const counts = [
      { ...counted, level: 'red', raised: 2, waitingSince: at(3) },
      { ...counted, ownerUnit: 'officer', level: 'red', raised: 1, waitingSince: at(0) },
      { ...counted, level: 'amber', raised: 5, waitingSince: at(0) },
    ] as const;
    expect(waitingReds(counts, ['doctor'])).toEqual({ count: 2, since: at(3) });
  });

  test('for supervisors and officers only once it has come to their line', () => {
    const counts = [{ ...counted, level: 'red', raised: 4, second: 2, officer: 1, waitingSince: at(3) }] as const;
    const heard = (['doctor', 'supervisor', 'officer', 'caller'] as const).map((role) => waitingReds(counts, [role]).count);
    expect(heard).toEqual([4, 2, 1, 0]);
  });

  test('no longer when all are acknowledged', () => {
    const counts = [{ ...counted, level: 'red', raised: 0, acknowledged: 4, waitingSince: null }] as const;
    expect(waitingReds(counts, ['doctor'])).toEqual({ count: 0, since: null });
  });
});

test('the number in a title is replaced, never added to', () => {
  expect(countedTitle('Escalations', 2)).toBe('(2) Escalations');
  expect(countedTitle('(2) Escalations', 3)).toBe('(3) Escalations');
  expect(countedTitle('(2) Escalations', 0)).toBe('Escalations');
});
