import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliverInOrder, type KeptLetter } from './deliver-in-order.ts';
import { type Fate, type Letter, subjectsOf } from './letter.ts';

const outcome = (id: string, attemptId: string): KeptLetter => ({
  id,
  value: { kind: 'recordDisposition', request: { params: { attemptId }, body: { disposition: 'no-answer' } } },
});
const call = (id: string, ...attemptIds: string[]): KeptLetter => ({
  id,
  value: {
    kind: 'reportCall',
    request: {
      body: {
        ...{ phoneCallId: id, householdId: 'household', fence: 1, contactPointId: 'number' },
        attempts: attemptIds.map((attemptId) => ({ attemptId, itemId: 'item', checkInId: 'c', checkInDueOn: '2021-05-10' })),
        ...{ dialledAt: '2021-05-10T08:00:00Z', sentAt: '2021-05-10T08:00:00Z' },
      },
    },
  },
});

/** Sends with the fates given by letter, and remembers what was tried. */
function post(fates: Readonly<Record<string, Fate>>) {
  const tried: string[] = [];
  const send = async ({ id }: KeptLetter): Promise<Fate> => {
    tried.push(id);
    return fates[id] ?? 'arrived';
  };
  return { tried, send };
}

describe('what waits on the device', () => {
  test('goes out oldest first', async () => {
    const { tried, send } = post({});
    expect(await deliverInOrder([call('1', 'a'), outcome('2', 'a'), outcome('3', 'b')], send)).toEqual([]);
    expect(tried).toEqual(['1', '2', '3']);
  });

  test('stops at the first letter that finds nobody', async () => {
    const { tried, send } = post({ 2: 'nobody-there' });
    expect(await deliverInOrder([outcome('1', 'a'), outcome('2', 'b'), outcome('3', 'c')], send)).toEqual(['2', '3']);
    expect(tried).toEqual(['1', '2']);
  });

  test('is held back by a letter that the server fails at only where it is about the same attempt', async () => {
    const { tried, send } = post({ 1: 'not-now' });
    const letters = [call('1', 'a', 'b'), outcome('2', 'b'), outcome('3', 'c')];
    expect(await deliverInOrder(letters, send)).toEqual(['1', '2']);
    expect(tried).toEqual(['1', '3']);
  });

  test('is not tried again once it was refused, and holds nothing back', async () => {
    const { tried, send } = post({});
    const refused = { ...outcome('1', 'a'), value: { ...outcome('1', 'a').value, refused: 'not-found' } as Letter };
    expect(await deliverInOrder([refused, outcome('2', 'a')], send)).toEqual([]);
    expect(tried).toEqual(['2']);
  });

  test('never goes out before an earlier letter about its attempt, whatever the server does', async () => {
    const fates = fc.constantFrom<Fate>('arrived', 'refused', 'not-now', 'nobody-there');
    const attempts = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c'), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ attempts, fate: fates })), async (planned) => {
        const kept = planned.map((one, i) => call(String(i), ...one.attempts));
        const { tried, send } = post(Object.fromEntries(planned.map(({ fate }, i) => [i, fate])));
        const waiting = new Set(await deliverInOrder(kept, send));
        expect(tried.map(Number)).toEqual(tried.map(Number).sort((a, b) => a - b));
        for (const { id, value } of kept.filter((one) => waiting.has(one.id))) {
          const after = kept.filter((one) => Number(one.id) > Number(id) && !waiting.has(one.id));
          expect(after.flatMap((one) => subjectsOf(one.value)).filter((one) => subjectsOf(value).includes(one))).toEqual([]);
        }
      }),
    );
  });
});
