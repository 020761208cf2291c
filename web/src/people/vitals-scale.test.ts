import { expect, test } from 'vitest';
import { plotted } from './vitals-scale.ts';

const frame = { width: 300, height: 110, left: 40, right: 20, edge: 20 };
const on = { dayNull: '2021-05-05', zone: 'Asia/Kolkata' };
const at = (iso: string) => new Date(iso);

test('days are those of the district, however late in the evening it was measured', () => {
  const [late] = plotted([{ value: 95, at: at('2021-05-10T18:29:00Z') }], on, frame);
  const [past] = plotted([{ value: 95, at: at('2021-05-10T18:31:00Z') }], on, frame);
  expect([late?.day, past?.day]).toEqual([5, 6]);
});

test('the first stands left, the last right, the highest above; one that never changed is level', () => {
  const points = plotted(
    [
      { value: 97, at: at('2021-05-09T04:30:00Z') },
      { value: 90, at: at('2021-05-10T04:30:00Z') },
      { value: 93, at: at('2021-05-11T04:30:00Z') },
    ],
    on,
    frame,
  );
  expect(points.map(({ x }) => x)).toEqual([40, 160, 280]);
  expect(points.map(({ y }) => y)).toEqual([20, 90, 60]);
  const level = plotted(
    points.map(({ at }) => ({ at, value: 97 })),
    on,
    frame,
  );
  expect(new Set(level.map(({ y }) => y))).toEqual(new Set([55]));
});
