import * as access from '@kshem/contract/access.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../web/src/api/client.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { openSession } from './open-session.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

const firstPassword = 'first pass phrase';
let made = 0;
const newUser = () => ({
  login: `new-${++made}`,
  nameEn: 'New Caller',
  nameHi: 'नया कॉलर',
  password: firstPassword,
  roles: ['caller' as const],
  areaIds: [place.wards[0]],
  languages: ['hi'],
});

async function givenSignedIn(login: string, password: string) {
  const signedIn = await desk.anyone(access.signIn, { body: { login, password, as: 'bearer' } });
  const token = signedIn.next === 'in' ? signedIn.token : null;
  const client = makeClient({ base: desk.base, headers: () => ({ authorization: `Bearer ${token}` }) });
  return { token: token as string, client };
}

describe('signing in', () => {
  test('a new account must change its first password before anything else, and every other session then ends', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await admin.client(access.createUser, { body: user });
    const first = await givenSignedIn(user.login, firstPassword);
    const other = await givenSignedIn(user.login.toUpperCase(), firstPassword);

    await expect(first.client(access.listSessions)).rejects.toMatchObject({ code: 'password-must-change', status: 403 });
    expect(await first.client(access.readMe)).toMatchObject({ login: user.login, mustChangePassword: true, roles: ['caller'] });
    const { token } = await first.client(access.changePassword, { body: { current: firstPassword, next: 'my own pass phrase' } });

    await expect(first.client(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
    await expect(other.client(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
    const renewed = makeClient({ base: desk.base, headers: () => ({ authorization: `Bearer ${token}` }) });
    expect(await renewed(access.readMe)).toMatchObject({ mustChangePassword: false });
    await expect(givenSignedIn(user.login, firstPassword)).rejects.toMatchObject({ code: 'wrong-login', status: 401 });
  });

  test('a browser gets an httpOnly cookie for this site only, and no token it could read', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await admin.client(access.createUser, { body: user });
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: user.login, password: firstPassword },
    });
    expect(answer.json()).toMatchObject({ token: null });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'kshem_session', httpOnly: true, sameSite: 'Lax', path: '/' });
    const me = await desk.app.inject({ url: '/api/session', cookies: { kshem_session: cookie?.value as string } });
    expect(me.json()).toMatchObject({ login: user.login });
  });

  test('neither the token nor the password is in the database', async () => {
    const { token } = await desk.signedIn();
    const session = await db.owner.selectFrom('session').selectAll().execute();
    const users = await db.owner.selectFrom('app_user').selectAll().execute();
    expect(JSON.stringify({ session, users })).not.toContain(token);
    expect(JSON.stringify(users)).not.toContain(firstPassword);
  });

  test('an unknown login is refused in the same words as a wrong password', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await admin.client(access.createUser, { body: user });
    const unknown = desk.anyone(access.signIn, { body: { login: 'nobody-here', password: 'whatever it is' } });
    const wrong = desk.anyone(access.signIn, { body: { login: user.login, password: 'whatever it is' } });
    const refusals = await Promise.allSettled([unknown, wrong]);
    const answers = refusals.map((refused) => refused.status === 'rejected' && { ...refused.reason.answer, reference: '' });
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ code: 'wrong-login' });
  });

  test('of forty wrong passwords at once ten are looked at; the right one waits for the end of the block', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await admin.client(access.createUser, { body: user });
    const tries = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        desk.anyone(access.signIn, { body: { login: user.login, password: 'a wrong pass phrase' } }),
      ),
    );
    const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'signed in'));
    expect(codes.filter((code) => code === 'wrong-login')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(30);
    await expect(givenSignedIn(user.login, firstPassword)).rejects.toMatchObject({
      code: 'too-many-tries',
      answer: { detail: { retryAfterSeconds: 300 } },
    });
    clock.now = new Date(clock.now.getTime() + 301_000);
    await expect(givenSignedIn(user.login, firstPassword)).resolves.toBeDefined();
  });

  test('a clock set back a year does not keep anybody out', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await admin.client(access.createUser, { body: user });
    for (let i = 0; i < 11; i++) {
      await desk.anyone(access.signIn, { body: { login: user.login, password: 'a wrong pass phrase' } }).catch(() => {});
    }
    const before = clock.now;
    clock.now = new Date(before.getTime() - 365 * 86_400_000);
    try {
      await expect(
        desk.anyone(access.signIn, { body: { login: user.login, password: 'a wrong pass phrase' } }),
      ).rejects.toMatchObject({ code: 'wrong-login' });
    } finally {
      clock.now = before;
    }
  });

  test('a session ends after twelve idle hours, not before, and use keeps it alive', async () => {
    const { client } = await desk.signedIn();
    const hours = (n: number) => {
      clock.now = new Date(clock.now.getTime() + n * 3_600_000);
    };
    hours(11);
    await client(access.readMe);
    hours(11);
    await client(access.readMe);
    hours(12);
    await expect(client(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('all other sessions end at once, this one goes on', async () => {
    const { client, actor } = await desk.signedIn();
    await openSession(deps, deps.app, actor.userId, 'another browser');
    expect(await client(access.endOtherSessions)).toEqual({ ended: 1 });
    expect((await client(access.listSessions)).items).toMatchObject([{ current: true }]);
  });

  test('the language of the screens is one’s own to choose', async () => {
    const { client } = await desk.signedIn();
    await client(access.setOwnLanguage, { body: { uiLanguage: 'en' } });
    expect(await client(access.readMe)).toMatchObject({ uiLanguage: 'en' });
  });

  test('signing out and revoking end a session at once; nobody ends another account’s', async () => {
    const mine = await desk.signedIn();
    const theirs = await desk.signedIn();
    const { items } = await mine.client(access.listSessions);
    expect(items).toMatchObject([{ current: true }]);
    const sessionId = items[0]?.id as string;
    await expect(theirs.client(access.revokeSession, { params: { sessionId } })).rejects.toMatchObject({ code: 'not-found' });
    await mine.client(access.signOut);
    await expect(mine.client(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});

describe('accounts', () => {
  test('a login is given once', async () => {
    const { client } = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await client(access.createUser, { body: user });
    await expect(client(access.createUser, { body: { ...user, login: user.login.toUpperCase() } })).rejects.toMatchObject({
      code: 'login-taken',
      status: 409,
    });
  });

  test('a password that holds the login is refused', async () => {
    const { client } = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    await expect(client(access.createUser, { body: { ...user, password: `${user.login}-2021` } })).rejects.toMatchObject({
      code: 'weak-password',
    });
  });

  test('disabling an account ends its sessions at once', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const caller = await desk.signedIn();
    await caller.client(access.readMe);
    const disabled = await admin.client(access.disableUser, { params: { userId: caller.actor.userId } });
    expect(disabled.disabledAt).toEqual(clock.now);
    await expect(caller.client(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('that an account is closed is told to who knows its password, and to nobody else', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const user = newUser();
    const { id: userId } = await admin.client(access.createUser, { body: user });
    await admin.client(access.disableUser, { params: { userId } });
    const tryWith = (password: string) => desk.anyone(access.signIn, { body: { login: user.login, password } });
    await expect(tryWith(firstPassword)).rejects.toMatchObject({ code: 'account-closed', status: 403 });
    await expect(tryWith('a wrong pass phrase')).rejects.toMatchObject({ code: 'wrong-login' });
  });

  test('what closing an account would end is told before: its sessions and the households it holds', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const caller = await desk.signedIn();
    const params = { userId: caller.actor.userId };
    expect(await admin.client(access.readOpenWork, { params })).toEqual({ sessions: 1, heldClaims: 0 });
  });

  test('the languages somebody speaks are replaced, and are the actor’s from the next request on', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const caller = await desk.signedIn();
    const params = { userId: caller.actor.userId };
    await admin.client(access.setLanguages, { params, body: { languages: ['hi', 'cg', 'hi'] } });
    expect(await caller.client(access.readMe)).toMatchObject({ languages: ['hi', 'cg'] });
  });

  test('a role taken away is gone with the next request', async () => {
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const other = await desk.signedIn({ roles: ['administrator'] });
    await other.client(access.listUsers);
    await admin.client(access.setRoles, { params: { userId: other.actor.userId }, body: { roles: ['caller'] } });
    await expect(other.client(access.listUsers)).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
  });

  test('an area is given only by who holds it, and the account of a wider area is out of reach', async () => {
    const ward = await desk.signedIn({ roles: ['administrator'], areas: [place.wards[1]] });
    const district = await desk.signedIn({ roles: ['administrator'] });
    await expect(ward.client(access.createUser, { body: newUser() })).rejects.toMatchObject({ code: 'not-found' });
    const created = await ward.client(access.createUser, { body: { ...newUser(), areaIds: [place.wards[1]] } });
    expect(created.areaIds).toEqual([place.wards[1]]);
    const userId = district.actor.userId;
    const takeOver = ward.client(access.resetPassword, { params: { userId }, body: { password: 'taken over now' } });
    await expect(takeOver).rejects.toMatchObject({ code: 'not-found' });
    const seen = await ward.client(access.listUsers);
    expect(seen.items.map(({ id }) => id)).not.toContain(userId);
  });

  test('an area that does not exist, or is of another district, cannot be given', async () => {
    const { client, actor } = await desk.signedIn({ roles: ['administrator'] });
    const set = client(access.setAreas, { params: { userId: actor.userId }, body: { areaIds: [777] } });
    await expect(set).rejects.toMatchObject({ code: 'not-found', answer: { detail: { areaIds: [777] } } });
  });

  test('nobody disables themselves', async () => {
    const { client, actor } = await desk.signedIn({ roles: ['administrator'] });
    const own = client(access.disableUser, { params: { userId: actor.userId } });
    await expect(own).rejects.toMatchObject({ code: 'own-account' });
  });

  test('what an administrator did is in the trail', async () => {
    const { client, actor } = await desk.signedIn({ roles: ['administrator'] });
    const { id } = await client(access.createUser, { body: newUser() });
    const rows = await db.owner
      .selectFrom('audit_event')
      .select(['action', 'subject_id'])
      .where('actor_id', '=', actor.userId)
      .execute();
    expect(rows).toEqual([{ action: 'user.created', subject_id: id }]);
  });

  for (const endpoint of [
    access.listUsers,
    access.createUser,
    access.disableUser,
    access.setRoles,
    access.setAreas,
    access.setLanguages,
    access.resetPassword,
    access.clearSecondFactors,
    access.readOpenWork,
  ]) {
    test(`a caller may not: ${endpoint.name}`, async () => {
      const { token, actor } = await desk.signedIn({ roles: ['caller', 'supervisor'] });
      const url = endpoint.path.replace(':userId', actor.userId);
      const answer = await desk.app.inject({ method: endpoint.method, url, headers: { authorization: `Bearer ${token}` } });
      expect(answer.json()).toMatchObject({ error: { code: 'not-allowed' } });
    });
  }
});
