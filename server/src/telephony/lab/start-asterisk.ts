import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { toneWav } from './tone.ts';

export type LabAsterisk = {
  readonly pid: number;
  /** Base address of ARI. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** UDP port on loopback to which this exchange sends every call. */
  readonly trunkPort: number;
  /** What ARI plays for a prompt id; each is a short tone. */
  promptMedia(promptId: string): string;
  /** As in a power cut. */
  kill(): Promise<void>;
  /** The same exchange again, on the same ports, knowing nothing of earlier calls. */
  restart(): Promise<void>;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
};

const repo = join(import.meta.dirname, '../../../..');
const readyWithinMs = 20_000;

/**
 * A private Asterisk on loopback, with free ports and a password of its own, ready in half a second.
 *
 * @param trunkPort where the phones listen
 * @throws when no Asterisk can be had (see scripts/get-asterisk.sh) or it does not come up: never skip a test for that
 */
export async function startAsterisk(trunkPort: number, prompts: readonly string[], promptMs: number): Promise<LabAsterisk> {
  const prefix = await getAsterisk();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'kshem-lab-'));
  const password = randomBytes(16).toString('hex');
  const httpPort = await freeTcpPort();
  for (const part of ['etc', 'lib/keys', 'spool/recording', 'run', 'log', 'prompts'])
    mkdirSync(join(folder, part), { recursive: true });
  for (const prompt of prompts) writeFileSync(join(folder, 'prompts', `${prompt}.wav`), toneWav(promptMs));
  const library = prefix === '' ? '/usr/lib/x86_64-linux-gnu' : libraryOf(prefix);
  render(join(folder, 'etc'), {
    RUN: folder,
    PREFIX: prefix,
    LIB: library,
    PROMPTS: join(folder, 'prompts'),
    HTTP_PORT: String(httpPort),
    SIP_PORT: String(await freeUdpPort()),
    RTP_START: '20000',
    RTP_END: '29999',
    TRUNK_HOST: '127.0.0.1',
    TRUNK_PORT: String(trunkPort),
    ARI_PASSWORD: password,
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
    trunkPort,
    promptMedia: (promptId) => `sound:${join(folder, 'prompts', promptId)}`,
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

/** The folder of a private copy, or empty for the installed one. */
async function getAsterisk(): Promise<string> {
  const { stdout } = await promisify(execFile)(join(repo, 'scripts/get-asterisk.sh'), { timeout: 120_000 });
  const answer = stdout.trim();
  return answer === 'system' ? '' : answer;
}

function libraryOf(prefix: string): string {
  const found = readdirSync(join(prefix, 'usr/lib')).find((name) => name.includes('-linux-gnu'));
  if (found === undefined) throw new Error(`no libraries in the Asterisk of ${prefix}: remove it and fetch it again`);
  return join(prefix, 'usr/lib', found);
}

function render(target: string, values: Readonly<Record<string, string>>): void {
  const templates = join(repo, 'asterisk/etc');
  for (const name of readdirSync(templates)) {
    const text = readFileSync(join(templates, name), 'utf8').replaceAll(/@([A-Z_]+)@/g, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`asterisk/etc/${name} asks for @${key}@, which nobody gives`);
      return value;
    });
    writeFileSync(join(target, name), text);
  }
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

async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
