/** `npm run phone:lab`: a private Asterisk and everybody's phones on this machine, for people to try the telephone with. Ctrl+C ends both. */
import { kindsOfPhone, peopleByNumber } from './people.ts';
import { startLab } from './start-lab.ts';

const lab = await startLab(peopleByNumber());
const { url, user, password, promptFolder } = lab.settings;
const settings = {
  KSHEM_TELEPHONE: 'asterisk',
  KSHEM_ARI_URL: url,
  KSHEM_ARI_USER: user,
  KSHEM_ARI_PASSWORD: password,
  KSHEM_PROMPTS: promptFolder,
};
const kinds = Object.entries(kindsOfPhone)
  .toSorted(([one], [other]) => one.localeCompare(other))
  .map(([digits, what]) => `  …${digits}  ${what}`);

process.stdout.write(`
A private Asterisk (process ${lab.asterisk.pid}) and phones for every number are up, on this machine only.

Start the desk with it, in another window:

${Object.entries(settings)
  .map(([name, value]) => `  export ${name}=${value}`)
  .join('\n')}
  npm run up

Sign in as anita, write 61009 00210 as your own phone in "My account" (it answers after two seconds), and press "Connect my phone"
on the call desk. Whom you call then is rung by the exchange. What a phone does is told by the last two digits of its number:

${kinds.join('\n')}

All others answer and stay silent. The third last digit is how many seconds it rings. Ctrl+C ends everything.
`);

process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());

async function end(): Promise<void> {
  await lab.stop();
  process.exit(0);
}
