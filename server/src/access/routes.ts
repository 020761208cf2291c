import * as access from '@kshem/contract/access.ts';
import { permissionsOf } from '@kshem/domain/access/roles.ts';
import type * as z from 'zod';
import { type Door, mount } from '../http/mount.ts';
import { cookieName, setSessionCookie } from '../http/visit.ts';
import { changePassword } from './change-password.ts';
import { disableUser, enableUser, resetPassword, setAreas, setRoles } from './change-user.ts';
import { createUser } from './create-user.ts';
import { endSession } from './end-session.ts';
import { listUsers } from './list-users.ts';
import type { SignedInActor } from './load-actor.ts';
import { type Account, listDistrictsById, listSessionsOf } from './queries.ts';
import { signIn } from './sign-in.ts';

export function accessRoutes(door: Door): void {
  sessionRoutes(door);
  userRoutes(door);
}

function sessionRoutes(door: Door): void {
  const { deps, options, loadActor } = door;

  mount(door, access.signIn, async ({ body, request, reply }) => {
    const { token, account, actor } = await signIn(deps, loadActor, { ...body, ...cameFrom(request) });
    if (body.as === 'cookie') setSessionCookie(reply, token, options.cookieSecure);
    return { me: await meOf(door, account, actor), token: body.as === 'bearer' ? token : null };
  });

  mount(door, access.signOut, async ({ actor, session, reply }) => {
    reply.clearCookie(cookieName, { path: '/' });
    await endSession(deps, actor, session.sessionId);
  });

  mount(door, access.readMe, async ({ session, actor }) => meOf(door, session, actor));

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
  mount(door, access.resetPassword, async ({ actor, params, body }) =>
    userOf(await resetPassword(deps, actor, params.userId, body.password), actor),
  );
}

function cameFrom({ ip, headers }: { ip: string; headers: { 'user-agent'?: string | undefined } }) {
  return { address: ip, userAgent: headers['user-agent'] ?? null };
}

async function meOf({ deps }: Door, account: Account, actor: SignedInActor): Promise<z.output<typeof access.Me>> {
  const districtIds = [...new Set(account.grants.map(({ districtId }) => districtId))];
  return {
    ...named(account),
    permissions: [...permissionsOf(account.roles)],
    districtId: actor.districtId,
    districts: await listDistrictsById(deps.app, districtIds),
  };
}

function userOf(account: Account, { districtId }: { districtId: number }): z.output<typeof access.User> {
  return {
    ...named(account),
    areaIds: account.grants.filter((grant) => grant.districtId === districtId).map(({ areaId }) => areaId),
    createdAt: account.createdAt,
    disabledAt: account.disabledAt,
  };
}

function named({ userId, login, nameEn, nameHi, roles, languages, uiLanguage, mustChangePassword }: Account) {
  return { id: userId, login, nameEn, nameHi, roles, languages, uiLanguage, mustChangePassword };
}
