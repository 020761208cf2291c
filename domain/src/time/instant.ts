/** Instants are `Date`s: the database driver gives them and JSON takes them. Minutes and hours here are elapsed time, not clock time. */
export function addMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

export function addHours(at: Date, hours: number): Date {
  return addMinutes(at, hours * 60);
}

export function later(a: Date, b: Date): Date {
  return a >= b ? a : b;
}

export function earlier(a: Date, b: Date): Date {
  return a <= b ? a : b;
}
