/** One round of a contest: how many a second, and how long each took. */
export type Round = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** Runs `once` from `callers` at the same time for `seconds`, each caller one after another; `once` gets the caller's number. */
export async function pressFor(seconds: number, callers: number, once: (caller: number) => Promise<unknown>): Promise<Round> {
  const took: number[] = [];
  const from = performance.now();
  const until = from + seconds * 1000;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let now = performance.now(); now < until; ) {
        await once(caller);
        const then = performance.now();
        took.push(then - now);
        now = then;
      }
    }),
  );
  return summary(took, performance.now() - from);
}

/** Presses `perSecond` times a second for `seconds`, evenly and whether or not the one before has been answered, as a room of people does. */
export async function pressAtPace(perSecond: number, seconds: number, once: (press: number) => Promise<unknown>): Promise<Round> {
  const took: number[] = [];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: perSecond * seconds }, async (_, press) => {
      await new Promise((resolve) => setTimeout(resolve, (press / perSecond) * 1000));
      const pressed = performance.now();
      await once(press);
      took.push(performance.now() - pressed);
    }),
  );
  return summary(took, performance.now() - from);
}

export function summary(took: readonly number[], ms: number): Round {
  const sorted = [...took].sort((a, b) => a - b);
  return { perSecond: (took.length / ms) * 1000, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** Of values in ascending order. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Medians over the rounds of each contestant, beside the one that sets the limit; ratios are taken round by round. */
export function printContest(rounds: ReadonlyMap<string, readonly Round[]>, limit: string): void {
  const limits = rounds.get(limit) ?? [];
  const rows = [...rounds].map(([name, own]) => [
    name,
    `${Math.round(median(own.map((r) => r.perSecond))).toLocaleString('en')}/s`,
    `×${median(own.map((r, i) => r.perSecond / (limits[i]?.perSecond ?? Number.NaN))).toFixed(2)}`,
    Number.isNaN(own[0]?.p50)
      ? ''
      : `${median(own.map((r) => r.p50)).toFixed(2)} / ${median(own.map((r) => r.p99)).toFixed(2)} ms`,
  ]);
  printTable(['', 'a second', `× ${limit}`, 'p50 / p99'], rows);
}

export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  console.log([line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line), ''].join('\n'));
}
