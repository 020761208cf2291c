import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from './start-error.ts';
import type { AsteriskSettings } from './telephony/asterisk/connect-asterisk.ts';

const schema = z.object({
  KSHEM_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  KSHEM_HOST: z.string().min(1).default('127.0.0.1'),
  KSHEM_DATA: z.string().min(1).default('.data'),
  KSHEM_SECRET: z.string().min(32).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  KSHEM_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  KSHEM_POOL: z.coerce.number().int().min(2).max(200).default(20),
  KSHEM_COOKIE_SECURE: z.stringbool().default(false),
  KSHEM_TELEPHONE: z.enum(['none', 'asterisk']).default('none'),
  KSHEM_ARI_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8088'),
  KSHEM_ARI_USER: z.string().min(1).default('desk'),
  KSHEM_ARI_PASSWORD: z.string().min(8).optional(),
  KSHEM_TRUNK: z
    .string()
    .regex(/^[\w-]+$/)
    .default('trunk'),
  // A caller's own telephone takes one, the person called another.
  KSHEM_TRUNK_LINES: z.coerce.number().int().min(2).max(1000).default(30),
  KSHEM_TRUNK_PACE: z.coerce.number().min(0.1).max(200).default(5),
  KSHEM_CALLER_ID: z
    .string()
    .regex(/^\+[1-9]\d{7,14}$/)
    .optional(),
  KSHEM_PROMPTS: z.string().min(1).optional(),
});

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Seals second factors; absent = a key made in `dataFolder`. */
  readonly secret: string | undefined;
  /** An outside PostgreSQL; absent = the embedded one in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  readonly logLevel: string;
  /** Connections of the pool that serves people; about 20 serve 500 callers, more are slower. */
  readonly poolSize: number;
  /** Send the session cookie over https only. Off by default: a control room's LAN often has no certificate. */
  readonly cookieSecure: boolean;
  /** Absent: nobody's phone is rung by the server. */
  readonly asterisk: AsteriskSettings | undefined;
};

/** Reads the environment once. The table in docs/operating-guide.md documents each name; a test compares. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = schema.safeParse(env);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StartError(
      `The environment variable ${String(issue?.path[0])} is not usable: ${issue?.message}.`,
      'Correct or unset it; docs/operating-guide.md lists every variable with its default.',
    );
  }
  const { data } = read;
  return {
    port: data.KSHEM_PORT,
    host: data.KSHEM_HOST,
    dataFolder: data.KSHEM_DATA,
    secret: data.KSHEM_SECRET,
    databaseUrl: data.DATABASE_URL,
    logLevel: data.KSHEM_LOG,
    poolSize: data.KSHEM_POOL,
    cookieSecure: data.KSHEM_COOKIE_SECURE,
    asterisk: data.KSHEM_TELEPHONE === 'asterisk' ? asteriskOf(data) : undefined,
  };
}

function asteriskOf(data: z.infer<typeof schema>): AsteriskSettings {
  const password = data.KSHEM_ARI_PASSWORD;
  if (password === undefined) {
    throw new StartError(
      'KSHEM_TELEPHONE is asterisk, but KSHEM_ARI_PASSWORD is not set.',
      'Set it to the password in the [desk] section of the exchange’s ari.conf, or unset KSHEM_TELEPHONE.',
    );
  }
  return {
    url: data.KSHEM_ARI_URL,
    user: data.KSHEM_ARI_USER,
    password,
    trunk: data.KSHEM_TRUNK,
    lines: data.KSHEM_TRUNK_LINES,
    perSecond: data.KSHEM_TRUNK_PACE,
    callerId: data.KSHEM_CALLER_ID,
    promptFolder: data.KSHEM_PROMPTS ?? join(data.KSHEM_DATA, 'prompts'),
  };
}

export const environmentNames = Object.keys(schema.shape);
