import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from './virtual-clock.ts';

const start = new Date(Date.UTC(2021, 3, 12, 3, 30));

describe('the virtual clock', () => {
  test('time stands still until it is moved', async () => {
    const clock = createVirtualClock(start);
    expect(clock.now()).toEqual(start);
    await clock.advance(1500);
    expect(clock.now().getTime() - start.getTime()).toBe(1500);
  });

  test('whatever the delays, tasks run by due time and then in the order they were scheduled, each seeing its own time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 200 }), async (delays) => {
        const clock = createVirtualClock(start);
        const ran: { delay: number; order: number }[] = [];
        for (const [order, delay] of delays.entries()) {
          clock.after(delay, () => {
            expect(clock.now().getTime()).toBe(start.getTime() + delay);
            ran.push({ delay, order });
          });
        }
        await clock.advance(50);
        expect(ran).toEqual(
          delays.map((delay, order) => ({ delay, order })).toSorted((a, b) => a.delay - b.delay || a.order - b.order),
        );
        expect(clock.waiting()).toBe(0);
      }),
    );
  });

  test('a task scheduled by a task runs in the same advance if it falls due in it', async () => {
    const clock = createVirtualClock(start);
    const seen: number[] = [];
    const again = () => {
      seen.push(clock.now().getTime() - start.getTime());
      clock.after(400, again);
    };
    clock.after(400, again);
    await clock.advance(1000);
    expect(seen).toEqual([400, 800]);
    expect(clock.waiting()).toBe(1);
  });

  test('time waits for a task that has not settled', async () => {
    const clock = createVirtualClock(start);
    const story: string[] = [];
    clock.after(1, async () => {
      story.push('asked');
      await Promise.resolve().then(() => Promise.resolve());
      story.push(`answered at ${clock.now().getTime() - start.getTime()}`);
    });
    clock.after(2, () => void story.push('next'));
    await clock.advance(10);
    expect(story).toEqual(['asked', 'answered at 1', 'next']);
  });

  test('a cancelled task does not run and is not waited for', async () => {
    const clock = createVirtualClock(start);
    let ran = false;
    const cancel = clock.after(5, () => {
      ran = true;
    });
    cancel();
    cancel();
    expect(clock.waiting()).toBe(0);
    await clock.advance(10);
    expect(ran).toBe(false);
  });

  test('a task for the past runs now, never back in time', async () => {
    const clock = createVirtualClock(start);
    await clock.advance(1000);
    let at: Date | null = null;
    clock.at(start, () => {
      at = clock.now();
    });
    await clock.advance(0);
    expect(at).toEqual(new Date(start.getTime() + 1000));
  });

  test('runs until a condition holds, and says when nothing is left to wait for', async () => {
    const clock = createVirtualClock(start);
    let count = 0;
    for (let n = 1; n <= 5; n++) clock.after(n * 1000, () => void count++);
    expect(await clock.runUntilTrue(() => count === 3)).toBe('true');
    expect(clock.now().getTime() - start.getTime()).toBe(3000);
    expect(await clock.runUntilTrue(() => count === 9)).toBe('nothing-left');
  });

  test('an error in a task comes out of the run, and the clock can be used again', async () => {
    const clock = createVirtualClock(start);
    clock.after(1, () => Promise.reject(new Error('task failed')));
    await expect(clock.advance(5)).rejects.toThrow('task failed');
    await clock.advance(5);
    expect(clock.now().getTime() - start.getTime()).toBe(6);
  });

  test('a task may not move its own clock', async () => {
    const clock = createVirtualClock(start);
    clock.after(1, () => clock.advance(1));
    await expect(clock.advance(5)).rejects.toThrow('may not move the clock');
  });
});
