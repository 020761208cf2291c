import * as access from '@kshem/contract/access.ts';
import * as areas from '@kshem/contract/areas.ts';
import { permissionsOf } from '@kshem/domain/access/roles.ts';
import type { FastifyReply } from 'fastify';
import type * as z from 'zod';
import { type Door, mount } from '../http/mount.ts';
import { cookieName, setSessionCookie } from '../http/visit.ts';
import { addPasskey, beginPasskey } from './add-passkey.ts';
import { beginTotp, confirmTotp } from './add-totp.ts';
import { changePassword } from './change-password.ts';
import { disableUser, enableUser, resetPassword, setAreas, setLanguages, setRoles } from './change-user.ts';
import { createUser } from './create-user.ts';
import { endOtherSessions, endSession } from './end-session.ts';
import { listAreas } from './list-areas.ts';
import { listSecondFactors } from './list-second-factors.ts';
import { listUsers } from './list-users.ts';
import type { SignedInActor } from './load-actor.ts';
import type { OwnProof } from './own-password.ts';
import { passkeySite } from './passkey-site.ts';
import { type Account, listDistrictsById, listSessionsOf, type ManagedAccount, setUiLanguage } from './queries.ts';
import { readOpenWork } from './read-open-work.ts';
import { clearSecondFactors, removePasskey, removeTotp } from './remove-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { makeSeal } from './seal.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { askPasskey, verifySecondFactor } from './verify-second-factor.ts';

export function accessRoutes(door: Door): void {
  sessionRoutes(door);
  factorRoutes(door);
  userRoutes(door);
}

function sessionRoutes(door: Door): void {
  const { deps, options, loadActor } = door;

  mount(door, access.signIn, async ({ body, request, reply }) => {
    const signedIn = await signIn(deps, loadActor, { ...body, ...cameFrom(request) });
    return signedIn.next === 'in' ? welcome(door, signedIn, body.as, reply) : signedIn;
  });

  mount(door, access.signOut, async ({ actor, session, reply }) => {
    reply.clearCookie(cookieName, { path: '/' });
    await endSession(deps, actor, session.sessionId);
  });

  mount(door, access.readMe, async ({ session, actor }) => meOf(door, session, actor, session.mustAddSecondFactor));

  mount(door, access.changePassword, async ({ session, actor, by, body, request, reply }) => {
    const token = await changePassword(deps, actor, { login: session.login, ...body, ...cameFrom(request) });
    if (by === 'cookie') setSessionCookie(reply, token, options.cookieSecure);
    return { token: by === 'bearer' ? token : null };
  });

  mount(door, access.listSessions, async ({ actor, session }) => {
    const rows = await listSessionsOf(deps.app, actor.userId, deps.now());
    return {
      items: rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: row.expires_at,
        userAgent: row.user_agent,
        current: row.id === session.sessionId,
      })),
    };
  });

  mount(door, access.revokeSession, ({ actor, params }) => endSession(deps, actor, params.sessionId));
  mount(door, access.endOtherSessions, async ({ actor, session }) => ({
    ended: await endOtherSessions(deps, actor, session.sessionId),
  }));
  mount(door, areas.listAreas, async ({ actor }) => ({ items: await listAreas(deps, actor) }));
  mount(door, access.setOwnLanguage, ({ actor, body }) => setUiLanguage(deps.app, actor.userId, body.uiLanguage));
}

/** The second step of signing in, and one's own second factors. */
function factorRoutes(door: Door): void {
  const { deps, options, loadActor } = door;
  const seal = makeSeal(options);

  mount(door, access.askPasskey, async ({ body, request }) => ({
    options: loose(await askPasskey(deps, body.ticket, passkeySite(request.headers))),
  }));
  mount(door, access.verifySecondFactor, async ({ body, request, reply }) => {
    const site = () => passkeySite(request.headers);
    const step = { ticket: body.ticket, proof: body.proof, userAgent: cameFrom(request).userAgent };
    return welcome(door, await verifySecondFactor(deps, loadActor, step, { seal, site }), body.as, reply);
  });

  mount(door, access.listSecondFactors, ({ actor }) => listSecondFactors(deps, actor));
  mount(door, access.beginTotp, ({ actor, session, body, request }) => beginTotp(deps, actor, own(session, body, request), seal));
  mount(door, access.confirmTotp, async ({ actor, body }) => ({ recoveryCodes: await confirmTotp(deps, actor, body, seal) }));
  mount(door, access.removeTotp, ({ actor, session, body, request }) => removeTotp(deps, actor, own(session, body, request)));
  mount(door, access.beginPasskey, async ({ actor, session, body, request }) => {
    const site = passkeySite(request.headers);
    const { ticket, options: asked } = await beginPasskey(deps, actor, own(session, body, request), site);
    return { ticket, options: loose(asked) };
  });
  mount(door, access.addPasskey, async ({ actor, body, request }) => ({
    recoveryCodes: await addPasskey(deps, actor, body, passkeySite(request.headers)),
  }));
  mount(door, access.removePasskey, ({ actor, session, params, body, request }) =>
    removePasskey(deps, actor, { ...own(session, body, request), ...params }),
  );
  mount(door, access.renewRecoveryCodes, async ({ actor, session, body, request }) => ({
    recoveryCodes: await renewRecoveryCodes(deps, actor, own(session, body, request)),
  }));
}

function own({ login }: Account, { password }: { password: string }, request: { ip: string }): OwnProof {
  return { login, password, address: request.ip };
}

/** What the WebAuthn library made, as the contract sends it on unread. */
function loose(made: object): Record<string, unknown> {
  return { ...made };
}

async function welcome(
  door: Door,
  { token, account, actor, mustAddSecondFactor }: SignedIn,
  as: 'cookie' | 'bearer',
  reply: FastifyReply,
) {
  if (as === 'cookie') setSessionCookie(reply, token, door.options.cookieSecure);
  const me = await meOf(door, account, actor, mustAddSecondFactor);
  return { next: 'in' as const, me, token: as === 'bearer' ? token : null };
}

function userRoutes(door: Door): void {
  const { deps } = door;
  mount(door, access.listUsers, async ({ actor }) => ({
    items: (await listUsers(deps, actor)).map((account) => userOf(account, actor)),
  }));
  mount(door, access.createUser, async ({ actor, body }) => userOf(await createUser(deps, actor, body), actor));
  mount(door, access.disableUser, async ({ actor, params }) => userOf(await disableUser(deps, actor, params.userId), actor));
  mount(door, access.enableUser, async ({ actor, params }) => userOf(await enableUser(deps, actor, params.userId), actor));
  mount(door, access.setRoles, async ({ actor, params, body }) =>
    userOf(await setRoles(deps, actor, params.userId, body.roles), actor),
  );
  mount(door, access.setAreas, async ({ actor, params, body }) =>
    userOf(await setAreas(deps, actor, params.userId, body.areaIds), actor),
  );
  mount(door, access.setLanguages, async ({ actor, params, body }) =>
    userOf(await setLanguages(deps, actor, params.userId, body.languages), actor),
  );
  mount(door, access.clearSecondFactors, async ({ actor, params }) =>
    userOf(await clearSecondFactors(deps, actor, params.userId), actor),
  );
  mount(door, access.readOpenWork, ({ actor, params }) => readOpenWork(deps, actor, params.userId));
  mount(door, access.resetPassword, async ({ actor, params, body }) =>
    userOf(await resetPassword(deps, actor, params.userId, body.password), actor),
  );
}

function cameFrom({ ip, headers }: { ip: string; headers: { 'user-agent'?: string | undefined } }) {
  return { address: ip, userAgent: headers['user-agent'] ?? null };
}

async function meOf(
  { deps }: Door,
  account: Account,
  actor: SignedInActor,
  mustAddSecondFactor: boolean,
): Promise<z.output<typeof access.Me>> {
  const districtIds = [...new Set(account.grants.map(({ districtId }) => districtId))];
  return {
    ...named(account),
    mustAddSecondFactor,
    permissions: [...permissionsOf(account.roles)],
    districtId: actor.districtId,
    districts: await listDistrictsById(deps.app, districtIds),
  };
}

function userOf(account: ManagedAccount, { districtId }: { districtId: number }): z.output<typeof access.User> {
  return {
    ...named(account),
    areaIds: account.grants.filter((grant) => grant.districtId === districtId).map(({ areaId }) => areaId),
    secondFactor: account.secondFactor,
    lastSeenAt: account.lastSeenAt,
    createdAt: account.createdAt,
    disabledAt: account.disabledAt,
  };
}

function named({ userId, login, nameEn, nameHi, roles, languages, uiLanguage, mustChangePassword }: Account) {
  return { id: userId, login, nameEn, nameHi, roles, languages, uiLanguage, mustChangePassword };
}
