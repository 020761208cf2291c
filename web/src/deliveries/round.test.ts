import { describe, expect, test } from 'vitest';
import { afterAct, type Delivery, roundOf } from './round.ts';

const delivery = (needId: string, about: Partial<Delivery> = {}): Delivery =>
  ({
    ...{ needId, areaId: 1, area: { hi: 'वार्ड', en: 'Ward' }, householdId: `of ${needId}`, personName: `Person ${needId}` },
    ...{ address: null, overdue: false, failed: 0, status: 'open', ...about },
  }) as unknown as Delivery;

describe('a round', () => {
  test('goes ward by ward, and everything for one door is one stop', () => {
    const wards = roundOf([
      delivery('a', { householdId: 'h', address: '4' }),
      delivery('b', { householdId: 'h', overdue: true }),
      delivery('c'),
      delivery('d', { areaId: 2 }),
    ]);
    expect(
      wards.map(({ areaId, stops }) => [areaId, stops.map(({ deliveries }) => deliveries.map(({ needId }) => needId))]),
    ).toEqual([
      [1, [['a', 'b'], ['c']]],
      [2, [['d']]],
    ]);
    expect(wards[0]?.stops[0]).toMatchObject({ address: '4', overdue: true, names: ['Person a', 'Person b'] });
  });
});

describe('what was done without a network', () => {
  const lists = { mine: [delivery('a'), delivery('b')], free: [delivery('c')] };
  const ids = (of: ReturnType<typeof afterAct>) => [of.mine.map(({ needId }) => needId), of.free.map(({ needId }) => needId)];

  test('moves what was taken to one’s own, and takes what was delivered or given back off the list', () => {
    expect(ids(afterAct(lists, { kind: 'taken', delivery: delivery('c') }))).toEqual([['a', 'b', 'c'], []]);
    expect(ids(afterAct(lists, { kind: 'delivered', needId: 'a' }))).toEqual([['b'], ['c']]);
    expect(ids(afterAct(lists, { kind: 'came-back', needId: 'a', givenBack: true }))).toEqual([['b'], ['c']]);
  });

  test('counts a way in vain and keeps the need', () => {
    const after = afterAct(lists, { kind: 'came-back', needId: 'a', givenBack: false });
    expect(after.mine.map(({ failed }) => failed)).toEqual([1, 0]);
  });

  test('takes nothing twice', () => {
    const once = afterAct(lists, { kind: 'taken', delivery: delivery('c') });
    expect(ids(afterAct(once, { kind: 'taken', delivery: delivery('c') }))).toEqual([['a', 'b', 'c'], []]);
  });
});
