/** Only the parts that were given: an address and a request leave out what is not chosen, instead of sending it empty. */
export function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const chosen = Object.entries(parts).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(chosen) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
