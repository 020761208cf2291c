import { permissions, roles } from '@kshem/domain/access/roles.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId, id, instant } from './wire.ts';

const role = z.enum(roles);
const heldRoles = z.array(role).min(1).max(roles.length);
const heldAreas = z.array(areaId).min(1).max(500).describe('Areas of the acting district; each covers everything below it');
const language = z.string().regex(/^[a-z]{2,3}$/);
const uiLanguage = z.enum(['hi', 'en']);
const name = z.string().trim().min(1).max(120);
const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
  .describe('Latin letters, digits, dot, hyphen, underscore');
/** Long rather than complicated; counted after normalising, so that Hindi passwords are as long as they look. */
const newPassword = z.string().normalize('NFC').min(10).max(200);

export const Me = z
  .object({
    id,
    login: z.string(),
    nameEn: z.string(),
    nameHi: z.string(),
    roles: z.array(role),
    permissions: z.array(z.enum(permissions)),
    languages: z.array(z.string()),
    uiLanguage,
    mustChangePassword: z.boolean(),
    districtId: z.int().describe('The district this request acts in'),
    districts: z.array(z.object({ id: z.int(), nameEn: z.string(), nameHi: z.string(), timeZone: z.string() })),
  })
  .meta({ id: 'Me', description: 'The signed-in account, as this request acts' });

export const SessionInfo = z
  .object({
    id,
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    userAgent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' });

export const User = z
  .object({
    id,
    login: z.string(),
    nameEn: z.string(),
    nameHi: z.string(),
    roles: z.array(role),
    areaIds: z.array(areaId).describe('Areas of the acting district'),
    languages: z.array(z.string()),
    uiLanguage,
    mustChangePassword: z.boolean(),
    createdAt: instant,
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'User' });

const userParams = z.object({ userId: id });

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in. The session comes as an httpOnly cookie, or as a token to send as `Authorization: Bearer` when asked for',
  permission: 'public',
  body: z.object({
    login: z.string().max(100),
    password: z.string().max(1000),
    as: z.enum(['cookie', 'bearer']).default('cookie'),
  }),
  response: z.object({ me: Me, token: z.string().nullable().describe('Only when asked for as bearer') }),
  errors: ['wrong-login', 'too-many-tries', 'no-area'],
});

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  summary: 'End this session at once',
  permission: 'signed-in',
  beforePasswordChange: true,
  response: null,
  errors: [],
});

export const readMe = endpoint({
  name: 'readMe',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, with what they may do and where',
  permission: 'signed-in',
  beforePasswordChange: true,
  response: Me,
  errors: [],
});

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/session/password',
  summary: 'Change one’s own password. Every other session of the account ends, this one gets a new token',
  permission: 'signed-in',
  beforePasswordChange: true,
  body: z.object({ current: z.string().max(1000), next: newPassword }),
  response: z.object({
    token: z.string().nullable().describe('The new token of a bearer session; a cookie is replaced by itself'),
  }),
  errors: ['wrong-login', 'weak-password', 'too-many-tries'],
});

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/sessions',
  summary: 'One’s own sessions',
  permission: 'signed-in',
  response: z.object({ items: z.array(SessionInfo) }),
  errors: [],
});

export const revokeSession = endpoint({
  name: 'revokeSession',
  method: 'DELETE',
  path: '/api/sessions/:sessionId',
  summary: 'End one of one’s own sessions at once',
  permission: 'signed-in',
  params: z.object({ sessionId: id }),
  response: null,
  errors: ['not-found'],
});

export const listUsers = endpoint({
  name: 'listUsers',
  method: 'GET',
  path: '/api/users',
  summary: 'Accounts with an area inside the actor’s own',
  permission: 'user.manage',
  response: z.object({ items: z.array(User) }),
  errors: [],
});

export const createUser = endpoint({
  name: 'createUser',
  method: 'POST',
  path: '/api/users',
  summary: 'Create an account with a first password, which its holder must change',
  permission: 'user.manage',
  body: z.object({
    login,
    nameEn: name,
    nameHi: name,
    password: newPassword,
    roles: heldRoles,
    areaIds: heldAreas,
    languages: z.array(language).min(1).max(20),
    uiLanguage: uiLanguage.default('hi'),
  }),
  status: 201,
  response: User,
  errors: ['login-taken', 'weak-password', 'not-found'],
});

export const disableUser = endpoint({
  name: 'disableUser',
  method: 'POST',
  path: '/api/users/:userId/disable',
  summary: 'Close an account and end its sessions at once',
  permission: 'user.manage',
  params: userParams,
  response: User,
  errors: ['not-found', 'own-account'],
});

export const enableUser = endpoint({
  name: 'enableUser',
  method: 'POST',
  path: '/api/users/:userId/enable',
  summary: 'Open a closed account again',
  permission: 'user.manage',
  params: userParams,
  response: User,
  errors: ['not-found'],
});

export const setRoles = endpoint({
  name: 'setRoles',
  method: 'PUT',
  path: '/api/users/:userId/roles',
  summary: 'Replace an account’s roles',
  permission: 'user.manage',
  params: userParams,
  body: z.object({ roles: heldRoles }),
  response: User,
  errors: ['not-found', 'own-account'],
});

export const setAreas = endpoint({
  name: 'setAreas',
  method: 'PUT',
  path: '/api/users/:userId/areas',
  summary: 'Replace an account’s areas in the acting district',
  permission: 'user.manage',
  params: userParams,
  body: z.object({ areaIds: heldAreas }),
  response: User,
  errors: ['not-found'],
});

export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/users/:userId/password',
  summary: 'Give an account a new first password, which its holder must change; its sessions end at once',
  permission: 'user.manage',
  params: userParams,
  body: z.object({ password: newPassword }),
  response: User,
  errors: ['not-found', 'weak-password', 'own-account'],
});
