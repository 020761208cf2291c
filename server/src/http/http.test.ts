import * as access from '@kshem/contract/access.ts';
import { errorsOf } from '@kshem/contract/endpoint.ts';
import { endpoints } from '@kshem/contract/endpoints.ts';
import { errors } from '@kshem/contract/errors.ts';
import * as health from '@kshem/contract/health.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../web/src/api/client.ts';
import { openSession } from '../access/open-session.ts';
import { buildApp } from '../app.ts';
import { openKysely, openPool } from '../db/connect.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenUser, place, testDeps } from '../testing/given.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(db, deps);
});

describe('health', () => {
  test('a server without a protocol lives, but is not ready', async () => {
    expect(await desk.anyone(health.readHealth)).toMatchObject({ live: true, ready: false, checks: { protocols: 'none' } });
    await expect(desk.anyone(health.readReadiness)).rejects.toMatchObject({ code: 'unavailable', status: 503 });
  });

  test('with its database current and a protocol published it is ready', async () => {
    await givenDistrict(db);
    expect(await desk.anyone(health.readReadiness)).toMatchObject({
      ready: true,
      checks: { database: 'writable', migrations: 'current', protocols: 'present', telephone: 'none' },
    });
  });

  test('metrics count requests by route and say nothing about anybody', async () => {
    await desk.app.inject('/api/health');
    const { body } = await desk.app.inject('/metrics');
    expect(body).toMatch(/kshem_http_seconds_count\{method="GET",route="\/api\/health",status="200"\} \d+/);
  });
});

describe('refusals', () => {
  test('an unknown address is not found, in both languages and with a reference for the log', async () => {
    const answer = await desk.app.inject('/api/nothing-here');
    expect(answer.statusCode).toBe(404);
    const { error } = answer.json();
    expect(error).toMatchObject({ code: 'not-found', message: errors['not-found'].message, retryable: false });
    expect(error.reference).toMatch(/^[\da-f-]{36}$/);
  });

  test('a wrong field is named with what is wrong, never with what was in it', async () => {
    const payload = { login: 'x'.repeat(101), password: 6100000000 };
    const answer = await desk.app.inject({ method: 'POST', url: '/api/session', payload });
    expect(answer.json().error).toMatchObject({
      code: 'bad-request',
      detail: {
        fields: [
          { field: '/login', problem: 'too_big' },
          { field: '/password', problem: 'invalid_type' },
        ],
      },
    });
    expect(answer.body).not.toContain('6100000000');
  });

  test('broken JSON is refused without repeating it', async () => {
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: '{"login": secret-of-somebody',
    });
    expect(answer.json().error.code).toBe('bad-request');
    expect(answer.body).not.toContain('secret-of-somebody');
  });

  test('what a form of another site can send is not taken', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await desk.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': type },
        payload: '{"login":"a","password":"b"}',
      });
      expect(answer.json().error.code).toBe('wrong-content-type');
    }
  });

  test('a body of more than a megabyte is too large', async () => {
    const payload = { login: 'a', password: 'x'.repeat(2 ** 21) };
    const answer = await desk.app.inject({ method: 'POST', url: '/api/session', payload });
    expect(answer.json().error.code).toBe('too-large');
  });

  test('a page of another site changes nothing with a caller’s cookie', async () => {
    const { token } = await desk.signedIn();
    const from = (headers: Record<string, string>) =>
      desk.app.inject({
        method: 'DELETE',
        url: '/api/session',
        headers: { host: 'desk.example', ...headers },
        cookies: { kshem_session: token },
      });
    expect((await from({ origin: 'https://elsewhere.example' })).json().error.code).toBe('wrong-origin');
    expect((await from({ origin: 'null' })).json().error.code).toBe('wrong-origin');
    expect((await from({ 'sec-fetch-site': 'cross-site' })).json().error.code).toBe('wrong-origin');
    expect((await from({ origin: 'http://desk.example' })).statusCode).toBe(204);
  });

  test('a database that is away is said to be away', async () => {
    const pool = openPool('postgres://nobody@127.0.0.1:1/none', 'kshem_app', 2, () => {});
    const app = await buildApp({ ...deps, appPool: pool, app: openKysely(pool) }, { cookieSecure: false });
    const answer = await app.inject({ url: '/api/session', headers: { authorization: `Bearer ${'a'.repeat(43)}` } });
    expect(answer.json().error).toMatchObject({ code: 'unavailable', retryable: true });
    expect(answer.body).not.toContain('127.0.0.1');
    expect((await app.inject('/api/health')).json()).toMatchObject({
      live: true,
      ready: false,
      checks: { database: 'unreachable' },
    });
    await app.close();
  });

  test('one busy session is slowed down, another at the same address is not', async () => {
    const slow = await buildApp(deps, { cookieSecure: false, requestsPerMinute: { session: 3, address: 100 } });
    const tokens = await Promise.all([1, 2].map(async () => openSession(deps, deps.app, (await givenUser(db)).userId, null)));
    const ask = (token: string | undefined) =>
      slow.inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } });
    for (let i = 0; i < 3; i++) expect((await ask(tokens[0])).statusCode).toBe(200);
    const refused = await ask(tokens[0]);
    expect(refused.json().error.code).toBe('too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(tokens[1])).statusCode).toBe(200);
    await slow.close();
  });
});

describe('who asks for which district', () => {
  test('nothing that is answered is kept by a browser or a proxy', async () => {
    const { token } = await desk.signedIn();
    const answer = await desk.app.inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a district that is not the account’s own is refused', async () => {
    const { token } = await desk.signedIn();
    const client = makeClient({
      base: desk.base,
      headers: () => ({ authorization: `Bearer ${token}`, 'x-kshem-district': '9002' }),
    });
    await expect(client(access.readMe)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('an account without any area is told so', async () => {
    const { client, actor } = await desk.signedIn();
    await db.owner.deleteFrom('user_area').where('user_id', '=', actor.userId).execute();
    await expect(client(access.readMe)).rejects.toMatchObject({ code: 'no-area' });
  });

  test('an account of two districts acts in the one it names', async () => {
    await db.owner
      .insertInto('area')
      .values({
        id: 9003,
        parent_id: 9000,
        level: 'district',
        district_id: 9003,
        name_en: 'Other',
        name_hi: 'अन्य',
        path: [9000, 9003],
      })
      .execute();
    await db.owner
      .insertInto('district')
      .values({ id: 9003, name_en: 'Other', name_hi: 'अन्य', time_zone: 'Asia/Kolkata', default_language: 'hi' })
      .execute();
    const { token, actor } = await desk.signedIn();
    await db.owner.insertInto('user_area').values({ user_id: actor.userId, district_id: 9003, area_id: 9003 }).execute();
    const ask = (headers: Record<string, string>) =>
      makeClient({ base: desk.base, headers: () => ({ authorization: `Bearer ${token}`, ...headers }) })(access.readMe);
    expect(await ask({})).toMatchObject({ districtId: place.district, districts: [{ id: place.district }, { id: 9003 }] });
    expect(await ask({ 'x-kshem-district': '9003' })).toMatchObject({ districtId: 9003 });
  });
});

describe('the OpenAPI document', () => {
  type Operation = { operationId: string; responses: Record<string, { description: string }> };
  const operations = async () => {
    const { paths, ...document } = (await desk.app.inject('/api/openapi.json')).json();
    const all = Object.values<Record<string, Operation>>(paths).flatMap((methods) => Object.values(methods));
    return { document, byName: new Map(all.map((operation) => [operation.operationId, operation])) };
  };

  test('is 3.1 and has every endpoint of the contract, with every error it may answer', async () => {
    const { document, byName } = await operations();
    expect(document.openapi).toBe('3.1.0');
    expect([...byName.keys()].sort()).toEqual(Object.keys(endpoints).sort());
    for (const endpoint of Object.values(endpoints)) {
      const { responses } = byName.get(endpoint.name) as Operation;
      for (const code of errorsOf(endpoint)) expect(responses[errors[code].status]?.description).toContain(`\`${code}\``);
    }
  });

  test('refers to nothing that it does not define, and defines nothing that nobody refers to', async () => {
    const { body } = await desk.app.inject('/api/openapi.json');
    const referred = new Set([...body.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
    const defined = Object.keys(JSON.parse(body).components.schemas);
    expect(new Set(defined)).toEqual(referred);
  });
});
