import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertTicket } from './factor-queries.ts';
import { newToken, tokenSha256 } from './session-token.ts';

export type TicketPurpose = 'sign-in' | 'add-passkey';

const goodForMs = 5 * 60_000;

/** Lets its holder go on with one matter for five minutes. The database keeps only its hash. */
export async function giveTicket(
  deps: Deps,
  db: Deps['app'] | Trx,
  { userId, purpose, challenge = null }: { userId: string; purpose: TicketPurpose; challenge?: string | null },
): Promise<string> {
  const ticket = newToken();
  const now = deps.now();
  await insertTicket(db, {
    ticket: {
      token_sha256: tokenSha256(ticket),
      user_id: userId,
      purpose,
      challenge,
      expires_at: new Date(now.getTime() + goodForMs),
    },
    now,
  });
  return ticket;
}
