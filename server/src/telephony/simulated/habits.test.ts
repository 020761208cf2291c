import { describe, expect, test } from 'vitest';
import { answerCurves, type PhoneHabits, phoneWithHabits, plainPhone, ringPlan } from './habits.ts';
import { createRandom } from './random.ts';

const zone = 'Asia/Kolkata';
const tenths = (habits: Partial<PhoneHabits>, at: string, calls = 4000) => {
  const random = createRandom('habits');
  const counts: Record<string, number> = {};
  for (let call = 0; call < calls; call++) {
    const { next } = ringPlan({ ...plainPhone, ...habits }, at, random);
    const kind = next.kind === 'ends' ? next.cause : next.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return (kind: string) => (counts[kind] ?? 0) / calls;
};

describe('habits on the telephone', () => {
  test('the chance of an answer follows the hour', () => {
    const calm = { busy: 0, outOfCoverage: 0, rejects: 0, answersByHour: answerCurves.inTheFields };
    expect(tenths(calm, '10:30')('answers')).toBeCloseTo(0.4, 1);
    expect(tenths(calm, '18:30')('answers')).toBeCloseTo(0.8, 1);
    expect(tenths(calm, '03:00')('answers')).toBeLessThan(0.04);
  });

  test('a phone switched off over night is off on both sides of midnight and on in the morning', () => {
    const off = { switchedOff: [{ from: '21:00', to: '07:00' }] };
    expect(tenths(off, '23:30', 50)('switched-off')).toBe(1);
    expect(tenths(off, '06:59', 50)('switched-off')).toBe(1);
    expect(tenths(off, '07:00', 50)('switched-off')).toBe(0);
  });

  test('a dead number is dead at every hour, a barred one barred', () => {
    expect(tenths({ line: 'invalid-number' }, '10:00', 50)('invalid-number')).toBe(1);
    expect(tenths({ line: 'incoming-barred' }, '10:00', 50)('incoming-barred')).toBe(1);
  });

  test('someone always busy is always busy', () => {
    expect(tenths({ busy: 1, outOfCoverage: 0 }, '10:00', 50)('busy')).toBe(1);
  });

  test('the same phone called in the same order behaves the same', () => {
    const tenCalls = () => {
      const phone = phoneWithHabits('+916100000001', plainPhone, { seed: 's', zone });
      return Array.from({ length: 10 }, (_, n) => [
        phone.ring(new Date(Date.UTC(2021, 3, 12, n))),
        phone.hangsUpAfterMs?.(new Date()),
      ]);
    };
    expect(tenCalls()).toEqual(tenCalls());
  });

  test('wrong keys are near the meant ones, as often as the habit says', () => {
    const phone = phoneWithHabits('+916100000001', { ...plainPhone, wrongKey: 0.5 }, { seed: 's', zone, keys: () => '1' });
    const pressed = Array.from({ length: 400 }, () => {
      phone.ring(new Date(Date.UTC(2021, 3, 12, 5)));
      return phone.hears?.('question', new Date())?.keys;
    });
    expect(new Set(pressed)).toEqual(new Set(['1', '2']));
    expect(pressed.filter((key) => key === '2').length / 400).toBeCloseTo(0.5, 1);
  });

  test('a prompt that asks for nothing gets no key', () => {
    const phone = phoneWithHabits('+916100000001', plainPhone, { seed: 's', zone, keys: () => null });
    phone.ring(new Date(Date.UTC(2021, 3, 12, 5)));
    expect(phone.hears?.('greeting', new Date())).toBeNull();
  });
});
