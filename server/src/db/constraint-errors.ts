import type { ErrorCode } from '@kshem/contract/errors.ts';
import { violatedUnique } from './violated-unique.ts';

/**
 * What a database refusal means to whoever asked: races surface as honest conflicts, a database that is away as "try again".
 * Undefined for what is not the database's, or is our mistake in SQL.
 */
export function codeOfDatabaseError(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error)) return undefined;
  const unique = violatedUnique(error);
  if (unique !== null) return codeByUnique[unique] ?? 'conflict';
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return lostConnection.test(error.message) ? 'unavailable' : undefined;
  if (unavailable.some((start) => code.startsWith(start))) return 'unavailable';
  // A row outside the transaction's scope was written, and row-level security held. Any other lack of a right is our mistake.
  if (code === '42501') return error.message.includes('row-level security') ? 'not-allowed' : undefined;
  return codeByState[code];
}

const codeByUnique: Readonly<Record<string, ErrorCode>> = {
  app_user_login: 'login-taken',
  transfer_one_live: 'transfer-live',
  transfer_one_an_ambulance: 'ambulance-busy',
  facility_name: 'facility-name-taken',
  ambulance_call_sign: 'ambulance-known',
};

/** By SQLSTATE. */
const codeByState: Readonly<Record<string, ErrorCode>> = {
  // What the row refers to is not there; a check of the schema failed.
  '23503': 'not-found',
  '23514': 'bad-request',
  // Serialization failure, deadlock, lock not available: somebody else was first.
  '40001': 'conflict',
  '40P01': 'conflict',
  '55P03': 'conflict',
};

/** Connection lost, no more connections or disk, stopping or starting, statement timed out, read-only standby; then the network's own. */
const unavailable = ['08', '53', '57P', '57014', '25006', 'ECONN', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'];
/** pg's own words where it gives no code. */
const lostConnection =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect/;

/** The constraint an error names, for the log; it says nothing about the row. From the message: a distributed database leaves it out elsewhere. */
export function constraintName({ message }: Error): string | undefined {
  return /constraint "([^"]+)"/.exec(message)?.[1]?.replace(/_\d{6,}$/, '');
}
