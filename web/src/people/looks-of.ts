type Look = { readonly id: string; readonly at: Date; readonly actorId: string | null; readonly action: string };

/** An hour: who has a page open looks again whenever something changes, and that is one look to a reader. */
const oneSitting = 3_600_000;

/** Looks of one account that follow one another within an hour as one, with how many there were. Latest first, as they come. */
export function looksOf<T extends Look>(events: readonly T[]): readonly (T & { readonly times: number })[] {
  const looks: (T & { times: number; until: Date })[] = [];
  for (const event of events) {
    const same = looks.findLast((one) => one.actorId === event.actorId && one.action === event.action);
    if (same && same.until.getTime() - event.at.getTime() < oneSitting) {
      same.times += 1;
      same.until = event.at;
    } else looks.push({ ...event, times: 1, until: event.at });
  }
  return looks;
}
