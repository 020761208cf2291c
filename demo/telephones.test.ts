import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../server/src/telephony/provider.ts';
import { createExchange } from '../server/src/telephony/simulated/exchange.ts';
import { createSimulatedProvider } from '../server/src/telephony/simulated/provider.ts';
import { createVirtualClock } from '../server/src/telephony/simulated/virtual-clock.ts';
import { demoDistrict } from './district.ts';
import { makePeople } from './people.ts';
import { connectPhones, phonesOf } from './telephones.ts';

async function ringEverybody() {
  const clock = createVirtualClock(new Date(Date.UTC(2021, 4, 14, 4, 30)));
  const exchange = createExchange(clock);
  const people = makePeople('shantipur', 400);
  connectPhones(exchange, phonesOf(people), { seed: 'shantipur', zone: demoDistrict.timeZone });
  const provider = createSimulatedProvider({ exchange, clock });
  const heard: CallEvent[] = [];
  await provider.start((event) => void heard.push(event));
  const numbers = [...new Set(people.map(({ phones }) => phones[0]?.number ?? ''))];
  for (const [index, to] of numbers.entries()) {
    await provider.dial({ attemptId: `attempt-${index}`, legId: `leg-${index}`, to, timeoutSeconds: 30 });
  }
  await clock.advance(40_000);
  return { heard, numbers, live: await provider.liveCalls() };
}

describe('the telephones of Shantipur', () => {
  test('at ten in the morning about half of them are answered, and each other cause is heard somewhere', async () => {
    const { heard, numbers } = await ringEverybody();
    const answered = heard.filter(({ type }) => type === 'answered').length / numbers.length;
    expect(answered).toBeGreaterThan(0.4);
    expect(answered).toBeLessThan(0.65);
    const causes = new Set(heard.flatMap((event) => (event.type === 'ended' ? [event.cause] : [])));
    const known = ['busy', 'no-answer', 'rejected', 'switched-off', 'out-of-coverage', 'incoming-barred', 'invalid-number'];
    expect([...causes].filter((cause) => cause !== 'normal').sort()).toEqual(known.sort());
  });

  test('ring the same every time', async () => {
    expect(await ringEverybody()).toEqual(await ringEverybody());
  });
});
