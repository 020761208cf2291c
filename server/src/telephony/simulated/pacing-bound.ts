/**
 * How busy a room that dials one line per free caller can be, by the closed form. With p the chance that a call is answered, r the
 * seconds lost before an answer, f the seconds lost by a call that is not answered, and H the seconds of talk and after-call work,
 * each conversation costs T = r + ((1 - p) / p) f seconds of waiting, so at most H / (H + T) of the time is work.
 */
export type Pacing = {
  readonly answerShare: number;
  readonly secondsToAnswer: number;
  readonly secondsLostUnanswered: number;
  readonly handlingSeconds: number;
};

/** In [0, 1]. Null while nothing was answered: there is no bound to state. */
export function busyBound({
  answerShare: p,
  secondsToAnswer: r,
  secondsLostUnanswered: f,
  handlingSeconds: H,
}: Pacing): number | null {
  if (p <= 0 || H <= 0) return null;
  return H / (H + r + ((1 - p) / p) * f);
}
