import type { AsteriskSettings } from '../asterisk/connect-asterisk.ts';
import { type Behaviour, type PhoneFarm, startPhoneFarm } from './phone-farm.ts';
import { type LabAsterisk, type LabWish, startAsterisk } from './start-asterisk.ts';

export type Lab = {
  readonly asterisk: LabAsterisk;
  readonly farm: PhoneFarm;
  /** What a server over this lab is given. */
  readonly settings: AsteriskSettings;
  stop(): Promise<void>;
};

/**
 * A private Asterisk and everybody's phones, on loopback, in half a second; nothing of it is left after `stop`.
 *
 * @param behaviourOf what the phone of a number does when it rings
 * @throws when no Asterisk can be had: a test that needs one fails
 */
export async function startLab(behaviourOf: (number: string) => Behaviour, wish: Omit<LabWish, 'trunkPort'> = {}): Promise<Lab> {
  const farm = await startPhoneFarm(behaviourOf);
  const asterisk = await startAsterisk({ ...wish, trunkPort: farm.port });
  return {
    asterisk,
    farm,
    settings: {
      url: asterisk.url,
      user: asterisk.user,
      password: asterisk.password,
      trunk: 'trunk',
      lines: 30,
      perSecond: 20,
      callerId: undefined,
      promptFolder: asterisk.promptFolder,
    },
    stop: async () => {
      await asterisk.remove();
      await farm.stop();
    },
  };
}
