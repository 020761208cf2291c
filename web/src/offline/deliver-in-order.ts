import { type Fate, type Letter, subjectsOf } from './letter.ts';

export type KeptLetter = { readonly id: string; readonly value: Letter };

/**
 * Sends what waits, oldest first. A call is told before what came of it: a letter that the server fails at holds back those of the same
 * attempt, and no others; a server that is not there holds back all.
 *
 * @returns the ids of the letters that still wait
 */
export async function deliverInOrder(
  letters: readonly KeptLetter[],
  send: (letter: KeptLetter) => Promise<Fate>,
): Promise<readonly string[]> {
  const waiting: string[] = [];
  const held = new Set<string>();
  let nobodyThere = false;
  for (const letter of letters) {
    if (letter.value.refused) continue;
    const about = subjectsOf(letter.value);
    const fate: Fate = nobodyThere || about.some((attemptId) => held.has(attemptId)) ? 'not-now' : await send(letter);
    nobodyThere ||= fate === 'nobody-there';
    if (fate === 'arrived' || fate === 'refused') continue;
    waiting.push(letter.id);
    for (const attemptId of about) held.add(attemptId);
  }
  return waiting;
}
