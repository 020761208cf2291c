/** What the room has done so far, and with what it goes on. */
export type RoomSoFar = {
  /** People due today. */
  readonly due: number;
  /** Of them: reached; stopped for good; tried and not reached; not tried yet. */
  readonly reached: number;
  readonly notTried: number;
  /** Items still on the desk, tried or not. */
  readonly open: number;
  /** Attempts and people reached in the time that is looked back on. */
  readonly attempts: number;
  readonly reachedByAttempts: number;
  /** Callers who made those attempts, and those who are at work now. */
  readonly callersThen: number;
  readonly callersNow: number;
  /** How long the time looked back on was, and how long calling goes on. */
  readonly minutesThen: number;
  readonly minutesLeft: number;
};

export type Forecast = {
  /** People reached when calling ends: the likely number, and where four of five such days would end. */
  readonly reached: number;
  readonly low: number;
  readonly high: number;
  /** Nobody will have tried them: callers are too few for the time that is left. */
  readonly untried: number;
  /** Callers it would take from now on to try everybody at least once. */
  readonly callersNeeded: number;
};

/** A ladder tries nobody more often than this on one day (reach ladders of the shipped protocols: 3 to 4). */
const mostTries = 4;
/** Two-sided 80 % of a normal distribution. */
const z80 = 1.2816;
/** Below this many attempts their answer rate says too little. */
const fewest = 20;

/**
 * Where the day will end if the room goes on as it does. Attempts left = callers at work × attempts a caller-minute so far × minutes left. The
 * untried come first; an attempt reaches somebody with the share p seen so far, and n people who get k attempts each are reached with
 * 1 − (1 − p)^k. Callers are assumed to keep their pace; answer rates of later hours differ, which the range does not know.
 *
 * @returns null while too few attempts were made to say anything.
 */
export function coverageForecast(room: RoomSoFar): Forecast | null {
  const { open, notTried, attempts, callersThen, callersNow, minutesThen, minutesLeft } = room;
  if (attempts < fewest || callersThen === 0 || minutesThen <= 0) return null;
  const p = Math.min(1, room.reachedByAttempts / attempts);
  const pace = attempts / callersThen / minutesThen;
  const left = Math.max(0, minutesLeft) * callersNow * pace;
  const untried = Math.max(0, Math.round(notTried - left));
  const tries = open === 0 ? 0 : Math.min(mostTries, left / open);
  const share = 1 - (1 - p) ** tries;
  const more = open * share;
  // Of the share among those open, and of p itself, known from `attempts` only.
  const spread = Math.sqrt(
    open * share * (1 - share) + (open * tries * (1 - p) ** Math.max(0, tries - 1)) ** 2 * ((p * (1 - p)) / attempts),
  );
  const within = (people: number) => Math.round(Math.min(room.reached + open, Math.max(room.reached, people)));
  return {
    reached: within(room.reached + more),
    low: within(room.reached + more - z80 * spread),
    high: within(room.reached + more + z80 * spread),
    untried,
    callersNeeded: minutesLeft <= 0 ? 0 : Math.ceil(notTried / (pace * minutesLeft)),
  };
}
