import type { Exchange } from '../server/src/telephony/simulated/exchange.ts';
import { type PhoneHabits, phoneWithHabits } from '../server/src/telephony/simulated/habits.ts';
import type { DemoPerson } from './people.ts';

/** By number: one telephone, however many share it. */
export type Phones = ReadonlyMap<string, PhoneHabits>;

export function phonesOf(people: readonly DemoPerson[]): Phones {
  return new Map(people.flatMap(({ phones }) => phones.map(({ number, habits }) => [number, habits] as const)));
}

/** Puts telephones on the virtual exchange. Dead numbers are not connected. */
export function connectPhones(exchange: Exchange, phones: Phones, about: { seed: string; zone: string }): void {
  for (const [number, habits] of phones) {
    if (habits.line !== 'invalid-number') exchange.connect(phoneWithHabits(number, habits, about));
  }
}
