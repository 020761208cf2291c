import { type DestinationStream, type Logger, pino } from 'pino';

/** Nothing about a person belongs in a log line; what slips in under one of these names is blacked out all the same. */
const personal = [
  'name',
  'nameEn',
  'nameHi',
  'name_key',
  'number',
  'phone',
  'to',
  'address',
  'answers',
  'note',
  'detail.query',
  'password',
  'token',
  'cookie',
  'authorization',
];

/** The one log: JSON lines to standard output, personal fields redacted at the top level and one below. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: personal.flatMap((path) => [path, `*.${path}`]), censor: '[redacted]' },
    serializers: { err: errorWithoutWords },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * An error as class, code and place. Its message stays out: PostgreSQL, JSON and schema errors quote what they choke on, which can be a
 * name, a number or an answer.
 */
export function errorWithoutWords(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    at: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .map((line) => line.trim())
      .slice(0, 12),
  };
}
