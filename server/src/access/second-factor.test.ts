import * as access from '@kshem/contract/access.ts';
import type { Role } from '@kshem/domain/access/roles.ts';
import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, makeClient } from '../../../web/src/api/client.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { hashPassword } from './password.ts';
import { setPassword } from './queries.ts';
import { makeSeal } from './seal.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const password = 'my own pass phrase';
let hash: string;
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  hash = await hashPassword(password);
});

const as = (token: string | null): Client =>
  makeClient({ base: desk.base, headers: () => ({ authorization: `Bearer ${token}` }) });

async function givenAccount(roles: Role[] = ['caller']) {
  const { client, actor } = await desk.signedIn({ roles });
  await setPassword(db.owner, actor.userId, hash, false);
  const { login } = await client(access.readMe);
  return { client, login, userId: actor.userId };
}

async function givenTotp(roles?: Role[]) {
  const account = await givenAccount(roles);
  const { secret } = await account.client(access.beginTotp, { body: { password } });
  const codeAt = (seconds = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now.getTime() + seconds * 1000 });
  const { recoveryCodes } = await account.client(access.confirmTotp, { body: { code: codeAt() } });
  wait(60);
  return { ...account, secret, codeAt, recoveryCodes: recoveryCodes ?? [] };
}

function wait(seconds: number): void {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
}

async function halfSignedIn(login: string): Promise<string> {
  const answer = await desk.anyone(access.signIn, { body: { login, password, as: 'bearer' } });
  if (answer.next !== 'second-factor') throw new Error('no second factor was asked for');
  return answer.ticket;
}

type Proof = Parameters<typeof desk.anyone<typeof access.verifySecondFactor>>[1]['body']['proof'];
const verify = (ticket: string, proof: Proof) =>
  desk.anyone(access.verifySecondFactor, { body: { ticket, proof, as: 'bearer' } });

describe('an account with an authenticator app', () => {
  test('gets a ticket for its password and a session for its code', async () => {
    const { login, codeAt } = await givenTotp();
    const ticket = await halfSignedIn(login);
    await expect(as(ticket)(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
    const { token, me } = await verify(ticket, { kind: 'totp', code: codeAt() });
    expect(me).toMatchObject({ login, mustAddSecondFactor: false });
    expect(await as(token)(access.readMe)).toMatchObject({ login });
  });

  test('a code is taken once: not again in its step, and of twenty at once by one', async () => {
    const { login, codeAt } = await givenTotp();
    const tickets = await Promise.all(Array.from({ length: 4 }, () => halfSignedIn(login)));
    const code = codeAt();
    const tries = await Promise.allSettled(tickets.map((ticket) => verify(ticket, { kind: 'totp', code })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const again = verify(await halfSignedIn(login), { kind: 'totp', code });
    await expect(again).rejects.toMatchObject({ code: 'wrong-code', status: 401 });
  });

  test('a phone half a minute off is let in, two minutes off is not', async () => {
    const { login, codeAt } = await givenTotp();
    await expect(verify(await halfSignedIn(login), { kind: 'totp', code: codeAt(120) })).rejects.toMatchObject({
      code: 'wrong-code',
    });
    await expect(verify(await halfSignedIn(login), { kind: 'totp', code: codeAt(30) })).resolves.toBeDefined();
  });

  test('a ticket is good for five minutes and for one session', async () => {
    const { login, codeAt } = await givenTotp();
    const late = await halfSignedIn(login);
    wait(301);
    await expect(verify(late, { kind: 'totp', code: codeAt() })).rejects.toMatchObject({ code: 'ticket-expired' });
    const used = await halfSignedIn(login);
    await verify(used, { kind: 'totp', code: codeAt() });
    wait(60);
    await expect(verify(used, { kind: 'totp', code: codeAt() })).rejects.toMatchObject({ code: 'ticket-expired' });
  });

  test('five wrong codes end the guessing, also with a new ticket for the right password each time', async () => {
    const { login, codeAt } = await givenTotp();
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) {
      const refused = await verify(await halfSignedIn(login), { kind: 'totp', code: '000000' }).catch((error) => error.code);
      codes.push(refused);
    }
    expect(codes).toEqual([...Array(5).fill('wrong-code'), 'too-many-tries']);
    wait(901);
    await expect(verify(await halfSignedIn(login), { kind: 'totp', code: codeAt() })).resolves.toBeDefined();
  });

  test('a recovery code opens it once, however it is typed', async () => {
    const { login, recoveryCodes } = await givenTotp();
    expect(recoveryCodes).toHaveLength(10);
    const code = ` ${recoveryCodes[0]?.replaceAll('-', ' ').toUpperCase()}`;
    const { token } = await verify(await halfSignedIn(login), { kind: 'recovery-code', code });
    expect(await as(token)(access.listSecondFactors)).toMatchObject({ recoveryCodesLeft: 9, totp: {} });
    const again = verify(await halfSignedIn(login), { kind: 'recovery-code', code });
    await expect(again).rejects.toMatchObject({ code: 'wrong-code' });
  });

  test('its secret and its recovery codes are not in the database', async () => {
    const { secret, recoveryCodes } = await givenTotp();
    const kept = JSON.stringify([
      (await db.owner.selectFrom('totp_secret').selectAll().execute()).map(({ sealed }) => [sealed.toString('latin1')]),
      (await db.owner.selectFrom('recovery_code').selectAll().execute()).map(({ code_sha256 }) => code_sha256.toString('latin1')),
    ]);
    expect(kept).not.toContain(Buffer.from(Secret.fromBase32(secret).buffer).toString('latin1'));
    expect(kept).not.toContain(recoveryCodes[0]?.replaceAll('-', ''));
  });

  test('is not changed from an unattended screen: the password is asked for again', async () => {
    const { client } = await givenTotp();
    for (const endpoint of [access.beginTotp, access.removeTotp, access.renewRecoveryCodes] as const) {
      const tried = client(endpoint, { body: { password: 'somebody else' } });
      await expect(tried, endpoint.name).rejects.toMatchObject({ code: 'wrong-password' });
    }
    await expect(client(access.beginTotp, { body: { password } })).rejects.toMatchObject({ code: 'second-factor-exists' });
  });

  test('signs in by password alone once it is removed, and its recovery codes are gone with it', async () => {
    const { client, login } = await givenTotp();
    await client(access.removeTotp, { body: { password } });
    expect(await client(access.listSecondFactors)).toMatchObject({ totp: null, recoveryCodesLeft: 0 });
    expect(await desk.anyone(access.signIn, { body: { login, password } })).toMatchObject({ next: 'in' });
  });

  test('an administrator clears it when the phone is lost: its sessions end, and the trail says so', async () => {
    const { client, login, userId } = await givenTotp();
    const admin = await desk.signedIn({ roles: ['administrator'] });
    const cleared = await admin.client(access.clearSecondFactors, { params: { userId } });
    expect(cleared).toMatchObject({ secondFactor: false });
    await expect(client(access.readMe)).rejects.toMatchObject({ code: 'not-signed-in' });
    expect(await desk.anyone(access.signIn, { body: { login, password } })).toMatchObject({ next: 'in' });
    const trail = await db.owner.selectFrom('audit_event').select('action').where('actor_id', '=', admin.actor.userId).execute();
    expect(trail).toEqual([{ action: 'second-factor.cleared' }]);
  });
});

describe('a secret that is not confirmed', () => {
  test('asks for nothing at sign-in and gives way to a new one', async () => {
    const { client, login } = await givenAccount();
    await client(access.beginTotp, { body: { password } });
    await client(access.beginTotp, { body: { password } });
    expect(await desk.anyone(access.signIn, { body: { login, password } })).toMatchObject({ next: 'in' });
    await expect(client(access.confirmTotp, { body: { code: '000000' } })).rejects.toMatchObject({ code: 'wrong-code' });
  });
});

describe('a role that needs a second factor', () => {
  test('opens nothing else before one is added, and the last one cannot be removed', async () => {
    await db.owner
      .insertInto('district_setting')
      .values({
        district_id: place.district,
        second_factor_roles: ['officer'],
        closed_weekdays: [],
        closed_days: [],
        changed_at: clock.now,
      })
      .execute();
    const { login } = await givenAccount(['officer']);
    const signedIn = await desk.anyone(access.signIn, { body: { login, password, as: 'bearer' } });
    if (signedIn.next !== 'in') throw new Error('it has no second factor yet');
    expect(signedIn.me.mustAddSecondFactor).toBe(true);
    const client = as(signedIn.token);
    await expect(client(access.listSessions)).rejects.toMatchObject({ code: 'second-factor-must-be-added', status: 403 });
    const { secret } = await client(access.beginTotp, { body: { password } });
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now.getTime() });
    await client(access.confirmTotp, { body: { code } });
    await expect(client(access.listSessions)).resolves.toBeDefined();
    await expect(client(access.removeTotp, { body: { password } })).rejects.toMatchObject({ code: 'second-factor-needed' });
    expect(await client(access.listSecondFactors)).toMatchObject({ needed: true, totp: {} });
  });
});

describe('what is sealed', () => {
  test('opens with the same key for the same account, and not otherwise', () => {
    const secret = 'a secret of an installation, long enough';
    const sealed = makeSeal({ secret }).close(Buffer.from('the seed'), 'user-1');
    expect(makeSeal({ secret }).open(sealed, 'user-1')?.toString()).toBe('the seed');
    expect(makeSeal({ secret }).open(sealed, 'user-2')).toBeNull();
    expect(makeSeal({ secret: `${secret}.` }).open(sealed, 'user-1')).toBeNull();
    sealed[30] = (sealed[30] ?? 0) ^ 1;
    expect(makeSeal({ secret }).open(sealed, 'user-1')).toBeNull();
  });
});
