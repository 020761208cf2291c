/** When every story begins: a working day, inside the calling hours of every programme, whatever hour the tests run at. */
export const elevenInTheMorning = new Date('2026-05-12T05:30:00Z');

const startedAt = performance.now();

/** The clock of the server and of its browsers goes on from there. */
export function storyNow(): Date {
  return new Date(elevenInTheMorning.getTime() + performance.now() - startedAt);
}
