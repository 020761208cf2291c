/**
 * The unique constraint or index that a statement ran into, or null for any other failure; this is how races surface as honest
 * refusals. The name is taken from the message: a distributed PostgreSQL appends a shard's number to it, and may report the violation
 * of a worker under its own code XX000 without naming the constraint apart.
 */
export function violatedUnique(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code, message } = error;
  if (code !== '23505' && !(code === 'XX000' && message.includes('duplicate key value violates unique constraint'))) return null;
  return /unique constraint "([^"]+)"/.exec(message)?.[1]?.replace(/_\d{6,}$/, '') ?? null;
}
