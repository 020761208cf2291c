import type { Readable } from 'node:stream';
import { type Answered, type AnswersFile, type Endpoint, errorsOf, type Read } from '@kshem/contract/endpoint.ts';
import { ErrorAnswer } from '@kshem/contract/error-answer.ts';
import { errors } from '@kshem/contract/errors.ts';
import { changedBy } from '@kshem/contract/topics.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import * as z from 'zod';
import type { LoadActor } from '../access/load-actor.ts';
import type { AppOptions } from '../app.ts';
import type { Deps } from '../deps.ts';
import type { Metrics } from './metrics.ts';
import { drain, readUpload, type UploadedFile } from './read-upload.ts';
import { admit, type Visit, visitOf } from './visit.ts';

/** What routes hang on: the server being built and what its handlers reach. */
export type Door = {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  readonly options: AppOptions;
  readonly metrics: Metrics;
  readonly loadActor: LoadActor;
};

/** One request as its endpoint describes it: checked, typed, and with who asks (nobody where the endpoint is public). */
export type Asked<E extends Endpoint> = {
  readonly params: Read<E, 'params'>;
  readonly query: Read<E, 'query'>;
  readonly body: Read<E, 'body'>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
} & (E['permission'] extends 'public' ? object : Visit) &
  (E['upload'] extends true ? { readonly file: UploadedFile } : object);

export type FileAnswer = { readonly name: string; readonly type: string; readonly content: Readable | Buffer };

export type Handler<E extends Endpoint> = (
  asked: Asked<E>,
) => Promise<AnswersFile<E> extends true ? FileAnswer : E['response'] extends null ? unknown : Answered<E>>;

/** Hangs a contract object on the server: who may ask, what is read, what is answered (and nothing that its schema does not name). */
export function mount<const E extends Endpoint>(door: Door, endpoint: E, handle: Handler<E>): void {
  const { permission } = endpoint;
  door.app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: describeEndpoint(endpoint),
    config: { endpoint: endpoint.name },
    ...(permission !== 'public' && {
      onRequest: (request) =>
        admit(door.deps, door.loadActor, request, {
          permission,
          beforePasswordChange: endpoint.beforePasswordChange === true,
          beforeSecondFactor: endpoint.beforeSecondFactor === true,
        }),
    }),
    handler: async (request, reply) => {
      const { params, query } = request;
      const { file, ...sent } = endpoint.upload ? await readUpload(endpoint, request) : { body: request.body };
      const asked = { ...visitOf(request), params, query, ...sent, file, request, reply } as unknown as Asked<E>;
      const answered = await handle(asked).finally(() => file && drain(file.content));
      const actor = visitOf(request)?.actor;
      if (actor) door.deps.hints.changed(actor.districtId, changedBy[endpoint.name] ?? []);
      return send(endpoint, reply, answered);
    },
  });
}

function send(endpoint: Endpoint, reply: FastifyReply, answered: unknown): unknown {
  if (endpoint.response === null) return reply.code(204).send();
  if (answersFile(endpoint.response)) return sendFile(reply, answered as FileAnswer);
  return reply.code(endpoint.status ?? 200).send(answered);
}

function sendFile(reply: FastifyReply, { name, type, content }: FileAnswer): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'no-store')
    .type(type)
    .send(content);
}

function answersFile(response: Endpoint['response']): response is { readonly file: readonly string[] } {
  return response !== null && 'file' in response;
}

/** The endpoint as Fastify checks it and as the OpenAPI document prints it. */
export function describeEndpoint(endpoint: Endpoint): FastifySchema {
  const { params, query, body, upload } = endpoint;
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[2] ?? ''],
    security: endpoint.permission === 'public' ? [] : [{ cookie: [] }, { bearer: [] }],
    description: `Permission: \`${endpoint.permission}\`. Errors: ${errorsOf(endpoint)
      .map((code) => `\`${code}\``)
      .join(', ')}.`,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && !upload && { body }),
    ...(upload && { consumes: ['multipart/form-data'] }),
    response: { ...goodAnswer(endpoint), ...refusals(endpoint) },
  } as FastifySchema;
}

function goodAnswer({ response, status = 200 }: Endpoint): Record<number, unknown> {
  if (response === null) return { 204: z.null().describe('Done') };
  if (!answersFile(response)) return { [status]: response };
  const content = Object.fromEntries(response.file.map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }]));
  return { [status]: { description: 'The file', content } };
}

function refusals(endpoint: Endpoint): Record<number, unknown> {
  const byStatus = Map.groupBy(errorsOf(endpoint), (code) => errors[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.map((code) => `\`${code}\``).join(', '), content: { 'application/json': { schema: ErrorAnswer } } },
    ]),
  );
}
