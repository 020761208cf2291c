import { permissions, roles } from '@kshem/domain/access/roles.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId, id, instant } from './wire.ts';

const role = z.enum(roles);
const heldRoles = z.array(role).min(1).max(roles.length);
const heldAreas = z.array(areaId).min(1).max(500).describe('Areas of the acting district; each covers everything below it');
const language = z.string().regex(/^[a-z]{2,3}$/);
const spoken = z.array(language).min(1).max(20);
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
    mustAddSecondFactor: z.boolean().describe('A role of the account needs a second factor, and it has none: add one first'),
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
    secondFactor: z.boolean().describe('Signs in with an authenticator code or a passkey besides the password'),
    lastSeenAt: instant.nullable().describe('Of its latest open session; null: none is open'),
    createdAt: instant,
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'User' });

const userParams = z.object({ userId: id });

const sessionAs = z.enum(['cookie', 'bearer']).default('cookie');
const SignedIn = z.object({
  next: z.literal('in'),
  me: Me,
  token: z.string().nullable().describe('Only when asked for as bearer'),
});
/** Made and read by the browser and the server’s WebAuthn libraries; its shape is the standard’s, not ours. */
const webAuthn = z.record(z.string(), z.unknown());

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  summary:
    'Sign in. The session comes as an httpOnly cookie, or as a token to send as `Authorization: Bearer` when asked for. An account with a second factor gets a ticket for verifySecondFactor instead',
  permission: 'public',
  body: z.object({ login: z.string().max(100), password: z.string().max(1000), as: sessionAs }),
  response: z.discriminatedUnion('next', [
    SignedIn,
    z.object({
      next: z.literal('second-factor'),
      ticket: z.string().describe('Good for five minutes'),
      kinds: z.array(z.enum(['totp', 'passkey', 'recovery-code'])),
    }),
  ]),
  errors: ['wrong-login', 'account-closed', 'too-many-tries', 'no-area'],
});

const ticket = z.string().max(100);
const totpCode = z
  .string()
  .transform((typed) => typed.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

export const askPasskey = endpoint({
  name: 'askPasskey',
  method: 'POST',
  path: '/api/session/second-factor/passkey',
  summary: 'What a passkey of the account must sign to open it (WebAuthn request options)',
  permission: 'public',
  body: z.object({ ticket }),
  response: z.object({ options: webAuthn }),
  errors: ['ticket-expired', 'passkey-refused'],
});

export const verifySecondFactor = endpoint({
  name: 'verifySecondFactor',
  method: 'POST',
  path: '/api/session/second-factor',
  summary: 'The second step of signing in: a code of the authenticator app, a recovery code, or a passkey’s signature',
  permission: 'public',
  body: z.object({
    ticket,
    as: sessionAs,
    proof: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('totp'), code: totpCode }),
      z.object({ kind: z.literal('recovery-code'), code: z.string().max(60) }),
      z.object({ kind: z.literal('passkey'), response: webAuthn }),
    ]),
  }),
  response: SignedIn,
  errors: ['ticket-expired', 'wrong-code', 'passkey-refused', 'second-factor-unreadable', 'too-many-tries', 'no-area'],
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

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'End all of one’s own sessions but this one',
  permission: 'signed-in',
  response: z.object({ ended: z.int() }),
  errors: [],
});

export const setOwnLanguage = endpoint({
  name: 'setOwnLanguage',
  method: 'PUT',
  path: '/api/session/language',
  summary: 'In which language the screens speak to oneself on a new device',
  permission: 'signed-in',
  body: z.object({ uiLanguage }),
  response: null,
  errors: [],
});

const own = z.object({ password: z.string().max(1000).describe('One’s own: an unattended screen changes no lock') });
const recoveryCodes = z
  .array(z.string())
  .nullable()
  .describe('Shown this once, where the account had none; each opens it once without the device');

export const listSecondFactors = endpoint({
  name: 'listSecondFactors',
  method: 'GET',
  path: '/api/session/second-factors',
  summary: 'One’s own second factors',
  permission: 'signed-in',
  beforeSecondFactor: true,
  response: z.object({
    totp: z.object({ confirmedAt: instant, lastUsedAt: instant.nullable() }).nullable(),
    passkeys: z.array(z.object({ id, name: z.string(), host: z.string(), madeAt: instant, lastUsedAt: instant.nullable() })),
    recoveryCodesLeft: z.int(),
    needed: z.boolean().describe('A role of the account needs one: the last cannot be removed'),
  }),
  errors: [],
});

export const beginTotp = endpoint({
  name: 'beginTotp',
  method: 'POST',
  path: '/api/session/second-factors/totp',
  summary: 'A new secret for an authenticator app. It counts once a code from it is confirmed; until then the one before stands',
  permission: 'signed-in',
  beforeSecondFactor: true,
  body: own,
  response: z.object({
    secret: z.string().describe('Base32, to be typed'),
    uri: z.string().describe('otpauth://, for the QR code'),
  }),
  errors: ['wrong-password', 'too-many-tries', 'second-factor-exists'],
});

export const confirmTotp = endpoint({
  name: 'confirmTotp',
  method: 'POST',
  path: '/api/session/second-factors/totp/confirm',
  summary: 'Shows that the app has the secret; from now on signing in asks for a code',
  permission: 'signed-in',
  beforeSecondFactor: true,
  body: z.object({ code: totpCode }),
  response: z.object({ recoveryCodes }),
  errors: ['wrong-code', 'too-many-tries', 'not-found', 'second-factor-unreadable'],
});

export const removeTotp = endpoint({
  name: 'removeTotp',
  method: 'POST',
  path: '/api/session/second-factors/totp/remove',
  summary: 'Sign in without the authenticator app from now on',
  permission: 'signed-in',
  body: own,
  response: null,
  errors: ['wrong-password', 'too-many-tries', 'not-found', 'second-factor-needed'],
});

export const beginPasskey = endpoint({
  name: 'beginPasskey',
  method: 'POST',
  path: '/api/session/second-factors/passkeys/begin',
  summary: 'What a new passkey must be made for (WebAuthn creation options). Browsers make them only under https or on localhost',
  permission: 'signed-in',
  beforeSecondFactor: true,
  body: own,
  response: z.object({ ticket: z.string(), options: webAuthn }),
  errors: ['wrong-password', 'too-many-tries', 'passkey-refused'],
});

export const addPasskey = endpoint({
  name: 'addPasskey',
  method: 'POST',
  path: '/api/session/second-factors/passkeys',
  summary: 'Keeps the passkey that the browser made; from now on signing in asks for it',
  permission: 'signed-in',
  beforeSecondFactor: true,
  body: z.object({ ticket, name: z.string().trim().min(1).max(60), response: webAuthn }),
  response: z.object({ recoveryCodes }),
  errors: ['ticket-expired', 'passkey-refused'],
});

export const removePasskey = endpoint({
  name: 'removePasskey',
  method: 'POST',
  path: '/api/session/second-factors/passkeys/:passkeyId/remove',
  summary: 'Forget one of one’s own passkeys',
  permission: 'signed-in',
  params: z.object({ passkeyId: id }),
  body: own,
  response: null,
  errors: ['wrong-password', 'too-many-tries', 'not-found', 'second-factor-needed'],
});

export const renewRecoveryCodes = endpoint({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/session/second-factors/recovery-codes',
  summary: 'Ten new recovery codes; those before are worth nothing any more',
  permission: 'signed-in',
  body: own,
  response: z.object({ recoveryCodes: z.array(z.string()) }),
  errors: ['wrong-password', 'too-many-tries', 'not-found'],
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
    languages: spoken,
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

export const setLanguages = endpoint({
  name: 'setLanguages',
  method: 'PUT',
  path: '/api/users/:userId/languages',
  summary: 'Replace the languages an account can speak with people; the worklist gives it people of these',
  permission: 'user.manage',
  params: userParams,
  body: z.object({ languages: spoken }),
  response: User,
  errors: ['not-found'],
});

export const clearSecondFactors = endpoint({
  name: 'clearSecondFactors',
  method: 'POST',
  path: '/api/users/:userId/second-factors/clear',
  summary:
    'Takes away an account’s authenticator, passkeys and recovery codes, as when the phone is lost; its sessions end at once',
  permission: 'user.manage',
  params: userParams,
  response: User,
  errors: ['not-found', 'own-account'],
});

export const readOpenWork = endpoint({
  name: 'readOpenWork',
  method: 'GET',
  path: '/api/users/:userId/open-work',
  summary: 'What closing an account would end: its sessions, and the households it holds on the desk',
  permission: 'user.manage',
  params: userParams,
  response: z.object({ sessions: z.int(), heldClaims: z.int() }),
  errors: ['not-found'],
});
