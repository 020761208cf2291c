import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { endpoint } from '@kshem/contract/endpoint.ts';
import { instant } from '@kshem/contract/wire.ts';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { makeClient } from './client.ts';

let answer: { status: number; type: string; body: string };
let asked: { method: string | undefined; url: string | undefined; body: string };
const server = createServer((request, response) => {
  void text(request).then((body) => {
    asked = { method: request.method, url: request.url, body };
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const client = makeClient({ base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

const thing = endpoint({
  name: 'readThing',
  method: 'GET',
  path: '/api/things/:thingId',
  summary: 'A thing',
  permission: 'signed-in',
  params: z.object({ thingId: z.string() }),
  query: z.object({ since: z.string().optional(), limit: z.coerce.number().default(10) }),
  response: z.object({ at: instant }),
  errors: [],
});
const list = endpoint({
  name: 'importThings',
  method: 'POST',
  path: '/api/things',
  summary: 'A list of things',
  permission: 'signed-in',
  upload: true,
  body: z.object({ source: z.string() }),
  response: null,
  errors: [],
});

describe('the client of the contract', () => {
  test('puts parameters into the address, leaves out what was not given, and reads instants as dates', async () => {
    answer = { status: 200, type: 'application/json', body: '{"at":"2021-05-10T04:30:00.000Z"}' };
    const found = await client(thing, { params: { thingId: 'a/b' }, query: { since: undefined, limit: 5 } });
    expect(found.at).toEqual(new Date('2021-05-10T04:30:00Z'));
    expect(asked).toMatchObject({ method: 'GET', url: '/api/things/a%2Fb?limit=5' });
  });

  test('sends the fields of an upload before its file, so that a server can stream it', async () => {
    answer = { status: 204, type: 'text/plain', body: '' };
    await client(list, { body: { source: 'lab-1' }, file: new Blob(['name\nA']), fileName: 'list.csv' });
    expect(asked.body.indexOf('lab-1')).toBeLessThan(asked.body.indexOf('list.csv'));
    expect(asked.body.indexOf('lab-1')).toBeGreaterThan(0);
  });

  test('an answer that is not the contract’s is not passed on', async () => {
    answer = { status: 200, type: 'application/json', body: '{"at":"yesterday"}' };
    await expect(client(thing, { params: { thingId: '1' } })).rejects.toThrow();
  });

  test('a proxy’s error page is "unavailable", not a crash', async () => {
    answer = { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' };
    await expect(client(thing, { params: { thingId: '1' } })).rejects.toMatchObject({
      code: 'unavailable',
      status: 502,
      answer: null,
    });
  });

  test('no answer at all is "unavailable"; a request given up by its caller stays an abort', async () => {
    const nobody = makeClient({ base: 'http://127.0.0.1:1' });
    await expect(nobody(thing, { params: { thingId: '1' } })).rejects.toMatchObject({ code: 'unavailable', status: 0 });
    const given = client(thing, { params: { thingId: '1' }, signal: AbortSignal.abort() });
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  });
});
