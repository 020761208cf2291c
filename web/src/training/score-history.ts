/** A finished practice on this device: which case, when, how well. No name, no answer. */
export type Score = { readonly caseId: string; readonly at: string; readonly score: number; readonly seconds: number };

const key = (userId: string) => `kshem-training-${userId}`;
/** Enough to see a fortnight's progress; older ones are forgotten. */
const kept = 60;

/** Best effort: a browser that keeps nothing (private windows) has no history. */
export function readScores(userId: string): readonly Score[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key(userId)) ?? '[]');
    return Array.isArray(read) ? read.filter(isScore) : [];
  } catch {
    return [];
  }
}

export function addScore(userId: string, score: Score): readonly Score[] {
  const scores = [...readScores(userId), score].slice(-kept);
  try {
    localStorage.setItem(key(userId), JSON.stringify(scores));
  } catch {
    // Full or forbidden: the score is shown all the same, and not found again.
  }
  return scores;
}

function isScore(value: unknown): value is Score {
  const { caseId, at, score, seconds } = (value ?? {}) as Partial<Record<keyof Score, unknown>>;
  return typeof caseId === 'string' && typeof at === 'string' && typeof score === 'number' && typeof seconds === 'number';
}
