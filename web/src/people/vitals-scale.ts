import { daysBetween, localDate } from '@kshem/domain/time/local-date.ts';

export type Measured = { readonly value: number; readonly at: Date };
export type Plotted = Measured & { readonly day: number; readonly x: number; readonly y: number };
export type Frame = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly edge: number;
};

/**
 * Where measurements stand on a chart by day of illness: days from left to right, values from below. Several of one day stand side by
 * side in the order of their times.
 * @param dayNull local date from which days of illness are counted; it is day 0
 */
export function plotted(
  points: readonly Measured[],
  { dayNull, zone }: { dayNull: string; zone: string },
  frame: Frame,
): readonly Plotted[] {
  const placed = points.map((point) => ({ ...point, ...dayAndPart(point.at, dayNull, zone) }));
  const values = points.map(({ value }) => value);
  const exact = placed.map(({ day, part }) => day + part);
  const x = scale(Math.min(...exact), Math.max(...exact), frame.left, frame.width - frame.right);
  const y = scale(Math.min(...values), Math.max(...values), frame.height - frame.edge, frame.edge);
  return placed.map(({ value, at, day, part }) => ({ value, at, day, x: x(day + part), y: y(value) }));
}

function dayAndPart(at: Date, dayNull: string, zone: string): { day: number; part: number } {
  const on = localDate(at, zone);
  const time = at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { day: daysBetween(dayNull, on), part: (hours * 60 + minutes) / 1440 };
}

function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => Math.round((start + ((value - from) / (to - from)) * (end - start)) * 10) / 10;
}
