const last = new Map<string, Promise<unknown>>();

/** Runs works for the same caller one after the other, in the order they came, within this process: else one lets go of what another dials. */
export function inTurn<T>({ districtId, userId }: { districtId: number; userId: string }, work: () => Promise<T>): Promise<T> {
  const key = `${districtId}/${userId}`;
  const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
  last.set(key, mine);
  const forget = () => {
    if (last.get(key) === mine) last.delete(key);
  };
  mine.then(forget, forget);
  return mine;
}
