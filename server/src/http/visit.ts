import type { Permission } from '@kshem/domain/access/roles.ts';
import { allows } from '@kshem/domain/access/roles.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoadActor, SignedInActor } from '../access/load-actor.ts';
import { sessionOf } from '../access/open-session.ts';
import type { LiveSession } from '../access/queries.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';

/** Who asks: the session a request came with and the actor it stands for. */
export type Visit = { readonly session: LiveSession; readonly actor: SignedInActor; readonly by: 'cookie' | 'bearer' };

export const cookieName = 'kshem_session';
export const districtHeader = 'x-kshem-district';

const visits = new WeakMap<FastifyRequest, Visit>();

export function visitOf(request: FastifyRequest): Visit | undefined {
  return visits.get(request);
}

/**
 * Finds the session and the actor of a request and checks that their roles allow it.
 * @throws AppError not-signed-in, not-allowed, no-area, password-must-change, second-factor-must-be-added.
 */
export async function admit(
  deps: Deps,
  loadActor: LoadActor,
  request: FastifyRequest,
  {
    permission,
    beforePasswordChange,
    beforeSecondFactor,
  }: { permission: Permission | 'signed-in'; beforePasswordChange: boolean; beforeSecondFactor: boolean },
): Promise<void> {
  const shown = shownToken(request);
  const session = shown && (await sessionOf(deps, shown.token));
  if (!session) throw new AppError('not-signed-in');
  const actor = await loadActor(session, wantedDistrict(request));
  visits.set(request, { session, actor, by: shown.by });
  if (session.mustChangePassword && !beforePasswordChange) throw new AppError('password-must-change');
  if (session.mustAddSecondFactor && !beforePasswordChange && !beforeSecondFactor)
    throw new AppError('second-factor-must-be-added');
  if (permission !== 'signed-in' && !allows(actor.roles, permission)) throw new AppError('not-allowed', { permission });
}

function shownToken({ headers, cookies }: FastifyRequest): { token: string; by: Visit['by'] } | undefined {
  const [, bearer] = /^Bearer ([\w-]{20,100})$/.exec(headers.authorization ?? '') ?? [];
  if (bearer) return { token: bearer, by: 'bearer' };
  const cookie = cookies[cookieName];
  return cookie ? { token: cookie, by: 'cookie' } : undefined;
}

/** People who serve several districts say which one a request is for. */
function wantedDistrict({ headers }: FastifyRequest): number | undefined {
  const said = headers[districtHeader];
  if (said === undefined) return undefined;
  if (typeof said !== 'string' || !/^\d{1,9}$/.test(said)) throw new AppError('bad-request', { fields: [districtHeader] });
  return Number(said);
}

export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  // No maxAge: on a control room's shared computers it ends with the browser, and on the server after its idle time.
  reply.setCookie(cookieName, token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** A browser says where a request was made; one made by another site changes nothing here, whatever cookie came with it. */
export async function refuseForeignOrigin({ method, headers }: FastifyRequest): Promise<void> {
  if (method === 'GET' || method === 'HEAD' || headers.authorization) return;
  if (headers['sec-fetch-site'] === 'cross-site') throw new AppError('wrong-origin');
  const { origin } = headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host))
    throw new AppError('wrong-origin');
}
