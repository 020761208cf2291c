import type { Behaviour } from './phone-farm.ts';

/**
 * What the phones of the lab do, by the last two digits of the number; the third last is the seconds they ring. Every number exists, so
 * ten thousand need no table.
 */
export const kindsOfPhone = {
  '00': 'answers and stays silent',
  '01': 'answers and presses 1 after every prompt',
  '02': 'answers and presses 2 after every prompt',
  '03': 'answers, listens to a prompt, presses nothing, hangs up after ten seconds',
  '04': 'answers and hangs up after three seconds',
  '05': 'is busy',
  '06': 'rings for ever',
  '07': 'is switched off: an announcement before any answer, then 480',
  '08': 'does not exist',
  '09': 'declines',
  '10': 'answers and speaks with a tone',
  '11': 'is answered by the network with nothing at all',
} as const;

/** @param secondMs length of a second; shorter in tests */
export function peopleByNumber(secondMs = 1000): (number: string) => Behaviour {
  return (number) => {
    const kind = number.slice(-2);
    const ringMs = Number(number.at(-3)) * secondMs;
    return async (phone) => {
      if (kind === '11') return;
      if (kind === '07') return switchedOff(phone, secondMs);
      if (kind === '08') return phone.refuse(404);
      phone.ring();
      if (kind === '06') return;
      await phone.wait(ringMs);
      if (kind === '05') return phone.refuse(486);
      if (kind === '09') return phone.refuse(603);
      await phone.answer();
      await talk(phone, kind, secondMs);
    };
  };
}

type Phone = Parameters<Behaviour>[0];

async function switchedOff(phone: Phone, secondMs: number): Promise<void> {
  await phone.announce();
  await phone.wait(2 * secondMs);
  phone.refuse(480);
}

async function talk(phone: Phone, kind: string, secondMs: number): Promise<void> {
  if (kind === '10') phone.talk(440);
  if (kind === '03' || kind === '04') {
    await phone.wait((kind === '03' ? 10 : 3) * secondMs);
    phone.hangUp();
  }
  if (kind !== '01' && kind !== '02') return;
  for (let prompt = 1; ; prompt++) {
    await phone.promptEnd(prompt);
    await phone.wait(0.3 * secondMs);
    phone.press(kind === '01' ? '1' : '2');
  }
}
