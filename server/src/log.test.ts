import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import * as access from '@kshem/contract/access.ts';
import * as calls from '@kshem/contract/calls.ts';
import * as worklist from '@kshem/contract/worklist.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorWithoutWords, makeLog } from './log.ts';
import { testDatabase } from './testing/database.ts';
import { openDesk } from './testing/desk.ts';
import { givenDistrict, givenPerson, place, testDay, testDeps } from './testing/given.ts';
import { fillDay } from './worklist/fill-day.ts';
import { givenCheckIn } from './worklist/given-check-in.ts';

let written = '';
const log = makeLog(
  'trace',
  new Writable({
    write: (chunk, _encoding, done) => {
      written += chunk;
      done();
    },
  }),
);
const lines = () =>
  written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const db = await testDatabase();
const deps = { ...testDeps(db), log };

beforeAll(() => givenDistrict(db));

describe('the log of a caller’s morning', () => {
  const secrets = {
    name: 'Sunayana Testperson',
    address: 'House 17 behind the old mill',
    note: 'her brother says she coughs',
    password: 'quiet river stones',
    wrongPassword: 'loud river stones',
    typed: '6100012345',
  };
  let number: string;
  let token: string;

  beforeAll(async () => {
    const desk = await openDesk(db, deps);
    const person = await givenPerson(db, { person: { name: secrets.name, address: secrets.address } });
    await givenCheckIn(db, person);
    await fillDay(deps, { districtId: place.district, day: testDay });
    ({ number } = await db.owner
      .selectFrom('contact_point')
      .select('number')
      .where('id', '=', person.contactPointId)
      .executeTakeFirstOrThrow());

    const admin = await desk.signedIn({ roles: ['administrator'] });
    const login = 'morning-caller';
    const user = { login, nameEn: 'M', nameHi: 'म', roles: ['caller' as const], areaIds: [place.wards[0]], languages: ['hi'] };
    await admin.client(access.createUser, { body: { ...user, password: secrets.password } });
    await desk.anyone(access.signIn, { body: { login, password: secrets.wrongPassword } }).catch(() => {});
    await desk.anyone(access.signIn, { body: { login, password: secrets.password } });

    const caller = await desk.signedIn({ areas: [place.wards[0]] });
    token = caller.token;
    const claim = await caller.client(worklist.claimNext);
    if (claim.kind !== 'claimed') throw new Error('nothing to claim');
    const { householdId, fence } = claim;
    const { attempts } = await caller.client(calls.placeCall, { body: { householdId, fence } });
    const attemptId = attempts[0]?.attemptId as string;
    await caller.client(calls.recordDisposition, { params: { attemptId }, body: { disposition: 'busy', note: secrets.note } });

    // What goes wrong is where logs leak: refused fields, broken JSON, unknown addresses, values PostgreSQL quotes back.
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask = (method: 'GET' | 'POST', url: string, payload?: string) =>
      desk.app.inject({ method, url, headers, ...(payload && { payload }) });
    await ask(
      'POST',
      `/api/attempts/${secrets.typed}/disposition`,
      JSON.stringify({ attemptId: secrets.typed, disposition: secrets.name }),
    );
    await ask('POST', '/api/calls', `{"householdId": "${secrets.name}`);
    await ask('GET', `/api/people?name=${encodeURIComponent(secrets.name)}&number=${secrets.typed}`);
    await ask('POST', `/api/attempts/${randomUUID()}/disposition`, JSON.stringify({ disposition: 'busy', note: secrets.note }));
    await ask('POST', '/api/days/0000-99-99/close', JSON.stringify({ programmeId: secrets.typed }));
  });

  test('holds no name, number, address, note, password or token', () => {
    expect(written.length).toBeGreaterThan(1000);
    const found = [...Object.values(secrets), number, number.slice(3), token].filter((secret) => written.includes(secret));
    expect(found).toEqual([]);
  });

  test('holds no address with what was asked for in it', () => {
    expect(written).not.toContain('?');
  });

  test('names the attempt in every line from dialling to its outcome', () => {
    const ofCalls = lines().filter(({ endpoint }) => endpoint === 'placeCall' || endpoint === 'recordDisposition');
    const good = ofCalls.filter(({ status }) => status === 200 || status === 201);
    expect(good).toHaveLength(2);
    expect(good[0]?.attemptIds).toEqual(good[1]?.attemptIds);
    expect(good[0]?.attemptIds).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  test('has one line for each answer, with who asked and the reference that the asker was given', () => {
    const answered = lines().filter(({ msg }) => msg === 'answered');
    expect(answered.length).toBeGreaterThanOrEqual(11);
    for (const line of answered)
      expect(line).toMatchObject({ reqId: expect.stringMatching(/^[\da-f-]{36}$/), status: expect.any(Number) });
    expect(answered.filter(({ endpoint }) => endpoint === 'claimNext')).toMatchObject([{ userId: expect.any(String) }]);
  });
});

describe('what slips into a line', () => {
  test('is blacked out under the names of personal fields, also one level down', () => {
    written = '';
    log.info({ number: '+916100000001', person: { name: 'Sunayana', id: 'p1' }, answers: { fever: true } }, 'careless');
    expect(lines()).toMatchObject([{ number: '[redacted]', person: { name: '[redacted]', id: 'p1' }, answers: '[redacted]' }]);
  });

  test('of an error its class, code and place are kept, not its words', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "+916100000001"'), { code: '22007' });
    const { at, ...kept } = errorWithoutWords(error);
    expect(kept).toEqual({ type: 'Error', code: '22007' });
    expect(at).toMatchObject({ 0: expect.stringContaining('log.test.ts') });
    expect(JSON.stringify(errorWithoutWords(error))).not.toContain('6100000001');
  });
});
