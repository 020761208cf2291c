import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { signIn } from '@kshem/contract/access.ts';
import pg from 'pg';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { buildApp } from '../server/src/app.ts';
import { startTelephony, stopTelephony } from '../server/src/calls/start-telephony.ts';
import { demoPassword } from '../server/src/demo/demo-sign-ins.ts';
import { type Deps, makeDeps } from '../server/src/deps.ts';
import { outboxJobs } from '../server/src/jobs/outbox-jobs.ts';
import { startJobs } from '../server/src/jobs/start-jobs.ts';
import { makeLog } from '../server/src/log.ts';
import type { AsteriskSettings } from '../server/src/telephony/asterisk/connect-asterisk.ts';
import { type Client, makeClient } from '../web/src/api/client.ts';
import { storyNow } from './clock.ts';
import { templateName } from './global-setup.ts';
import { startMachine } from './machine.ts';

export type Visit = { readonly page: Page; readonly context: BrowserContext; readonly problems: readonly string[] };
export type VisitOptions = {
  readonly language?: 'hi' | 'en';
  readonly dark?: boolean;
  readonly phone?: boolean;
  /** Where to go first; the sign-in when nobody is signed in. */
  readonly path?: string;
  /** Console errors that belong to the story, such as those of a network that is cut. */
  readonly expected?: RegExp;
};

export type Room = {
  readonly base: string;
  readonly deps: Deps;
  readonly owner: pg.Pool;
  /** A browser of its own for somebody of the demo district, signed in; null: nobody is. */
  visit(login: string | null, options?: VisitOptions): Promise<Visit>;
  /** A browser that keeps what it is given on its disk and can be cut off from its power, with somebody signed in. */
  visitOnDisk(login: string, folder: string, options?: VisitOptions): Promise<Visit & { cutPower(): Promise<void> }>;
  /** The server ends as on an upgrade and is there again under the same address; `meanwhile` is done while it is not. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Somebody's requests without a browser. */
  client(login: string): Promise<Client>;
};

/** What keeps a headless Chromium from asking the world for anything. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * The whole product for one file of stories: its own copy of the demo district, the real server, a real browser.
 * `withJobs`: also what the server does by itself, such as imports. `asterisk`: an exchange that rings people.
 */
export async function openRoom({ withJobs = false, asterisk }: RoomWish = {}): Promise<Room> {
  const url = await cloneDistrict();
  const deps = makeDeps({ url, poolSize: 6, log: makeLog('silent'), now: storyNow, asterisk });
  await startTelephony(deps);
  const serve = async (port: number) => {
    const built = await buildApp(deps, { cookieSecure: false, webFolder: join(import.meta.dirname, '../web/dist') });
    await built.listen({ port, host: '127.0.0.1' });
    return built;
  };
  let app = await serve(0);
  const { port } = app.server.address() as AddressInfo;
  const jobs = withJobs ? await startJobs(deps, outboxJobs) : null;
  const base = `http://127.0.0.1:${port}`;
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  const browser = await chromium.launch({ executablePath: inject('browser'), args: quiet });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await jobs?.stop();
    await stopTelephony(deps);
    await deps.close();
    await owner.end();
  });
  return {
    ...{ base, deps, owner },
    visit: async (login, options) => openVisit(await browser.newContext(looksOf(options)), base, login, options),
    visitOnDisk: async (login, folder, options) => {
      const machine = await startMachine(folder, quiet);
      afterAll(machine.cutPower);
      return { ...(await openVisit(machine.context, base, login, options)), cutPower: machine.cutPower };
    },
    restart: async (meanwhile) => {
      await app.close();
      await meanwhile?.();
      app = await serve(port);
    },
    client: (login) => clientOf(base, login),
  };
}

type RoomWish = { readonly withJobs?: boolean; readonly asterisk?: AsteriskSettings };

async function cloneDistrict(): Promise<string> {
  const adminUrl = inject('roomsUrl');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${templateName}`);
  await admin.end();
  const address = new URL(adminUrl);
  address.pathname = `/${name}`;
  return address.href;
}

function looksOf({ dark = false, phone = false }: VisitOptions = {}): BrowserContextOptions {
  return {
    viewport: phone ? { width: 360, height: 740 } : { width: 1366, height: 768 },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: phone,
    isMobile: phone,
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
  };
}

async function openVisit(
  context: BrowserContext,
  base: string,
  login: string | null,
  { language = 'hi', path = '/', expected }: VisitOptions = {},
): Promise<Visit> {
  // Nothing in a test leaves this machine.
  await context.route('**/*', (route) => (route.request().url().startsWith(base) ? route.continue() : route.abort()));
  await context.clock.install({ time: storyNow() });
  await context.addInitScript(
    (chosen) => localStorage.getItem('kshem-language') ?? localStorage.setItem('kshem-language', chosen),
    language,
  );
  if (login !== null) {
    const answer = await context.request.post(`${base}/api/session`, {
      data: { login, password: demoPassword },
      headers: { origin: base },
    });
    expect(answer.ok(), `sign-in of ${login}`).toBe(true);
  }
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    // Asking who is signed in before somebody is, is answered 401.
    if (message.type() === 'error' && !/401/.test(text) && !expected?.test(text)) problems.push(text);
  });
  await page.goto(base + path);
  return { page, context, problems };
}

async function clientOf(base: string, login: string): Promise<Client> {
  const anyone = makeClient({ base });
  const answer = await anyone(signIn, { body: { login, password: demoPassword, as: 'bearer' } });
  const token = 'token' in answer ? answer.token : null;
  return makeClient({ base, headers: () => ({ authorization: `Bearer ${token}` }) });
}

/** Presses keys one after another, as a practised caller does. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** From the empty desk to the first question of a household that has answered, by keys. */
export async function beginAsking(page: Page): Promise<void> {
  await deskIs(page, 'idle');
  for (const [key, phase] of [
    ['n', 'ready'],
    ['c', 'calling'],
    ['a', 'asking'],
  ] as const) {
    await press(page, key);
    await deskIs(page, phase);
  }
}

/** The phase of the call desk, waited for. */
export async function deskIs(page: Page, phase: string): Promise<void> {
  await page.locator(`[data-phase="${phase}"]`).waitFor({ timeout: 15_000 });
}
