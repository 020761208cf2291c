import { text } from 'node:stream/consumers';
import multipart from '@fastify/multipart';
import { endpoint } from '@kshem/contract/endpoint.ts';
import { instant } from '@kshem/contract/wire.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { makeClient } from '../../../web/src/api/client.ts';
import { makeLoadActor } from '../access/load-actor.ts';
import { testDatabase } from '../testing/database.ts';
import { testDeps } from '../testing/given.ts';
import { answerErrors } from './answer-error.ts';
import { makeMetrics } from './metrics.ts';
import { type Door, mount } from './mount.ts';

const shared = { permission: 'public', errors: [], summary: 'For this test' } as const;
const readThing = endpoint({
  ...shared,
  name: 'readThing',
  method: 'GET',
  path: '/api/things/:thingId',
  params: z.object({ thingId: z.string() }),
  query: z.object({ limit: z.coerce.number().int().max(5).default(2) }),
  response: z.object({ thingId: z.string(), limit: z.int(), at: instant }),
});
const brokenThing = endpoint({
  ...shared,
  name: 'brokenThing',
  method: 'GET',
  path: '/api/broken',
  response: z.object({ n: z.int() }),
});
const takeFile = endpoint({
  ...shared,
  name: 'takeFile',
  method: 'POST',
  path: '/api/files',
  upload: true,
  body: z.object({ source: z.string().min(2) }),
  response: z.object({ source: z.string(), name: z.string(), content: z.string() }),
  status: 202,
});
const giveFile = endpoint({ ...shared, name: 'giveFile', method: 'GET', path: '/api/file', response: { file: ['text/csv'] } });

const db = await testDatabase();
const deps = testDeps(db);
const app = Fastify() as unknown as FastifyInstance;
let client: ReturnType<typeof makeClient>;

beforeAll(async () => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(multipart);
  const metrics = makeMetrics();
  answerErrors(app, metrics);
  const door: Door = { app, deps, options: { cookieSecure: false }, metrics, loadActor: makeLoadActor(deps) };
  mount(door, readThing, async ({ params, query }) => ({ ...params, ...query, at: deps.now(), phone: '+916100000001' }));
  mount(door, brokenThing, async () => ({ n: 1.5 }));
  mount(door, takeFile, async ({ body, file }) => ({ ...body, name: file.name, content: await text(file.content) }));
  mount(door, giveFile, async () => ({ name: 'सूची 1.csv', type: 'text/csv', content: Buffer.from('a,b') }));
  client = makeClient({ base: await app.listen({ port: 0, host: '127.0.0.1' }) });
});
afterAll(() => app.close());

describe('a mounted endpoint', () => {
  test('answers with what its schema names and nothing else', async () => {
    const { body } = await app.inject('/api/things/t1');
    expect(JSON.parse(body)).toEqual({ thingId: 't1', limit: 2, at: deps.now().toISOString() });
  });

  test('reads the query by its schema and names what is wrong in it', async () => {
    expect(await client(readThing, { params: { thingId: 't1' }, query: { limit: 5 } })).toMatchObject({
      limit: 5,
      at: deps.now(),
    });
    const tooMany = client(readThing, { params: { thingId: 't1' }, query: { limit: 6 } });
    await expect(tooMany).rejects.toMatchObject({
      code: 'bad-request',
      answer: { detail: { fields: [{ field: 'querystring/limit', problem: 'too_big' }] } },
    });
  });

  test('that answers wrongly is our fault and says nothing of what it would have said', async () => {
    const answer = await app.inject('/api/broken');
    expect(answer.json().error).toMatchObject({ code: 'internal', detail: null });
    expect(answer.body).not.toContain('1.5');
  });

  test('takes a file with its fields, and refuses fields that are wrong before reading it', async () => {
    const file = new Blob(['x'.repeat(300_000)]);
    const taken = await client(takeFile, { body: { source: 'lab-1' }, file, fileName: 'सूची.csv' });
    expect(taken).toMatchObject({ source: 'lab-1', name: 'सूची.csv' });
    expect(taken.content).toHaveLength(300_000);
    const refused = client(takeFile, { body: { source: 'x' }, file, fileName: 'a.csv' });
    await expect(refused).rejects.toMatchObject({
      code: 'bad-request',
      answer: { detail: { fields: [{ field: '/source', problem: 'too_small' }] } },
    });
  });

  test('without a file, or with JSON in its place, is told so', async () => {
    const form = new FormData();
    form.append('source', 'lab-1');
    const address = app.listeningOrigin;
    const missing = await fetch(`${address}/api/files`, { method: 'POST', body: form });
    expect(await missing.json()).toMatchObject({ error: { code: 'bad-request', detail: { fields: [{ field: '/file' }] } } });
    const json = await app.inject({ method: 'POST', url: '/api/files', payload: { source: 'lab-1' } });
    expect(json.json().error.code).toBe('wrong-content-type');
  });

  test('gives a file under its own name in any script', async () => {
    const answer = await app.inject('/api/file');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('सूची 1.csv')}`);
    expect(await (await client(giveFile)).text()).toBe('a,b');
  });
});
