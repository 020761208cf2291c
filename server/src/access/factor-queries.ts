import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import type { TicketPurpose } from './step-ticket.ts';

type Handle = Db | Trx;

/** Whether a role of the account needs a second factor in a district it serves, and whether it has one. */
export async function factorStanding(db: Handle, userId: string): Promise<{ needed: boolean; has: boolean }> {
  const { rows } = await sql<{ needed: boolean; has: boolean }>`select
    exists (select from user_area a join district_setting s on s.district_id = a.district_id
      join user_role r on r.user_id = a.user_id and r.role = any (s.second_factor_roles) where a.user_id = ${userId}) as needed,
    exists (select from totp_secret where user_id = ${userId} and confirmed_at is not null)
      or exists (select from passkey where user_id = ${userId}) as has`.execute(db);
  return rows[0] ?? { needed: false, has: false };
}

export async function findTotp(db: Handle, userId: string): Promise<Selectable<DB['totp_secret']> | undefined> {
  return db.selectFrom('totp_secret').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** Puts a secret that is not confirmed yet. @returns false where a confirmed one stands. */
export async function putTotp(db: Handle, row: { user_id: string; sealed: Buffer; made_at: Date }): Promise<boolean> {
  const { sealed, made_at } = row;
  const put = await db
    .insertInto('totp_secret')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({ sealed, made_at }).where('totp_secret.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst();
  return put !== undefined;
}

/** Takes a step once, and only a later one than the last. @returns false when it was taken already. */
export async function takeTotpStep(db: Handle, userId: string, step: number, now: Date): Promise<boolean> {
  const taken = await db
    .updateTable('totp_secret')
    .set((e) => ({ last_step: step, last_used_at: now, confirmed_at: e.fn.coalesce('confirmed_at', e.val(now)) }))
    .where('user_id', '=', userId)
    .where((e) => e.or([e('last_step', 'is', null), e('last_step', '<', step)]))
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function deleteTotp(db: Handle, userId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('totp_secret')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

export async function listPasskeys(db: Handle, userId: string): Promise<Selectable<DB['passkey']>[]> {
  return db.selectFrom('passkey').selectAll().where('user_id', '=', userId).orderBy('made_at').execute();
}

export async function insertPasskey(db: Handle, row: Insertable<DB['passkey']>): Promise<void> {
  await db.insertInto('passkey').values(row).execute();
}

export async function usePasskey(db: Handle, credentialId: string, signCount: number, now: Date): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ sign_count: signCount, last_used_at: now })
    .where('credential_id', '=', credentialId)
    .execute();
}

export async function deletePasskey(db: Handle, userId: string, id: string): Promise<boolean> {
  const gone = await db.deleteFrom('passkey').where('user_id', '=', userId).where('id', '=', id).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

export async function countRecoveryCodes(db: Handle, userId: string): Promise<number> {
  const { n } = await db
    .selectFrom('recovery_code')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return n;
}

export async function replaceRecoveryCodes(db: Handle, userId: string, codes: readonly Buffer[], now: Date): Promise<void> {
  await db.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  if (codes.length === 0) return;
  await db
    .insertInto('recovery_code')
    .values(codes.map((code_sha256) => ({ user_id: userId, code_sha256, made_at: now })))
    .execute();
}

/** Uses a code up. @returns false where there is no such code (any more). */
export async function takeRecoveryCode(db: Handle, userId: string, codeSha256: Buffer): Promise<boolean> {
  const gone = await db
    .deleteFrom('recovery_code')
    .where('user_id', '=', userId)
    .where('code_sha256', '=', codeSha256)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** The account's sessions need no second factor any more: it has one. */
export async function releaseSessions(db: Handle, userId: string): Promise<void> {
  await db.updateTable('session').set({ must_add_second_factor: false }).where('user_id', '=', userId).execute();
}

export async function deleteFactors(db: Handle, userId: string): Promise<void> {
  await db.deleteFrom('totp_secret').where('user_id', '=', userId).execute();
  await db.deleteFrom('passkey').where('user_id', '=', userId).execute();
  await db.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  await db.deleteFrom('step_ticket').where('user_id', '=', userId).execute();
}

export async function insertTicket(
  db: Handle,
  { ticket, now }: { ticket: Insertable<DB['step_ticket']>; now: Date },
): Promise<void> {
  await db.deleteFrom('step_ticket').where('user_id', '=', ticket.user_id).where('expires_at', '<=', now).execute();
  await db.insertInto('step_ticket').values(ticket).execute();
}

export type Ticket = { userId: string; challenge: string | null };

export async function findTicket(
  db: Handle,
  tokenSha256: Buffer,
  purpose: TicketPurpose,
  now: Date,
): Promise<Ticket | undefined> {
  return db
    .selectFrom('step_ticket')
    .select(['user_id as userId', 'challenge'])
    .where('token_sha256', '=', tokenSha256)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function setTicketChallenge(db: Handle, tokenSha256: Buffer, challenge: string): Promise<void> {
  await db.updateTable('step_ticket').set({ challenge }).where('token_sha256', '=', tokenSha256).execute();
}

/** Uses a ticket up. @returns undefined when somebody else did, or its time is over. */
export async function takeTicket(
  db: Handle,
  tokenSha256: Buffer,
  purpose: TicketPurpose,
  now: Date,
): Promise<Ticket | undefined> {
  return db
    .deleteFrom('step_ticket')
    .where('token_sha256', '=', tokenSha256)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returning(['user_id as userId', 'challenge'])
    .executeTakeFirst();
}
