/**
 * Whether the line to the operator works, judged by what becomes of calls. One failure is a call's bad luck; several in a row, with no
 * sign of life of any other call between them, are the trunk's. It is then left alone for a while and tried with one call at a time.
 */
export type TrunkState = {
  readonly state: 'works' | 'down';
  /** Failures one after the other; 0 after any sign of life. */
  readonly failures: number;
};

export type TrunkWatch = {
  /** Somebody's phone rang, or the network gave an answer about one: the trunk carries calls. */
  works(): void;
  /** 403, 503, nothing at all. */
  fails(): void;
  /** False while it is down; once in a while one call may try it. Asked directly before dialling: a yes may use up that one. */
  mayTry(): boolean;
  /** As `mayTry`, using nothing up. */
  isDown(): boolean;
};

const failuresInARow = 5;
const firstRestSeconds = 15;
const longestRestSeconds = 300;

/**
 * @param elapsedMs a clock that never runs backwards
 * @param secondMs length of a second; shorter in tests
 */
export function createTrunkWatch({
  elapsedMs,
  secondMs,
  onChange,
}: {
  elapsedMs: () => number;
  secondMs: number;
  onChange: (now: TrunkState) => void;
}): TrunkWatch {
  let failures = 0;
  let restSeconds = firstRestSeconds;
  /** null: it works. */
  let restUntil: number | null = null;

  const rest = (): void => {
    restUntil = elapsedMs() + restSeconds * secondMs;
    restSeconds = Math.min(restSeconds * 2, longestRestSeconds);
  };
  const isDown = (): boolean => restUntil !== null && elapsedMs() < restUntil;

  return {
    works: () => {
      const wasDown = restUntil !== null;
      failures = 0;
      restSeconds = firstRestSeconds;
      restUntil = null;
      if (wasDown) onChange({ state: 'works', failures });
    },
    fails: () => {
      failures++;
      if (restUntil === null && failures >= failuresInARow) {
        rest();
        onChange({ state: 'down', failures });
      }
    },
    mayTry: () => {
      if (isDown()) return false;
      // The next one waits for the longer rest; a success ends it at once.
      if (restUntil !== null) rest();
      return true;
    },
    isDown,
  };
}
