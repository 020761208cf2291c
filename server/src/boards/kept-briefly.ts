import type { Actor } from '../actor.ts';

/** Two hundred screens that ask in the same moment get one answer; none is older than this. */
const keptMs = 300;

/** Keeps an answer for those who ask the same in the same moment with the same sight. A board says when it was read, so nobody is misled. */
export function keptBriefly() {
  const answers = new Map<string, Promise<unknown>>();
  return <T>(actor: Actor, question: unknown, answer: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify([actor.districtId, actor.areas, question]);
    const known = answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = answer();
    answers.set(key, asked);
    const forget = () => answers.delete(key);
    asked.then(() => setTimeout(forget, keptMs).unref(), forget);
    return asked;
  };
}
