export type Point = { readonly value: number; readonly at: Date };

export const width = 120;
export const height = 34;
/** Room for the last point. */
const edge = 4;

/** By time from left to right; one that never changed is a level line. */
export function pathOf(points: readonly Point[]): readonly { readonly x: number; readonly y: number }[] {
  const times = points.map(({ at }) => at.getTime());
  const values = points.map(({ value }) => value);
  const x = scale(Math.min(...times), Math.max(...times), edge, width - edge);
  const y = scale(Math.min(...values), Math.max(...values), height - edge, edge);
  return points.map(({ value, at }) => ({ x: x(at.getTime()), y: y(value) }));
}

function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => Math.round((start + ((value - from) / (to - from)) * (end - start)) * 10) / 10;
}
