import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAsteriskProvider } from '../asterisk/provider.ts';
import { startLab } from './start-lab.ts';

const number = '+916100000801';

for (const trunk of ['sip-operator', 'gateway'] as const) {
  test(`the sample ${trunk} is a line on which calls are placed, with sound`, async () => {
    const behaviour = async (phone: { ring(): void; answer(): Promise<void>; talk(hertz: number): void }) => {
      phone.ring();
      await phone.answer();
      phone.talk(900);
    };
    const lab = await startLab(() => behaviour, { trunk });
    const { url, user, password } = lab.asterisk;
    const provider = createAsteriskProvider({
      ...{ url, user, password, app: 'kshem', trunk: 'trunk', now: () => new Date(), newId: randomUUID },
      promptMedia: (promptId) => `sound:${promptId}`,
    });
    try {
      await provider.start(() => undefined);
      for (const [legId, to] of [
        ['one', number],
        ['two', '+916100000802'],
      ] as const) {
        expect(await provider.dial({ attemptId: legId, legId, to, timeoutSeconds: 10 })).toEqual({ kind: 'accepted' });
        await expect.poll(async () => (await provider.liveCalls()).find((call) => call.legId === legId)?.state).toBe('answered');
      }
      await provider.bridge('one', 'two');
      await expect.poll(() => lab.farm.inCall(number)?.hears([900]), { timeout: 5000 }).toEqual([900]);
    } finally {
      await provider.stop('end');
      await lab.stop();
    }
  });
}
