import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../db/free-port.ts';
import { holdHertz, toneWav } from './tone.ts';

export type LabAsterisk = {
  readonly pid: number;
  /** Base address of ARI. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Every prompt is a short tone. */
  readonly promptFolder: string;
  /** Where it takes calls in: the operator's side of it, on loopback. */
  readonly sipPort: number;
  /** As in a power cut. */
  kill(): Promise<void>;
  /** The same exchange again, on the same ports, knowing nothing of earlier calls. */
  restart(): Promise<void>;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
};

export type LabWish = {
  /** Where the phones listen. */
  readonly trunkPort: number;
  readonly prompts?: readonly string[];
  readonly promptMs?: number;
  /** A leg from which no sound comes for so long is over. */
  readonly mediaLostSeconds?: number;
  /** The line to the operator: a file of asterisk/trunks. */
  readonly trunk?: 'lab' | 'sip-operator' | 'gateway';
};

const repo = join(import.meta.dirname, '../../../..');
const readyWithinMs = 20_000;

/**
 * A private Asterisk on loopback, with free ports and a password of its own, ready in half a second.
 *
 * @throws when no Asterisk can be had (see scripts/get-asterisk.sh) or it does not come up: never skip a test for that
 */
export async function startAsterisk({
  trunkPort,
  prompts = [],
  promptMs = 1000,
  mediaLostSeconds = 30,
  trunk = 'lab',
}: LabWish): Promise<LabAsterisk> {
  const prefix = await getAsterisk();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'kshem-lab-'));
  const password = randomBytes(16).toString('hex');
  const [httpPort, sipPort] = [await freePort(), await freeUdpPort()];
  for (const part of ['etc', 'lib/keys', 'spool/recording', 'run', 'log', 'prompts', 'hold'])
    mkdirSync(join(folder, part), { recursive: true });
  for (const prompt of prompts) writeFileSync(join(folder, 'prompts', `${prompt}.wav`), toneWav(promptMs));
  writeFileSync(join(folder, 'hold', 'hold.wav'), toneWav(1000, holdHertz));
  const library = libraryOf(prefix);
  render(join(folder, 'etc'), trunk, {
    RUN: folder,
    PREFIX: prefix,
    LIB: library,
    HOLD: join(folder, 'hold'),
    HTTP_PORT: String(httpPort),
    SIP_BIND: `127.0.0.1:${sipPort}`,
    RTP_START: '20000',
    RTP_END: '29999',
    TRUNK_HOST: '127.0.0.1',
    TRUNK_PORT: String(trunkPort),
    TRUNK_USER: 'district',
    TRUNK_PASSWORD: password,
    ARI_PASSWORD: password,
    MEDIA_LOST_SECONDS: String(mediaLostSeconds),
    FROM_NUMBER: '+916100000000',
  });
  let running = await run(prefix, library, folder);
  return {
    get pid() {
      return running.pid;
    },
    url: `http://127.0.0.1:${httpPort}`,
    user: 'desk',
    password,
    promptFolder: join(folder, 'prompts'),
    sipPort,
    kill: () => running.kill(),
    restart: async () => {
      running = await run(prefix, library, folder);
    },
    remove: async () => {
      await running.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Finds or fetches an Asterisk; ten seconds the first time, none afterwards.
 *
 * @returns the folder of a private copy, or empty for the installed one
 */
export async function getAsterisk(): Promise<string> {
  const { stdout } = await promisify(execFile)(join(repo, 'scripts/get-asterisk.sh'), { timeout: 180_000 });
  const answer = stdout.trim();
  return answer === 'system' ? '' : answer;
}

/** The folder in which Asterisk's modules and libraries are. */
function libraryOf(prefix: string): string {
  const places = readdirSync(join(prefix, '/usr/lib')).map((name) => join(prefix, '/usr/lib', name));
  const found = [join(prefix, '/usr/lib'), ...places].find((place) => existsSync(join(place, 'asterisk/modules')));
  if (found === undefined)
    throw new Error(`no modules in the Asterisk of ${prefix || 'this machine'}: remove it and fetch it again`);
  return found;
}

function render(target: string, trunk: string, values: Readonly<Record<string, string>>): void {
  const templates = join(repo, 'asterisk/etc');
  const fill = (template: string, name: string) => {
    const text = readFileSync(template, 'utf8').replaceAll(/@([A-Z_]+)@/g, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`${template} asks for @${key}@, which nobody gives`);
      return value;
    });
    writeFileSync(join(target, name), text);
  };
  for (const name of readdirSync(templates)) fill(join(templates, name), name);
  fill(join(repo, `asterisk/trunks/${trunk}.conf`), 'trunk.conf');
}

function run(prefix: string, library: string, folder: string): Promise<{ pid: number; kill(): Promise<void> }> {
  const own = ['-C', join(folder, 'etc/asterisk.conf'), '-f', '-n', '-q'];
  const loader = prefix === '' ? null : readdirSync(library).find((name) => name.startsWith('ld-linux'));
  const binary = join(prefix, 'usr/sbin/asterisk');
  const child =
    loader === null || loader === undefined
      ? spawn('asterisk', own)
      : spawn(join(library, loader), ['--library-path', library, binary, ...own], { cwd: dirname(binary) });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A test run that is cut short leaves no exchange behind.
  const atExit = () => child.kill('SIGKILL');
  process.once('exit', atExit);
  void gone.then(() => process.off('exit', atExit));
  const kill = () => {
    child.kill('SIGKILL');
    return gone;
  };
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(
      () => void kill().then(() => reject(new Error(`Asterisk was not ready in time:\n${said}`))),
      readyWithinMs,
    );
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`Asterisk ended (${code}):\n${said}`));
    });
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Asterisk Ready')) return;
      clearTimeout(late);
      resolve({ pid: child.pid as number, kill });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
  });
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
