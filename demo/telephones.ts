import type { Exchange } from '../server/src/telephony/simulated/exchange.ts';
import { phoneWithHabits } from '../server/src/telephony/simulated/habits.ts';
import { demoDistrict } from './district.ts';
import type { DemoPerson } from './people.ts';

/** Puts the people's phones on the virtual exchange: one per number, however many share it. Dead numbers are not connected. */
export function connectPhones(exchange: Exchange, people: readonly DemoPerson[], seed: string): void {
  const seen = new Set<string>();
  for (const { phones } of people) {
    for (const { number, habits } of phones) {
      if (seen.has(number) || habits.line === 'invalid-number') continue;
      seen.add(number);
      exchange.connect(phoneWithHabits(number, habits, { seed, zone: demoDistrict.timeZone }));
    }
  }
}
