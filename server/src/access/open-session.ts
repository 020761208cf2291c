import type { Deps } from '../deps.ts';
import { factorStanding } from './factor-queries.ts';
import { deleteExpiredSessions, findSession, insertSession, type LiveSession, touchSession } from './queries.ts';
import { expiryFrom, newToken, tokenSha256 } from './session-token.ts';

type Handle = Parameters<typeof insertSession>[0];

/** Starts a session and returns its token, which is kept nowhere else. */
export async function openSession(deps: Deps, db: Handle, userId: string, userAgent: string | null): Promise<string> {
  const now = deps.now();
  const token = newToken();
  await deleteExpiredSessions(db, userId, now);
  const { needed, has } = await factorStanding(db, userId);
  await insertSession(db, {
    id: deps.newId(),
    user_id: userId,
    token_sha256: tokenSha256(token),
    created_at: now,
    last_seen_at: now,
    expires_at: expiryFrom(now),
    user_agent: userAgent?.slice(0, 200) ?? null,
    must_add_second_factor: needed && !has,
  });
  return token;
}

/** A session's end is moved at most this often: a busy caller does not write a row with every click. */
const touchEveryMs = 60_000;

/** The live session of a token, or undefined. Read anew with every request, so a session ends the moment it is revoked. */
export async function sessionOf(deps: Deps, token: string): Promise<LiveSession | undefined> {
  const now = deps.now();
  const session = await findSession(deps.app, tokenSha256(token), now);
  if (session && now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) {
    await touchSession(deps.app, session.sessionId, now, expiryFrom(now));
  }
  return session;
}
