/** Does something in one tab of this browser at a time; where the browser has no locks (plain http), in each. */
export async function inOneTab<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(`kshem-${name}`, work) : work();
}
