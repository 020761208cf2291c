/**
 * A clock that moves only when told to, and the timetable that hangs on it. Time does not pass while a task is being awaited, so a
 * whole day's calls run through real use cases as fast as the database answers, in the same order every time.
 */
export type VirtualClock = {
  /** Also the application's clock while a simulation runs. */
  now(): Date;
  /** Runs a task at an instant; one in the past runs at the present instant. Returns a cancellation. */
  at(instant: Date, task: Task): () => void;
  after(milliseconds: number, task: Task): () => void;
  /** Moves time forward, running what falls due on the way: earlier first, and in the order of scheduling within one instant. */
  advance(milliseconds: number): Promise<void>;
  runUntil(instant: Date): Promise<void>;
  /** Runs until the condition holds (tested after each task) or nothing is scheduled; says which. */
  runUntilTrue(condition: () => boolean): Promise<'true' | 'nothing-left'>;
  /** Number of tasks waiting. */
  waiting(): number;
};

/** May return a promise: it is awaited before the next task runs. A task that throws stops the run and the error comes out of it. */
export type Task = () => void | Promise<void>;

type Entry = { readonly dueMs: number; readonly order: number; task: Task | null };

export function createVirtualClock(start: Date): VirtualClock {
  let nowMs = start.getTime();
  let scheduled = 0;
  let cancelled = 0;
  let running = false;
  const heap: Entry[] = [];

  const at = (instant: Date, task: Task) => {
    const entry: Entry = { dueMs: Math.max(instant.getTime(), nowMs), order: scheduled++, task };
    push(heap, entry);
    return () => {
      if (entry.task !== null) cancelled++;
      entry.task = null;
    };
  };

  const run = async (untilMs: number, enough: () => boolean) => {
    if (running) throw new Error('a task may not move the clock it runs on');
    running = true;
    try {
      while (!enough()) {
        const first = heap[0];
        if (first === undefined || first.dueMs > untilMs) return;
        pop(heap);
        if (first.task === null) {
          cancelled--;
          continue;
        }
        nowMs = first.dueMs;
        const { task } = first;
        first.task = null;
        const pending = task();
        if (pending !== undefined) await pending;
      }
    } finally {
      running = false;
    }
  };

  const runUntil = async (instant: Date) => {
    await run(instant.getTime(), () => false);
    nowMs = Math.max(nowMs, instant.getTime());
  };

  return {
    now: () => new Date(nowMs),
    at,
    after: (milliseconds, task) => at(new Date(nowMs + milliseconds), task),
    advance: (milliseconds) => runUntil(new Date(nowMs + milliseconds)),
    runUntil,
    runUntilTrue: async (condition) => {
      await run(Number.POSITIVE_INFINITY, condition);
      return condition() ? 'true' : 'nothing-left';
    },
    waiting: () => heap.length - cancelled,
  };
}

// A binary heap by (due, order): a simulated day of 100,000 people keeps many thousand tasks waiting.
function push(heap: Entry[], entry: Entry): void {
  heap.push(entry);
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!swapIfEarlier(heap, child, parent)) return;
    child = parent;
  }
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let parent = 0;
  for (;;) {
    const left = 2 * parent + 1;
    const right = left + 1;
    const child = right < heap.length && isEarlier(heap[right], heap[left]) ? right : left;
    if (child >= heap.length || !swapIfEarlier(heap, child, parent)) return;
    parent = child;
  }
}

function swapIfEarlier(heap: Entry[], child: number, parent: number): boolean {
  const below = heap[child];
  const above = heap[parent];
  if (below === undefined || above === undefined || !isEarlier(below, above)) return false;
  heap[child] = above;
  heap[parent] = below;
  return true;
}

function isEarlier(one: Entry | undefined, other: Entry | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
}
